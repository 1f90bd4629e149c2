"""Images of the record."""

from django.db import models

from articles.models.append_only import AppendOnlyModel


class RecordImage(AppendOnlyModel):
    """One size of one original: where its file is.

    original: SHA-256 of the original's bytes. focal: "x,y,width,height" or empty. spec: Wagtail's filter.
    file: SHA-256 of this size's bytes and its suffix, the name in the storage `record`.
    """

    original = models.CharField(max_length=64)
    focal = models.CharField(max_length=60, blank=True)
    spec = models.CharField(max_length=60)
    file = models.CharField(max_length=80)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "focal", "spec"], name="record_image_once")]

    def __str__(self) -> str:
        return f"{self.original[:12]} {self.spec}"
