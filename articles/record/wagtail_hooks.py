from wagtail import hooks

from . import admin_hooks, page_chooser

hooks.register("before_delete_page", admin_hooks.refuse_delete)
hooks.register("before_bulk_action", admin_hooks.refuse_bulk_delete)
hooks.register("before_copy_page", admin_hooks.refuse_alias)
hooks.register("after_copy_page", admin_hooks.explain_copy)
hooks.register("register_log_actions", admin_hooks.register_log_actions)
hooks.register("entity_usage", admin_hooks.usage_in_articles)
hooks.register("construct_page_chooser_queryset", page_chooser.leave_out_protected)
