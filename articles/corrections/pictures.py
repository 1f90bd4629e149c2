"""The picture files of hidden articles, which are served by views that check who asks."""

import mimetypes

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from articles.record.images import FileURL
from articles.record.models import ImageUse, Publication, RecordImage
from articles.record.withheld import open_file

# A picture runs no script and loads nothing, whatever its bytes are.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def admin_picture_url(publication: Publication | None) -> FileURL | None:
    """Return the function that makes URLs of a hidden article's pictures in the admin; None for other articles."""
    if publication is None or not publication.is_hidden:
        return None
    article = publication.article_id
    return lambda name: reverse("corrections:picture", args=[article, name])


def picture_response(publication: Publication, name: str) -> FileResponse:
    """Return a file of one of the article's pictures, which no cache may keep. Raises Http404 for other files."""
    originals = ImageUse.objects.filter(publication=publication).values("original")
    if "\0" in name or not RecordImage.objects.filter(file=name, original__in=originals).exists():
        raise Http404
    try:
        file = open_file(name)
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=content_type)
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response
