from django.urls import include, path
from wagtail import hooks

from . import buttons, urls


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("corrections/", include(urls, namespace="corrections"))]


hooks.register("register_page_header_buttons", buttons.note_button)
hooks.register("register_page_listing_more_buttons", buttons.note_button)
