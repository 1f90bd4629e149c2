"""URLs of the site: first the fixed ones, then those of articles and pages.

The last pattern of Wagtail, which serves the page tree, is replaced by the router, which looks up articles in the
record first. Its name `wagtail_serve` is kept, since Wagtail reverses it for the URLs of pages.
"""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.reading.views import passwords, router
from articles.reading.views.media import media_file

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
    # In place of Wagtail's view of the same name, which compares the password with one stored in plain text.
    path(
        "_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/",
        passwords.open_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    *wagtail_urls.urlpatterns[:-1],
    # Page of changes, `…/versions/1..2/`: Wagtail's pattern for pages does not match dots.
    re_path(r"^(?P<path>(?:[\w\-]+/)+versions/\d+\.\.\d+/)$", router.serve, name="article_changes"),
    re_path(wagtail_urls.serve_pattern, router.serve, name="wagtail_serve"),
]

if settings.DEVELOPMENT_MAIL:
    urlpatterns.insert(0, path("dev/mail/", include("journal.devmail.urls")))

# On a public site the web server serves `record/` itself. MEDIA_URL may also be on another host.
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.insert(0, path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media_file, name="media"))
