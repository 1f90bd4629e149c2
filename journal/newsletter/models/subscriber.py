"""One row per e-mail address that somebody signed up with."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# RFC 5321 allows 64 + 1 + 255 characters; an address that can be sent to has at most 254.
ADDRESS_LENGTH = 320


class Subscriber(models.Model):
    """An address, and whether its owner agreed to get mail.

    `key` is what makes two spellings one subscriber: the ASCII form (IDN domain in Punycode), case folded.
    The rows in `Consent` say how the state came about; this one only says what holds now.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Not confirmed yet")
        CONFIRMED = "confirmed", _("Confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(_("address"), max_length=ADDRESS_LENGTH, help_text=_("As it was typed."))
    normalised = models.CharField(max_length=ADDRESS_LENGTH, help_text=_("Unicode form, as mail systems write it."))
    key = models.CharField(max_length=ADDRESS_LENGTH, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PENDING)
    created_at = models.DateTimeField(_("first asked"), default=timezone.now)
    asked_at = models.DateTimeField(
        _("last asked"), default=timezone.now, help_text=_("When the last confirmation mail was asked for.")
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
        """Where mails go: the local part as typed, the domain in Punycode.

        Python's own conversion of a domain (IDNA 2003) would send some of them to another one (ß to ss).
        """
        return f"{self.normalised.rpartition('@')[0]}@{self.key.rpartition('@')[2]}"
