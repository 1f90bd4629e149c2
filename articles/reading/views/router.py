"""The view of all articles and pages: by address in the record first, then by Wagtail's page tree."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, Site

from articles.models import ArticlePage
from articles.record.models import Address, Publication, Status

from ..access import serve_if_met, with_hooks
from ..presenters.hidden import hidden_article
from .article import article_page, withdrawn_page
from .hidden import hidden_page, protected_withdrawal_page
from .redirects import redirect_to_article
from .versions import serve_versions, split_path


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the last URL pattern of the site, in place of Wagtail's own view.

    One query finds the current or a former address of an article. A path that no article has or had is looked up in
    Wagtail's page tree. Wagtail's hooks run for both, but for its check of view restrictions, which
    `articles.reading.access` replaces.
    """
    address, rest = find_address(request)
    if address is None:
        return serve_page_tree(request, path)

    def serve_found(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        return serve_address(address, request, rest)

    return with_hooks(serve_found)(address.publication.article, request, [], {})


def serve_page_tree(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page of Wagtail's tree, as Wagtail does."""
    found = Page.route_for_request(request, path)
    if found is None:
        raise Http404
    page, args, kwargs = found
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response

    def serve_found(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        publication = hidden_article(page)
        if publication is not None:
            return serve_publication(publication, request, partial(page.serve, request, *args, **kwargs))
        return serve_if_met(
            page,
            None,
            request,
            partial(page.serve, request, *args, **kwargs),
            lambda unmet: hidden_page(None, unmet, request),
        )

    return with_hooks(serve_found)(page, request, args, kwargs)


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

    def serve_found() -> HttpResponse:
        if not address.current:
            return redirect_to_article(publication, request, rest)
        if publication.status == Status.WITHDRAWN:
            return withdrawn_page(publication, request)
        if rest:
            return serve_versions(publication, rest, request)
        return article_page(publication, request)

    return serve_publication(publication, request, serve_found)


def serve_publication(
    publication: Publication, request: HttpRequest, serve_found: Callable[[], HttpResponse]
) -> HttpResponse:
    """Serve an article to those who may read it; the others get a page without title and path where it is protected.

    That is decided before a former address redirects, since the current path may contain what the article is about.
    """
    if publication.status == Status.WITHDRAWN and publication.is_protected:
        return protected_withdrawal_page(publication, request)
    page = publication.article
    refuse = partial(hidden_page, publication, request=request)
    return serve_if_met(page, publication, request, serve_found, refuse)


def serve_article(page: ArticlePage, request: HttpRequest) -> HttpResponse:
    """Serve an article that was found in the page tree (`ArticlePage.serve`): redirect to its published address."""
    publication: Publication | None = getattr(page, "publication", None)
    if publication is None:
        raise Http404
    return redirect_to_article(publication, request)
