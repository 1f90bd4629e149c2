"""The fixed addresses of reading. The site's own addresses include them before those of pages."""

from django.urls import path

from entities.kinds import Kind

from . import author_pages, corrections_page, entity_pages, favicon, feed, robots, sitemaps

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
    path("favicon.ico", favicon.favicon, name="favicon"),
]
for kind in Kind:
    urlpatterns += [
        path(f"{kind.section}/", entity_pages.index, {"kind": kind.value}, name=kind.section),
        path(f"{kind.section}/<slug:slug>/", entity_pages.detail, {"kind": kind.value}, name=kind.value),
    ]
