"""`/robots.txt`: where the sitemap is, and what machines need not ask for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .structured import absolute

CLOSED = ("/admin/", "/search/", "/newsletter/", "/dev/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {absolute('/sitemap.xml', request)}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
