"""The fixed addresses of reading. The site's own addresses include them before those of pages."""

from django.urls import path

from articles.reading.views import authors as author_pages
from articles.reading.views import corrections as corrections_page
from articles.reading.views import entities as entity_pages
from articles.reading.views import feed, sitemaps
from articles.reading.views import site_files as robots
from entities.addresses import SECTIONS

app_name = "reading"

urlpatterns = [
    path("authors/", author_pages.index, name="authors"),
    path("authors/<slug:slug>/", author_pages.detail, name="author"),
    path("entities/", entity_pages.index, name="entities"),
    path("corrections/", corrections_page.corrections, name="corrections"),
    path("feed/", feed.site_feed, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
]
for kind in Kind:
    urlpatterns += [
        path(f"{kind.section}/", entity_pages.index, {"kind": kind.value}, name=kind.section),
        path(f"{kind.section}/<slug:slug>/", entity_pages.detail, {"kind": kind.value}, name=kind.value),
    ]
