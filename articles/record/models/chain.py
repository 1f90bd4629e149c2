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
    RESTRICTION = "restriction", _("Made private")
    OPENING = "opening", _("Opened")
    REDACTION = "redaction", _("Redaction")
    REVIEW = "review", _("Later review")


# The types whose text is a Note, numbered within the article. The text of the last two types is an Addendum.
NOTE_TYPES = (EntryType.NOTE, EntryType.WITHDRAWAL, EntryType.RETURN, EntryType.RESTRICTION, EntryType.OPENING)
ADDENDUM_TYPES = (EntryType.REDACTION, EntryType.REVIEW)


class People(TypedDict):
    """Public names of those who acted, never log-in names."""

    published: list[str]
    approved: list[str]


class Entry(AppendOnlyModel):
    """One link of the chain.

    format: of the head (`articles.record.formats.heads`). act: id of the act that wrote it, the same for all entries of
    one act. version: the number of the version that is current after this entry. actors: SHA-256 of the private text
    that names the accounts of the act. act and actors are empty in format 1.
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
    format = models.PositiveSmallIntegerField(default=1)
    act = models.UUIDField(null=True, blank=True, db_index=True)
    actors = models.CharField(max_length=64, blank=True)
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

    text: canonical JSON (RFC 8785); `articles.record.formats.versions.VersionContent` is its shape.
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
    """The text for readers of a note, withdrawal, reinstatement, restriction or opening.

    text: canonical JSON (RFC 8785); `articles.record.formats.notes.NoteContent` is its shape.
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


class Addendum(AppendOnlyModel):
    """The text of a redaction or of a later review. Unnumbered, and moves no date.

    text: canonical JSON (RFC 8785); `articles.record.formats.addenda` has its shapes.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="addendum_row")
    article = models.ForeignKey(ArticlePage, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField()

    class Meta:
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")

    def __str__(self) -> str:
        return f"{self.article_id} addendum {self.pk}"


class DayLine(AppendOnlyModel):
    """The digest over the newest entries of all chains at the end of a day, for others to keep.

    day: in UTC. digest: SHA-256 of the text that `docs/record.md` describes. chains: number of lines in it.
    """

    day = models.DateField(unique=True)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    chains = models.PositiveIntegerField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.digest}"
