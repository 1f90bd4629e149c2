from django.urls import include, path
from wagtail import hooks

from . import approval, buttons, expiry, menu, urls


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("corrections/", include(urls, namespace="corrections"))]


hooks.register("register_page_header_buttons", buttons.note_button)
hooks.register("register_page_listing_more_buttons", buttons.note_button)
hooks.register("construct_page_action_menu", menu.name_what_happens)
hooks.register("after_edit_page", approval.tell_the_approver)
hooks.register("register_log_actions", expiry.register_log_actions)
