"""The list of subscribers in the admin: search, filters and export, no editing."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Subscriber

# Spreadsheets evaluate a cell that begins with one of these characters as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape_formula(value: str) -> str:
    """Prefix text with an apostrophe when a spreadsheet would evaluate it as a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


class SubscriberListView(IndexView):
    """Subscribers, for users with the permission `newsletter.view_subscriber`."""

    model = Subscriber
    permission_policy = ModelPermissionPolicy(Subscriber)
    any_permission_required = ["view"]
    page_title = _("Subscribers")
    header_icon = "mail"
    index_url_name = "newsletter_subscribers"
    index_results_url_name = "newsletter_subscribers_results"
    default_ordering = "-created_at"
    paginate_by = 50
    list_filter = ["state", "created_at", "confirmed_at"]
    search_fields = ["address", "key"]
    columns = [
        Column("address", label=_("E-mail address"), sort_key="address"),
        Column("get_state_display", label=_("Status"), sort_key="state"),
        DateColumn("created_at", label=_("Signed up"), sort_key="created_at"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
        DateColumn("unsubscribed_at", label=_("Unsubscribed"), sort_key="unsubscribed_at"),
    ]
    list_export = ["uid", "address", "state", "created_at", "confirmed_at", "unsubscribed_at"]
    export_headings = {"uid": _("Permanent ID")}
    export_filename = "subscribers"
    custom_field_preprocess = {"address": {"csv": escape_formula}}


class SubscribersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("newsletter.view_subscriber")
