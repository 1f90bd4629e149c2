"""The wording of sign-up forms, each stored once."""

import hashlib

import rfc8785
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnlyModel


class Wording(AppendOnlyModel):
    """The complete wording of a sign-up form when a reader used it."""

    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"), blank=True)
    label = models.TextField(_("field label"))
    button = models.TextField(_("button label"))
    consent = models.TextField(_("text below the field"))
    language = models.CharField(_("language"), max_length=35)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("first used"), auto_now_add=True)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")

    def __str__(self) -> str:
        return self.heading or self.digest[:12]

    @classmethod
    def get_or_add(cls, **fields: str) -> "Wording":
        """Return the row with exactly these texts, inserted if necessary.

        fields: heading, text, label, button, consent, language.
        """
        return cls.objects.get_or_create(digest=cls.digest_of(**fields), defaults=fields)[0]

    @staticmethod
    def digest_of(**fields: str) -> str:
        """Return the SHA-256 of the texts as canonical JSON (RFC 8785), in hexadecimal."""
        return hashlib.sha256(rfc8785.dumps(fields)).hexdigest()
