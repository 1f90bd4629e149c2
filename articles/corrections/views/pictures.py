"""A picture file of an article, for people who may edit or publish the article."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.record.models import Publication

from ..pictures import picture_response


@require_safe
def picture(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Serve a file of a picture that the article `pk` has in any version."""
    publication = get_object_or_404(Publication.objects.select_related("article"), article_id=pk)
    permissions = publication.article.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    return picture_response(publication, name)
