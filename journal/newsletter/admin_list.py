"""The list of subscribers in the admin: to be looked at, searched and exported, never edited."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Subscriber

# Spreadsheets run a cell that begins with one of these as a formula, and an address may begin so.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_plain_cell(value: str) -> str:
    """Text that a spreadsheet takes as text."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


class SubscriberList(IndexView):
    """Addresses, for holders of `newsletter.view_subscriber` and nobody else."""

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
        Column("address", label=_("Address"), sort_key="address"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("created_at", label=_("First asked"), sort_key="created_at"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
        DateColumn("unsubscribed_at", label=_("Unsubscribed"), sort_key="unsubscribed_at"),
    ]
    list_export = ["uid", "address", "state", "created_at", "confirmed_at", "unsubscribed_at"]
    export_headings = {"uid": _("Permanent id")}
    export_filename = "subscribers"
    custom_field_preprocess = {"address": {"csv": as_plain_cell}}
