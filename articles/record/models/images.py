"""The picture files of the record."""

from django.db import models

from articles.models.append_only import AppendOnlyModel


class RecordImage(AppendOnlyModel):
    """The file of one size of one original.

    original: SHA-256 by which copies name the original file. focal: "x,y,width,height" or empty. spec: Wagtail's image
    filter, or "original". file: SHA-256 of this file and its suffix, which is its name in the storage `record`.
    cleaned_from: SHA-256 of the file that was there before metadata were removed; empty when none were removed. So an
    original's file is named by `original`, or `cleaned_from` is the same as `original`.
    """

    original = models.CharField(max_length=64)
    focal = models.CharField(max_length=60, blank=True)
    spec = models.CharField(max_length=60)
    file = models.CharField(max_length=80)
    cleaned_from = models.CharField(max_length=64, blank=True, db_index=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["original", "focal", "spec"], name="record_image_once")]

    def __str__(self) -> str:
        return f"{self.original[:12]} {self.spec}"
