"""Who may do what with things that are retired instead of deleted."""

from wagtail.permission_policies import ModelPermissionPolicy


class RetiredNotDeleted(ModelPermissionPolicy):
    """Nobody deletes it, superusers no exception: it would vanish from drafts and old revisions.

    Whoever may change one may retire it and take it back.
    """

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - {"delete"})

    def user_has_permission_for_instance(self, user, action, instance):
        return action != "delete" and super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_permission_for(self, user, action):
        if action == "delete":
            return self.model._default_manager.none()
        return super().instances_user_has_permission_for(user, action)
