"""Images, frozen: the original by its digest, with what is said about it.

IMAGE: {"id": permanent id of the image at the desk, "digest": SHA-256 of the original's bytes,
"focal": [left, top, width, height] or null, "width", "height": pixels of the original,
"alt": "" for decoration, "caption", "credit": the article's own words, "image_credit": the image's}.
Readers see the first of the two credits that says something.
"""

import hashlib

from django.utils.translation import gettext as _

from articles.models import EditorialImage

from ..refusals import Refused
from .carried import Carried


class ImageFreezer:
    """Freezes the images of one article and remembers which they were, by digest."""

    def __init__(self, carried: Carried | None = None) -> None:
        self.carried = carried or Carried(None)
        self.seen: dict[str, EditorialImage] = {}

    def freeze(self, image: EditorialImage, *, alt: str = "", caption: str = "", credit: str = "") -> dict:
        """The IMAGE; raises Refused in words when the file is missing."""
        today = self.today(image)
        label = _("Image “%(title)s”") % {"title": image.title}
        return {
            "id": str(image.uid),
            **self.carried.over("image", str(image.uid), label, today),
            "alt": alt.strip(),
            "caption": caption.strip(),
            "credit": credit.strip(),
        }

    def today(self, image: EditorialImage) -> dict:
        """What belongs to the image itself, as the desk has it now."""
        digest = self.digest(image)
        self.seen[digest] = image
        rect = image.get_focal_point()
        return {
            "digest": digest,
            "focal": [int(rect.left), int(rect.top), int(rect.width), int(rect.height)] if rect else None,
            "width": image.width,
            "height": image.height,
            "image_credit": image.credit,
        }

    def digest(self, image: EditorialImage) -> str:
        try:
            with image.file.storage.open(image.file.name, "rb") as original:
                return hashlib.file_digest(original, "sha256").hexdigest()
        except OSError as error:
            words = _("The file of the image “%(title)s” is missing. Choose another image or upload it again.")
            raise Refused(words % {"title": image.title}, "image_file_missing") from error
