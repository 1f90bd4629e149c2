from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from entities.admin.permissions import NoDeletePolicy
from entities.admin.views import RestoreView, RetireView, search_entities
from entities.admin.viewsets import EntityViewSetGroup
from entities.models import Country, Entity, Firm, Programme

# Viewsets look up the policy of their model, so the policies are registered first.
for model in (Entity, Country, Programme, Firm):
    register_permission_policy(model, NoDeletePolicy(model), exact_class=True)

register_snippet(EntityViewSetGroup)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("entities/search/<str:kind>/", search_entities, name="entities_search"),
        path("entities/<int:key>/retire/", RetireView.as_view(), name="entities_retire"),
        path("entities/<int:key>/take-back/", RestoreView.as_view(), name="entities_take_back"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("entities.retire", _("Retire"), _("Retired"))
    actions.register_action("entities.take_back", _("Restore"), _("Restored"))
