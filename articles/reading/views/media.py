"""Uploaded files. On a public site the web server serves those of the record itself, and asks this view for the others.

Readers get the pictures of public articles, the portraits of their authors, and the site's logo. Originals of the
library, other sizes of its pictures and portraits of accounts are for people with access to the admin. Documents have a
view of Wagtail's, which checks who may read them.
"""

import posixpath

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.corrections.pictures import FILE_POLICY
from articles.models import Author, EditorialRendition, SiteSettings

from .authors import PUBLIC_BYLINE

MAX_AGE = 3600
RECORD = "record"
RENDITIONS = "images"
# Longer names are none of the storage's; file systems have a limit of 255 bytes for each part.
MAX_PATH_LENGTH = 255
FOR_STAFF = {RENDITIONS, "original_images", "avatar_images"}


@require_safe
def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a file of MEDIA_ROOT. Answers 404 to those who may not have it, as for a missing file."""
    folder = path.partition("/")[0]
    if posixpath.normpath(path) != path or "\\" in path or "\0" in path or len(path) > MAX_PATH_LENGTH:
        raise Http404
    is_public = folder == RECORD or (folder == RENDITIONS and is_public_rendition(path))
    if not is_public and not (folder in FOR_STAFF and request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if is_public:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        add_never_cache_headers(response)
    return response


def is_public_rendition(path: str) -> bool:
    """Whether this is a size of a picture that public pages take from the library."""
    portraits = Author.objects.filter(**PUBLIC_BYLINE, portrait__isnull=False).values("portrait")
    logos = SiteSettings.objects.filter(logo__isnull=False).values("logo")
    renditions = EditorialRendition.objects.filter(file=path)
    return renditions.filter(Q(image__in=portraits) | Q(image__in=logos)).exists()
