"""Evidence of consent: each sign-up, confirmation and unsubscription."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnlyModel

from .subscriber import Subscriber
from .wording import Wording


class Consent(AppendOnlyModel):
    """One event of a subscriber. Append-only; deleted with the subscriber.

    source, block: the page and the form that were used. policy_path, policy_version: the privacy page that the form
    linked to. network: the client's network, truncated to /24 (IPv4) or /56 (IPv6). A confirmation repeats the form,
    wording and privacy page of the sign-up that it confirms.
    """

    class Kind(models.TextChoices):
        REQUESTED = "requested", _("Signed up")
        CONFIRMED = "confirmed", _("Confirmed")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(
        Subscriber, verbose_name=_("subscriber"), on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(_("event"), max_length=12, choices=Kind.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)
    source = models.CharField(_("page"), max_length=500, blank=True)
    block = models.CharField(_("form"), max_length=64, blank=True)
    wording = models.ForeignKey(
        Wording, verbose_name=_("wording"), null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    policy_path = models.CharField(_("privacy page"), max_length=500, blank=True)
    policy_version = models.CharField(_("version of the privacy page"), max_length=100, blank=True)
    network = models.CharField(_("network"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subscriber", "kind", "at"], name="consent_of_subscriber")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M}"
