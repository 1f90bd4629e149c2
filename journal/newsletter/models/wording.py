"""The words that people agreed to, each kept once and for ever."""

import hashlib

import rfc8785
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnlyModel, AppendOnlyQuerySet


class WordingQuerySet(AppendOnlyQuerySet["Wording"]):
    def keep(self, **words: str) -> "Wording":
        """The row that holds exactly these words, written now if nobody has seen them before.

        `words`: heading, text, label, button, consent, language.
        """
        return self.get_or_create(digest=Wording.digest_of(**words), defaults=words)[0]


class Wording(AppendOnlyModel):
    """What a sign-up form said when somebody used it."""

    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"), blank=True)
    label = models.TextField(_("label of the field"))
    button = models.TextField(_("words on the button"))
    consent = models.TextField(_("sentence below the field"))
    language = models.CharField(_("language"), max_length=35)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("first used"), auto_now_add=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return self.heading or self.digest[:12]

    @staticmethod
    def digest_of(**words: str) -> str:
        """SHA-256 of the canonical JSON (RFC 8785) of the words, in hexadecimal."""
        return hashlib.sha256(rfc8785.dumps(words)).hexdigest()
