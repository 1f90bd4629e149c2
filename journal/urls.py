"""The addresses of the site. Fixed ones first; whatever is left belongs to articles and pages.

Wagtail's last address, which serves its page tree, gives way to the router: that looks into the record first. The name
`wagtail_serve` stays, since Wagtail makes the addresses of pages from it.
"""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.reading.views import router
from journal.health import healthz
from journal.search.views import search

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("newsletter/", include("journal.newsletter.urls")),
    path("search/", search, name="search"),
    path("", include("articles.reading.urls")),
    *wagtail_urls.urlpatterns[:-1],
    # A page of changes, `…/versions/1..2/`: its dots are outside the pattern of Wagtail's addresses.
    re_path(r"^(?P<path>(?:[\w\-]+/)+versions/\d+\.\.\d+/)$", router.serve, name="article_changes"),
    re_path(wagtail_urls.serve_pattern, router.serve, name="wagtail_serve"),
]

if settings.DEVELOPMENT_MAIL:
    urlpatterns.insert(0, path("dev/mail/", include("journal.devmail.urls")))

if settings.SERVE_MEDIA:
    media = re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})
    urlpatterns.insert(0, media)
