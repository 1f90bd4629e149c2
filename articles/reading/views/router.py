"""Finding what a request asks for: first by address in the record, then in Wagtail's page tree."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from wagtail import hooks
from wagtail.models import Site
from wagtail.views import serve as serve_page_tree

from articles.reading.views import article as article_page
from articles.reading.views import versions
from articles.record.models import Address, Status


def serve(request, path: str) -> HttpResponse:
    """The last entry of the site's addresses, in the place of Wagtail's own.

    One query finds an address that any article has or ever had. The page's view restrictions are asked as
    Wagtail asks them, so that a private journal stays private. What has no row falls through to Wagtail.
    """
    address, rest = find(request)
    if address is None:
        return serve_page_tree(request, path)

    def answer(page, request, args, kwargs) -> HttpResponse:
        return serve_address(address, request, rest)

    for function in reversed(hooks.get_hooks("on_serve_page")):
        answer = function(answer)
    return answer(address.publication.article, request, [], {})


def find(request) -> tuple[Address | None, str]:
    """The address that a request asks for, and what follows it: nothing, or a page of its versions.

    An article whose own address reads like a page of versions is found first.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None, ""
    article_path, rest = versions.split(request.path_info)
    found = (
        Address.objects.filter(site=site, path__in={request.path_info, article_path})
        .select_related("publication__article", "publication__version__entry")
        .defer("publication__article__body", *(f"publication__search_{name}" for name in ("people", "names", "text")))
    )
    address = max(found, key=lambda address: len(address.path), default=None)
    return address, rest if address and address.path == article_path else ""


def serve_address(address: Address, request, rest: str = "") -> HttpResponse:
    """The article at this address or one of its versions, a redirect to where it went, or 410 when it was withdrawn."""
    publication = address.publication
    if not address.current:
        return moved(publication, request, rest)
    if publication.status == Status.WITHDRAWN:
        return article_page.withdrawn(publication, request)
    if rest:
        return versions.respond(publication, rest, request)
    return article_page.respond(publication, request)


def moved(publication, request, rest: str = "") -> HttpResponse:
    current = publication.current_address
    query = request.META.get("QUERY_STRING", "")
    root = "" if current.site_id == Site.find_for_request(request).pk else current.site.root_url
    return HttpResponsePermanentRedirect(f"{root}{current.path}{rest}{'?' + query if query else ''}")


def serve_article(page, request) -> HttpResponse:
    """What `ArticlePage.serve` leads to when the tree still leads to an article: its published address."""
    publication = getattr(page, "publication", None)
    if publication is None:
        raise Http404
    return moved(publication, request)
