"""The URLs of reading's own views. Those of articles and pages follow in the site's URLs."""

from django.urls import path

from entities.kinds import Kind

from .views.authors import author_detail, author_list
from .views.by_id import article_by_id, record_file
from .views.corrections import correction_list
from .views.day_lines import day_lines_text, day_list
from .views.entities import entity_detail, entity_list
from .views.feed import site_feed
from .views.site_files import favicon, robots_txt
from .views.sitemaps import sitemap, sitemap_section

app_name = "reading"

urlpatterns = [
    path("authors/", author_list, name="authors"),
    path("authors/<slug:slug>/", author_detail, name="author"),
    path("entities/", entity_list, name="entities"),
    path("corrections/", correction_list, name="corrections"),
    path("record/days/", day_list, name="day_lines"),
    path("record/days.txt", day_lines_text, name="day_lines_text"),
    # `articles.models.addresses.article_path` makes this path.
    path("record/<uuid:uid>/", article_by_id, name="article_by_id"),
    path("record-files/<uuid:uid>/<str:name>", record_file, name="record_file"),
    path("feed/", site_feed, name="feed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("robots.txt", robots_txt, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
for kind in Kind:
    urlpatterns += [
        path(f"{kind.section}/", entity_list, {"kind": kind.value}, name=kind.section),
        path(f"{kind.section}/<slug:slug>/", entity_detail, {"kind": kind.value}, name=kind.value),
    ]
