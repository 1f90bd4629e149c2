"""The image library. Readers see the record's copies of its images."""

import hashlib
import uuid
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, WagtailImageFieldFile

from ..pictures import clean_picture


class CleanImageFile(WagtailImageFieldFile):
    """A file that is stored without metadata, in sRGB and upright, because the folder of the library is public."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store a new file. Raises UnreadablePicture. Size and hash are those of what is stored."""
        content.seek(0)
        uploaded = content.read()
        cleaned = clean_picture(uploaded)
        if cleaned != uploaded:
            self.instance.file_size = len(cleaned)
            # Wagtail finds duplicates by this hash; it protects nothing.
            self.instance.file_hash = hashlib.sha1(cleaned, usedforsecurity=False).hexdigest()
            content = ContentFile(cleaned, name)
        content.seek(0)
        super().save(name, content, save)

    save.alters_data = True  # type: ignore[attr-defined]  # templates do not call such methods


class EditorialImage(AbstractImage):
    """An image with its credit. uid: permanent id, which the record contains; never reused."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("The creator or owner."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        return self.description


# The field is Wagtail's. Declared again, it would be stored after the columns that `CleanImageFile.save` sets.
EditorialImage._meta.get_field("file").attr_class = CleanImageFile


class EditorialRendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.filter_spec}"
