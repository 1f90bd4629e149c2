"""What is kept beside a draft until it is published, withdrawn or expires."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage

from .change_classes import NOTE_KINDS, WithdrawalCause


class Decision(models.Model):
    """What an editor decided when scheduling a revision, and the version that the decision was made against.

    When the publication is due, it is carried out as decided. If readers have another version by then, it is not
    carried out, and `waits` has the reason.
    revision: primary key of the Wagtail revision, as a number. supersedes: 0 for a first publication. note_kind and
    note_text are empty when there is no note. take: keys of the updated values that were accepted.
    """

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="decision")
    revision = models.BigIntegerField()
    supersedes = models.PositiveIntegerField()
    change_class = models.CharField(max_length=16, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    note_kind = models.CharField(max_length=16, blank=True)
    note_text = models.TextField(blank=True)
    take: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    waits = models.CharField(
        _("why it was not published"),
        max_length=400,
        blank=True,
        help_text=_("Set when the publication was due and could not be carried out."),
    )

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.revision}"


class ExpiryReason(models.Model):
    """The cause and reason of a future withdrawal, given when the expiry date is set."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="expiry_reason")
    cause = models.CharField(_("cause"), max_length=16, choices=WithdrawalCause.choices)
    reason = models.TextField(_("reason for readers"))

    def __str__(self) -> str:
        return self.reason[:60]


class WaitingNote(models.Model):
    """A note from an imported text. The first publication writes it after version 1, marked as imported."""

    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="waiting_notes")
    kind = models.CharField(_("kind"), max_length=16, choices=NOTE_KINDS)
    text = models.TextField(_("text"))
    dated = models.DateField(_("date"), null=True, blank=True)
    date_text = models.CharField(_("date as written"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("pending note")
        verbose_name_plural = _("pending notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
