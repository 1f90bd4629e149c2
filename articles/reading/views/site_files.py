"""The files `/robots.txt` and `/favicon.ico`."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from articles.models.addresses import absolute_url

DISALLOWED = ("/admin/", "/search/", "/newsletter/", "/dev/")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Show which URLs crawlers should leave out, and the URL of the sitemap."""
    disallowed = "".join(f"Disallow: {path}\n" for path in DISALLOWED)
    text = f"User-agent: *\n{disallowed}\nSitemap: {absolute_url('/sitemap.xml')}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to the static file, whose URL changes with its content."""
    return HttpResponseRedirect(static("img/favicon.ico"))
