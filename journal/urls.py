"""URLs of the site: first the fixed ones, then those of articles and pages.

The last pattern of Wagtail, which serves the page tree, is replaced by the router, which looks up articles in the
record first. Its name `wagtail_serve` is kept, since Wagtail reverses it for the URLs of pages.
"""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.reading.views import router

from .health import healthz
from .search.views import search

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("admin/", include("articles.corrections.replaced_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("newsletter/", include("journal.newsletter.urls")),
    path("search/", search, name="search"),
    path("", include("articles.reading.urls")),
    *wagtail_urls.urlpatterns[:-1],
    # Page of changes, `…/versions/1..2/`: Wagtail's pattern for pages does not match dots.
    re_path(r"^(?P<path>(?:[\w\-]+/)+versions/\d+\.\.\d+/)$", router.serve, name="article_changes"),
    re_path(wagtail_urls.serve_pattern, router.serve, name="wagtail_serve"),
]

if settings.DEVELOPMENT_MAIL:
    urlpatterns.insert(0, path("dev/mail/", include("journal.devmail.urls")))

if settings.SERVE_MEDIA:
    media = re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})
    urlpatterns.insert(0, media)
