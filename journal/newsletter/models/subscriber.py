"""Subscribers: one row for each e-mail address."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# RFC 5321 allows 64 + 1 + 255 characters; an address that can be used in SMTP has at most 254.
ADDRESS_LENGTH = 320


class Subscriber(models.Model):
    """An e-mail address and its current status.

    key: the ASCII form of the address (IDN domain in Punycode), case folded; addresses with the same key are one
    subscriber. The rows of `Consent` are the evidence for the status.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Unconfirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(_("e-mail address"), max_length=ADDRESS_LENGTH, help_text=_("As entered by the reader."))
    normalised = models.CharField(max_length=ADDRESS_LENGTH, help_text=_("Normalised, in Unicode."))
    key = models.CharField(max_length=ADDRESS_LENGTH, unique=True)
    state = models.CharField(_("status"), max_length=12, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(_("signed up"), default=timezone.now)
    asked_at = models.DateTimeField(
        _("last signed up"), default=timezone.now, help_text=_("When the last confirmation e-mail was requested.")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    unsubscribed_at = models.DateTimeField(_("unsubscribed"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-created_at"], name="subscriber_by_state")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def mail_address(self) -> str:
        """The recipient of e-mails: the local part as typed, the domain in Punycode.

        Python's own conversion of a domain (IDNA 2003) maps some domains to others, such as ß to ss.
        """
        return f"{self.normalised.rpartition('@')[0]}@{self.key.rpartition('@')[2]}"
