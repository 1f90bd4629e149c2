"""Registers the list of subscribers in the admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin_list import SubscriberList
from .slot import sign_up

hooks.register("sign_up_form", sign_up)


class SubscribersMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("newsletter.view_subscriber")


@hooks.register("register_admin_urls")
def register_subscriber_list():
    return [
        path("subscribers/", SubscriberList.as_view(), name="newsletter_subscribers"),
        path(
            "subscribers/results/",
            SubscriberList.as_view(results_only=True),
            name="newsletter_subscribers_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_subscribers_menu_item():
    return SubscribersMenuItem(
        _("Subscribers"), reverse("newsletter_subscribers"), name="subscribers", icon_name="mail", order=700
    )


@hooks.register("register_permissions")
def register_subscriber_permission():
    return Permission.objects.filter(content_type__app_label="newsletter", codename="view_subscriber")
