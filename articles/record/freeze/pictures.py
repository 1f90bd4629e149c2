"""Images, frozen: the original by its digest, with what is said about it.

IMAGE: {"id": permanent id of the image at the desk, "digest": SHA-256 of the original's bytes,
"focal": [left, top, width, height] or null, "width", "height": pixels of the original,
"alt": "" for decoration, "caption", "credit"}.
"""

import hashlib

from django.utils.translation import gettext as _

from articles.models import EditorialImage

from ..refusals import Refused


class ImageFreezer:
    """Freezes the images of one article and remembers which they were, by digest."""

    def __init__(self) -> None:
        self.seen: dict[str, EditorialImage] = {}

    def freeze(self, image: EditorialImage, *, alt: str = "", caption: str = "", credit: str = "") -> dict:
        """The IMAGE; raises Refused in words when the file is missing."""
        digest = self.digest(image)
        self.seen[digest] = image
        rect = image.get_focal_point()
        return {
            "id": str(image.uid),
            "digest": digest,
            "focal": [int(rect.left), int(rect.top), int(rect.width), int(rect.height)] if rect else None,
            "width": image.width,
            "height": image.height,
            "alt": alt.strip(),
            "caption": caption.strip(),
            "credit": credit.strip() or image.credit,
        }

    def digest(self, image: EditorialImage) -> str:
        try:
            with image.file.storage.open(image.file.name, "rb") as original:
                return hashlib.file_digest(original, "sha256").hexdigest()
        except OSError as error:
            words = _("The file of the image “%(title)s” is missing. Choose another image or upload it again.")
            raise Refused(words % {"title": image.title}) from error
