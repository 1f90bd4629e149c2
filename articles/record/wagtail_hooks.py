from wagtail import hooks

from . import doors
from .actions import register_publish_action
from .log_actions import register_log_actions
from .mentions import usage_in_articles

hooks.register("before_publish_page", doors.publish_instead)
hooks.register("before_delete_page", doors.refuse_delete)
hooks.register("before_bulk_action", doors.refuse_bulk_delete)
hooks.register("before_unpublish_page", doors.ask_before_unpublish)
hooks.register("before_bulk_action", doors.ask_before_bulk_unpublish)
hooks.register("before_copy_page", doors.refuse_alias)
hooks.register("after_copy_page", doors.explain_copy)
hooks.register("register_log_actions", register_log_actions)
hooks.register("entity_usage", usage_in_articles)
hooks.register("register_actions", register_publish_action, order=1000)
