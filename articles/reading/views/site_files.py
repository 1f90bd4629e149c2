"""`/robots.txt`: where the sitemap is, and what machines need not ask for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.models.addresses import absolute_url

CLOSED = ("/admin/", "/search/", "/newsletter/", "/dev/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {absolute_url('/sitemap.xml')}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """`/favicon.ico`: redirect to the static file, whose URL changes with its content."""
    return HttpResponseRedirect(static("img/favicon.ico"))
