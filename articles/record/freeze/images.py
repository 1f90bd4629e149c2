"""Images, frozen: the original named by its digest, with its words."""

import hashlib
from typing import TypedDict

from django.utils.translation import gettext as _

from articles.models import EditorialImage

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
        digest = self.digest(image)
        self.images[digest] = image
        focal = image.get_focal_point()
        return {
            "digest": digest,
            "focal": [int(focal.left), int(focal.top), int(focal.width), int(focal.height)] if focal else None,
            "width": image.width,
            "height": image.height,
            "image_credit": image.credit,
        }

    def digest(self, image: EditorialImage) -> str:
        """Return the SHA-256 of the original file, in hexadecimal."""
        try:
            with image.file.storage.open(image.file.name, "rb") as original:
                return hashlib.file_digest(original, "sha256").hexdigest()
        except OSError as error:
            message = _("The file of the image “%(title)s” is missing. Choose another image or upload it again.")
            raise Refused(message % {"title": image.title}, "image_file_missing") from error
