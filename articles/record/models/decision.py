"""A decision to publish, taken when a publication was scheduled."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage


class Decision(models.Model):
    """What a person decided about a scheduled revision, bound to the version that it supersedes.

    At the due time the service publishes by it. If readers have another version by then, it waits for a person.
    revision: the plain number of Wagtail's revision. supersedes: 0 for a first publication.
    note_kind and note_text are empty without a note; take: keys of the values of today that were chosen.
    """

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="decision")
    revision = models.BigIntegerField()
    supersedes = models.PositiveIntegerField()
    change_class = models.CharField(max_length=16, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    note_kind = models.CharField(max_length=16, blank=True)
    note_text = models.TextField(blank=True)
    take = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)
    waits = models.CharField(
        _("why it waits"), max_length=400, blank=True, help_text=_("Filled when the due time came and it could not go.")
    )

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.revision}"
