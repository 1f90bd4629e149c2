from django.urls import path
from wagtail import hooks

from entities.views import search_entities


@hooks.register("register_admin_urls")
def register_search_address():
    return [path("entities/search/<str:kind>/", search_entities, name="entities_search")]
