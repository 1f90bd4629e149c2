from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from entities.desk.policies import RetiredNotDeleted
from entities.models import Country, Entity, Firm, Programme

for model in (Entity, Country, Programme, Firm):
    register_permission_policy(model, RetiredNotDeleted(model), exact_class=True)

from wagtail.snippets.models import register_snippet  # noqa: E402  policies come first

from entities.desk.retire_views import RetireView, TakeBackView  # noqa: E402
from entities.desk.search_view import search_entities  # noqa: E402
from entities.desk.viewsets import Entities  # noqa: E402

register_snippet(Entities)


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("entities/search/<str:kind>/", search_entities, name="entities_search"),
        path("entities/<int:key>/retire/", RetireView.as_view(), name="entities_retire"),
        path("entities/<int:key>/take-back/", TakeBackView.as_view(), name="entities_take_back"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("entities.retire", _("Retire"), _("Retired"))
    actions.register_action("entities.take_back", _("Take back"), _("Taken back"))
