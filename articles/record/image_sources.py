"""Where the original file of a picture is read from: the library, or the files that wait for a publication."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import Storage

from articles.models import EditorialImage


@dataclass(frozen=True)
class ImageSource:
    """An original file. name: in the storage. width, height: pixels."""

    storage: Storage
    name: str
    width: int
    height: int

    def open(self) -> File[bytes]:
        return self.storage.open(self.name, "rb")

    @property
    def suffix(self) -> str:
        """The suffix of the file, with its dot, in lower case."""
        return PurePath(self.name).suffix.lower()


def library_source(image: EditorialImage) -> ImageSource:
    return ImageSource(image.file.storage, image.file.name, image.width, image.height)
