"""Permission policies of models whose rows are retired instead of deleted."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy


class NoDeletePolicy(ModelPermissionPolicy):
    """Refuses deletion to everyone, superusers included, since drafts and old revisions refer to the row.

    The permission to change a row allows retiring and restoring it.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"delete"})

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        return action != "delete" and super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_permission_for(self, user: Any, action: str) -> models.QuerySet[Any]:
        if action == "delete":
            return self.model._default_manager.none()
        return super().instances_user_has_permission_for(user, action)
