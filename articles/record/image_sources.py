"""Where the original file of a picture is read from: the library, or the files that wait for a publication."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.storage import Storage
from django.utils.translation import gettext as _

from articles.models import EditorialImage
from articles.pictures import UnreadablePicture, clean_picture, picture_size

from .refusals import Refused


@dataclass(frozen=True)
class ImageSource:
    """An original file. name: in the storage."""

    storage: Storage
    name: str

    def read(self) -> bytes:
        with self.storage.open(self.name, "rb") as file:
            return file.read()

    @property
    def suffix(self) -> str:
        """The suffix of the file, with its dot, in lower case."""
        return PurePath(self.name).suffix.lower()


@dataclass(frozen=True)
class Original:
    """An original file as the record stores it.

    content: without metadata, in sRGB and upright. width, height: pixels. cleaned_from: SHA-256 of the source's bytes
    where they differ from the content; empty otherwise.
    """

    content: bytes
    width: int
    height: int
    cleaned_from: str


def library_source(image: EditorialImage) -> ImageSource:
    return ImageSource(image.file.storage, image.file.name)


def read_original(source: ImageSource, digest: str) -> Original:
    """Return the clean content of an original that a copy names by this digest.

    Raises Refused when the file is damaged, or is another one than that which was frozen.
    """
    replaced = _("The image file %(name)s was replaced at the same time. Publish again.")
    changed = Refused(replaced % {"name": PurePath(source.name).name}, "image_file_changed")
    try:
        content = source.read()
    except FileNotFoundError as error:
        raise changed from error
    cleaned = cleaned_for_record(content, source.name)
    named, stored = sha256(content), sha256(cleaned)
    if digest not in (named, stored):
        raise changed
    return Original(cleaned, *picture_size(cleaned), named if named != stored else "")


def cleaned_for_record(content: bytes, name: str) -> bytes:
    """Return a picture cleaned. Raises Refused for a damaged one; name: of its file."""
    try:
        return clean_picture(content)
    except UnreadablePicture as error:
        message = _("The image file %(name)s is damaged. Choose another image, or upload it again.")
        raise Refused(message % {"name": PurePath(name).name}, "image_file_unreadable") from error


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
