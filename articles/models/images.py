"""The image library. Readers see the record's copies of its images."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


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


class EditorialRendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.image} {self.filter_spec}"
