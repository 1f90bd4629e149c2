"""Addresses that name an article by its permanent id: `/record/<id>/`, and those of a private article's pictures."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.corrections.pictures import picture_response
from articles.record.images import FileURL
from articles.record.models import Publication, Status

from ..access import find_unmet
from .redirects import redirect_to_current_path


@require_safe
def article_by_id(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Redirect to the current address of an article. A reader who may not see it gets the answer of that address here,
    without its path."""
    from .router import serve_publication

    publication = get_object_or_404(Publication.objects.select_related("article"), uid=uid)
    return serve_publication(publication, request, lambda: redirect_to_current_path(publication, request))


@require_safe
def record_file(request: HttpRequest, uid: UUID, name: str) -> FileResponse:
    """Serve a picture file of a private article to those who may read the article."""
    publication = get_object_or_404(Publication.objects.select_related("article"), uid=uid, status=Status.PUBLIC)
    unmet, _is_private = find_unmet(publication.article, publication, request)
    if unmet:
        raise Http404
    return picture_response(publication, name)


def picture_url(publication: Publication) -> FileURL | None:
    """Return the function that makes URLs of a private article's pictures; None for articles with public files."""
    if not publication.is_hidden:
        return None
    return lambda name: reverse("reading:record_file", args=[publication.uid, name])
