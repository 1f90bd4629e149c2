"""The chain of an article: one row for each version, note, withdrawal and reinstatement, in order.

An entry's digest covers every field but the text; the text is covered by `content_digest` and contains a nonce. So a
changed class or time breaks the chain, and a lawful redaction of a text does not. `docs/record.md` gives the
canonical form.
"""

from typing import TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from articles.models.append_only import AppendOnlyModel

from .change_classes import ChangeClass


class EntryType(models.TextChoices):
    VERSION = "version", _("Version")
    NOTE = "note", _("Note")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    RETURN = "return", _("Reinstatement")


class People(TypedDict):
    """Public names of those who acted, never log-in names."""

    published: list[str]
    approved: list[str]


class Entry(AppendOnlyModel):
    """One link of the chain.

    version: the number of the version that is current after this entry.
    """

    article = models.ForeignKey(ArticlePage, on_delete=models.PROTECT, related_name="entries")
    uid = models.UUIDField(_("article's permanent id"), db_index=True)
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=12, choices=EntryType.choices)
    at = models.DateTimeField(_("time"), db_index=True)
    change_class = models.CharField(_("class"), max_length=16, choices=ChangeClass.choices, blank=True)
    version = models.PositiveIntegerField()
    people: models.JSONField[People, People] = models.JSONField(default=dict)
    imported = models.BooleanField(default=False)
    content_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")
        ordering = ["article_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="entry_position_once"),
            models.UniqueConstraint(fields=["uid", "position"], name="entry_uid_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.uid}/{self.position} {self.type}"


class Version(AppendOnlyModel):
    """The article as readers see it from one publication to the next.

    text: canonical JSON (RFC 8785); `articles.record.reader_copy.VersionContent` is its shape.
    revision: primary key of the Wagtail revision, as a number and not a foreign key, since revisions are purged.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="version_row")
    article = models.ForeignKey(ArticlePage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    revision = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["article_id", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.number}"


class Note(AppendOnlyModel):
    """The text for readers of a note, a withdrawal or a reinstatement.

    text: canonical JSON (RFC 8785); `articles.record.notes.NoteContent` is its shape.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="note_row")
    article = models.ForeignKey(ArticlePage, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=ChangeClass.choices)
    text = models.TextField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["article_id", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="note_number_once")]

    def __str__(self) -> str:
        return f"{self.article_id} note {self.number}"
