from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_views import SubscriberListView, SubscribersMenuItem
from .forms import sign_up_block_context

hooks.register("sign_up_form", sign_up_block_context)


@hooks.register("register_admin_urls")
def register_subscriber_list() -> list[URLPattern]:
    return [
        path("subscribers/", SubscriberListView.as_view(), name="newsletter_subscribers"),
        path(
            "subscribers/results/",
            SubscriberListView.as_view(results_only=True),
            name="newsletter_subscribers_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_subscribers_menu_item() -> MenuItem:
    return SubscribersMenuItem(
        _("Subscribers"), reverse("newsletter_subscribers"), name="subscribers", icon_name="mail", order=700
    )


@hooks.register("register_permissions")
def register_subscriber_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="newsletter", codename="view_subscriber")
