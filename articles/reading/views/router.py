"""The view of all articles and pages: by address in the record first, then by Wagtail's page tree."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, Site
from wagtail.views import serve as serve_page_tree

from articles.models import ArticlePage
from articles.record.models import Address, Publication, Status

from .article import article_page, withdrawn_page
from .redirects import redirect_to_article
from .versions import serve_versions, split_path


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the last URL pattern of the site, in place of Wagtail's own view.

    One query finds the current or a former address of an article. View restrictions are checked by the hooks of the
    page, as in Wagtail. A path that no article has or had is left to Wagtail.
    """
    address, rest = find_address(request)
    if address is None:
        response: HttpResponse = serve_page_tree(request, path)
        return response

    def serve_article_page(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        return serve_address(address, request, rest)

    next_hook = serve_article_page
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        next_hook = hook(next_hook)
    return next_hook(address.publication.article, request, [], {})


def find_address(request: HttpRequest) -> tuple[Address | None, str]:
    """Return the address that was requested, and the part of the path for a page of its versions, or "".

    An article whose own address has the form of a page of versions is found first.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None, ""
    article_path, rest = split_path(request.path_info)
    found = (
        Address.objects.filter(site=site, path__in={request.path_info, article_path})
        .select_related("publication__article", "publication__version__entry")
        .defer("publication__article__body", *(f"publication__search_{name}" for name in ("people", "names", "text")))
    )
    address = max(found, key=lambda address: len(address.path), default=None)
    return address, rest if address and address.path == article_path else ""


def serve_address(address: Address, request: HttpRequest, rest: str = "") -> HttpResponse:
    """Serve the article at an address, or a page of its versions; redirect a former address; 410 when withdrawn."""
    publication = address.publication
    if not address.current:
        return redirect_to_article(publication, request, rest)
    if publication.status == Status.WITHDRAWN:
        return withdrawn_page(publication, request)
    if rest:
        return serve_versions(publication, rest, request)
    return article_page(publication, request)


def serve_article(page: ArticlePage, request: HttpRequest) -> HttpResponse:
    """Serve an article that was found in the page tree (`ArticlePage.serve`): redirect to its published address."""
    publication: Publication | None = getattr(page, "publication", None)
    if publication is None:
        raise Http404
    return redirect_to_article(publication, request)
