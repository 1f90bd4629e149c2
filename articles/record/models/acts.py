"""Acts: what a person has decided about an article's record, from the decision until it has been carried out."""

from typing import Any, TypedDict
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from articles.models import ArticlePage


class ActKind(models.TextChoices):
    PUBLICATION = "publication", _("Publication")
    NOTE = "note", _("Note")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    RESTRICTION = "restriction", _("Made private")
    OPENING = "opening", _("Opened")
    REDACTION = "redaction", _("Redaction")


class ActState(models.TextChoices):
    """WAITING: carried out when it is due. ATTENTION: could not be carried out, and waits for a person."""

    WAITING = "waiting", _("Scheduled")
    ATTENTION = "attention", _("Needs attention")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


# The states of an act that may still be carried out.
OPEN = (ActState.WAITING, ActState.ATTENTION)


class Basis(TypedDict):
    """What a decision rests on. When it has changed, the act is not carried out.

    version: number of the version that readers have, 0 for none. standing: "draft", "public" or "withdrawn". access:
    who can read it, empty for everybody, or as in `articles.record.restrictions.access_key`. notices: "concern" and
    "retraction" where they apply. amends: numbers of the notes that the act amends, that nothing else has amended.
    """

    version: int
    standing: str
    access: str
    notices: list[str]
    amends: list[int]


class NoteDecision(TypedDict):
    """A note that an act will add. kind: a change class."""

    kind: str
    text: str


class PendingDecision(TypedDict):
    """A note that came with an imported text. dated: YYYY-MM-DD or empty. date_text: the date as the source has it."""

    kind: str
    text: str
    dated: str
    date_text: str


class ActDecision(TypedDict, total=False):
    """What an act does, beside the copy that it holds.

    change_class, summary, notes: of a publication. cause, text: of a withdrawal, restriction or opening. access: who
    can read the article after a restriction. since: the moment of hiding, as times in heads. expires, expiry_cause,
    expiry_text: the withdrawal that a publication sets for later; expires is ISO 8601 or empty.
    first_published: day of first publication that was reviewed, YYYY-MM-DD, or empty when it is that of writing.
    accepted: keys of the updated values that were accepted (`articles.record.freeze.carried`). imported: whether the
    article was published elsewhere before. replaces_expiry: the expiry that the person was shown, as
    `articles.record.expiry.shown_expiry` names it; empty when there was none. pending: notes of an imported text, which
    are published with the first version.
    """

    change_class: str
    summary: str
    notes: list[NoteDecision]
    cause: str
    text: str
    access: str
    since: str
    replaces_expiry: str
    expires: str
    expiry_cause: str
    expiry_text: str
    first_published: str
    accepted: list[str]
    imported: bool
    pending: list[PendingDecision]


class WaitingPicture(TypedDict):
    """file: name in the storage `record_private`. width, height: pixels."""

    file: str
    width: int
    height: int


# By the digest of the original.
WaitingPictures = dict[str, WaitingPicture]


class Account(models.Model):
    """The random permanent id of an account, which private rows of acts contain. It stays when the user is deleted."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="record_account"
    )
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class Act(models.Model):
    """One decision about the record of one article.

    token: of the form with which it was decided, so that a form sent twice decides once. batch: shared by the acts on
    several articles that were decided together. decided_as: the public name of the person at that time. due, zone: when
    it is carried out, and the time zone in which that was chosen; without `due` it is carried out at once. revision:
    primary key of the Wagtail revision, as a number. draft: content of that revision, with which the page is published.
    content: the canonical text of the version as it will be written, while the act is open. site, path: the address
    that it reserves. pictures: the files that wait outside the public storage, by the digest of their original.
    actors: canonical private text that names the accounts (`articles.record.formats.actors`). attention: why it was
    not carried out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=16, choices=ActKind.choices)
    state = models.CharField(max_length=12, choices=ActState.choices, default=ActState.DONE)
    token = models.CharField(max_length=64, blank=True)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_as = models.CharField(_("public name"), max_length=100, blank=True)
    decided_at = models.DateTimeField(_("decided"))
    due = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    revision = models.BigIntegerField(null=True, blank=True)
    basis: models.JSONField[Basis, Basis] = models.JSONField(default=dict)
    decision: models.JSONField[ActDecision, ActDecision] = models.JSONField(default=dict)
    content = models.TextField(blank=True)
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500, blank=True)
    draft: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True, blank=True)
    pictures: models.JSONField[WaitingPictures, WaitingPictures] = models.JSONField(default=dict)
    actors = models.TextField(blank=True)
    attention = models.CharField(_("why it was not carried out"), max_length=400, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["due", "decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(kind=ActKind.PUBLICATION, state__in=OPEN),
                name="act_one_open_publication",
            ),
            models.UniqueConstraint(
                fields=["article", "token"], condition=~models.Q(token=""), name="act_once_per_form"
            ),
            models.UniqueConstraint(
                fields=["site", "path"],
                condition=~models.Q(path="") & models.Q(state__in=OPEN),
                name="act_address_reserved_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="act_due")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.article_id}, {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def description(self) -> str:
        """What the act does, in words for editors."""
        if self.kind == ActKind.WITHDRAWAL:
            return gettext("Expiry: the article will be withdrawn")
        if self.kind == ActKind.RESTRICTION:
            return gettext("Made private: its entry follows")
        if self.kind == ActKind.OPENING:
            return gettext("Opening to everybody")
        if version := self.basis.get("version", 0):
            return gettext("Publication of version %(number)d") % {"number": version + 1}
        return gettext("First publication")
