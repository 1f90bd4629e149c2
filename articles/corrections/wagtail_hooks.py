from django.urls import URLResolver, include, path
from wagtail import hooks

from . import admin_hooks, urls
from .bulk_publish import PublishShownBulkAction


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("corrections/", include(urls, namespace="corrections"))]


hooks.register("before_publish_page", admin_hooks.publish_or_review)
hooks.register("before_unpublish_page", admin_hooks.withdraw_instead_of_unpublish)
hooks.register("before_bulk_action", admin_hooks.withdraw_instead_of_bulk_unpublish)
hooks.register("before_move_page", admin_hooks.ask_before_move)
hooks.register("before_bulk_action", admin_hooks.refuse_bulk_move)
hooks.register("before_delete_page", admin_hooks.refuse_delete_of_scheduled)
hooks.register("before_bulk_action", admin_hooks.refuse_bulk_delete_of_scheduled)
hooks.register("after_edit_page", admin_hooks.warn_after_approval)
hooks.register("register_page_header_buttons", admin_hooks.note_button)
hooks.register("register_page_listing_more_buttons", admin_hooks.note_button)
hooks.register("register_page_listing_more_buttons", admin_hooks.withdraw_button)
hooks.register("construct_page_action_menu", admin_hooks.replace_menu_items)
hooks.register("after_edit_snippet", admin_hooks.warn_of_held_values)
hooks.register("register_reports_menu_item", admin_hooks.scheduled_menu_item)
hooks.register("register_log_actions", admin_hooks.register_log_actions)
# After Wagtail's own, which has the same name.
hooks.register("register_bulk_action", PublishShownBulkAction, order=100)
