"""Images, frozen: the original named by its digest, with its words."""

from typing import TypedDict

from django.utils.translation import gettext as _

from articles.models import EditorialImage
from articles.pictures import picture_size

from ..image_sources import cleaned_for_record, library_source, sha256
from ..picture_names import picture_digest
from ..reader_copy import Image
from ..refusals import Refused
from .carried import CarriedValues


class ImageProperties(TypedDict):
    """What belongs to the image itself and not to the article."""

    digest: str
    focal: list[int] | None
    width: int
    height: int
    image_credit: str


class ImageFreezer:
    """Freezes the images of one article, and collects the library images by their digest."""

    def __init__(self, carried: CarriedValues | None = None) -> None:
        self.carried = carried or CarriedValues(None)
        self.images: dict[str, EditorialImage] = {}

    def freeze(self, image: EditorialImage, *, alt: str = "", caption: str = "", credit: str = "") -> Image:
        """Return the frozen image. Raises Refused when its file is missing."""
        label = _("Image “%(title)s”") % {"title": image.title}
        kept = self.carried.keep_or_update("image", str(image.uid), label, self.current_properties(image))
        return {
            "id": str(image.uid),
            **kept,
            "alt": alt.strip(),
            "caption": caption.strip(),
            "credit": credit.strip(),
        }

    def current_properties(self, image: EditorialImage) -> ImageProperties:
        before = self.carried.values.get(f"image:{image.uid}")
        content = self.read(image)
        digest = picture_digest(content, image.file.name, before["digest"] if before else "")
        self.images[digest] = image
        if before and before["digest"] == digest:
            width, height = before["width"], before["height"]
        elif digest == sha256(content):
            width, height = image.width, image.height
        else:
            width, height = picture_size(cleaned_for_record(content, image.file.name))
        focal = image.get_focal_point()
        return {
            "digest": digest,
            "focal": [int(focal.left), int(focal.top), int(focal.width), int(focal.height)] if focal else None,
            "width": width,
            "height": height,
            "image_credit": image.credit,
        }

    def read(self, image: EditorialImage) -> bytes:
        """Return the original file. Raises Refused when it is missing."""
        try:
            return library_source(image).read()
        except OSError as error:
            message = _("The file of the image “%(title)s” is missing. Choose another image or upload it again.")
            raise Refused(message % {"title": image.title}, "image_file_missing") from error
