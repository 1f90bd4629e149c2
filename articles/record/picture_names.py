"""The digest by which a copy names a picture of the library.

It is the SHA-256 of the clean original file. Versions from before pictures were cleaned name the original file with its
metadata; such a picture keeps that name in later versions, so that cleaning its files changes no article.
"""

from pathlib import PurePath

from django.db.models import Q

from articles.pictures import UnreadablePicture, is_clean

from .image_sources import cleaned_for_record, sha256
from .images import ORIGINAL
from .models import RecordImage


def picture_digest(content: bytes, name: str, before: str = "") -> str:
    """Return the digest that names the picture in this file of the library.

    before: the digest by which the version before names the library's image, or empty. It is returned when the file
    holds the same picture: the same bytes, or one of them cleaned from the other. name: of the file, for messages.
    Raises Refused when the file is damaged.
    """
    uploaded = sha256(content)
    if before == uploaded:
        return before
    clean = is_clean_file(content)
    if clean and not before:
        return uploaded
    originals = RecordImage.objects.filter(spec=ORIGINAL).order_by("pk")
    rows = list(originals.filter(Q(original=before) | Q(cleaned_from=uploaded)))
    stored = next((row for row in rows if row.cleaned_from == uploaded), None)
    if clean:
        names = {uploaded}
    elif stored:
        names = {stored.original, PurePath(stored.file).stem}
    else:
        names = {sha256(cleaned_for_record(content, name))}
    if any(row.original == before and {before, PurePath(row.file).stem} & names for row in rows):
        return before
    return stored.original if stored and not clean else names.pop()


def is_clean_file(content: bytes) -> bool:
    try:
        return is_clean(content)
    except UnreadablePicture:
        return False
