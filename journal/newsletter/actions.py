"""What changes a subscriber: sign-up, confirmation, unsubscription and deletion."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import rate_limits
from .email_addresses import EmailAddress
from .form_wording import SubmittedForm
from .models import Consent, RateCount, Subscriber
from .privacy_policy import PrivacyPolicy


class ConfirmationVoidError(Exception):
    """Raised for a sign-up that cannot be confirmed: it was deleted, or the subscriber has unsubscribed since."""


@dataclass(frozen=True)
class SignUp:
    """A stored sign-up. mail_allowed: false when the address has reached its daily limit of e-mails."""

    subscriber: Subscriber
    consent: Consent
    mail_allowed: bool


def sign_up(address: EmailAddress, form: SubmittedForm, policy: PrivacyPolicy, network: str) -> SignUp:
    """Store a sign-up, to be confirmed by e-mail.

    Runs the same SQL statements whether or not the address is known. Concurrent sign-ups of one address result in one
    subscriber. The status and spelling of a confirmed subscriber do not change.
    """
    now = timezone.now()
    with transaction.atomic():
        mail_allowed = rate_limits.allow_mail_to(address.key)
        subscriber = get_or_add_subscriber(address, now)
        if not subscriber.is_confirmed:
            subscriber.address, subscriber.normalised = address.typed, address.normalised
        if mail_allowed:
            subscriber.asked_at = now
        subscriber.save(update_fields=["address", "normalised", "asked_at"])
        consent = Consent.objects.create(
            subscriber=subscriber,
            kind=Consent.Kind.REQUESTED,
            at=now,
            source=form.source,
            block=form.block,
            wording=form.wording,
            policy_path=policy.path,
            policy_version=policy.version,
            network=network,
        )
    return SignUp(subscriber, consent, mail_allowed)


def get_or_add_subscriber(address: EmailAddress, now: datetime) -> Subscriber:
    """Return the subscriber with this address, added if necessary and locked until the end of the transaction."""
    row = Subscriber(
        address=address.typed, normalised=address.normalised, key=address.key, created_at=now, asked_at=now
    )
    Subscriber.objects.bulk_create([row], update_conflicts=True, unique_fields=["key"], update_fields=["key"])
    return Subscriber.objects.get(key=address.key)


def get_requested_consent(consent_uid: uuid.UUID) -> Consent:
    """Return the consent that a confirmation link refers to, or raise ConfirmationVoidError."""
    consent = (
        Consent.objects.select_related("subscriber", "wording")
        .filter(uid=consent_uid, kind=Consent.Kind.REQUESTED)
        .first()
    )
    if consent is None or unsubscribed_since(consent, consent.subscriber):
        raise ConfirmationVoidError
    return consent


def unsubscribed_since(consent: Consent, subscriber: Subscriber) -> bool:
    """Whether the subscriber has unsubscribed since this consent was requested, and not signed up again."""
    unsubscribed_at = subscriber.unsubscribed_at
    return not subscriber.is_confirmed and unsubscribed_at is not None and consent.at <= unsubscribed_at


def confirm(consent_uid: uuid.UUID, network: str) -> Subscriber:
    """Confirm the subscriber of a requested consent, or raise ConfirmationVoidError. A repetition has no effect."""
    with transaction.atomic():
        requested = get_requested_consent(consent_uid)
        subscriber = Subscriber.objects.select_for_update().filter(pk=requested.subscriber_id).first()
        if subscriber is None or unsubscribed_since(requested, subscriber):
            raise ConfirmationVoidError
        if subscriber.is_confirmed:
            return subscriber
        subscriber.state = Subscriber.State.CONFIRMED
        subscriber.confirmed_at = timezone.now()
        subscriber.save(update_fields=["state", "confirmed_at"])
        Consent.objects.create(
            subscriber=subscriber,
            kind=Consent.Kind.CONFIRMED,
            at=subscriber.confirmed_at,
            source=requested.source,
            block=requested.block,
            wording=requested.wording,
            policy_path=requested.policy_path,
            policy_version=requested.policy_version,
            network=network,
        )
    return subscriber


def unsubscribe(subscriber_uid: uuid.UUID, network: str) -> Subscriber | None:
    """Unsubscribe a subscriber in any state. Return None when it no longer exists. A repetition has no effect."""
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(uid=subscriber_uid).first()
        if subscriber is None or subscriber.state == Subscriber.State.UNSUBSCRIBED:
            return subscriber
        subscriber.state = Subscriber.State.UNSUBSCRIBED
        subscriber.unsubscribed_at = timezone.now()
        subscriber.save(update_fields=["state", "unsubscribed_at"])
        Consent.objects.create(
            subscriber=subscriber, kind=Consent.Kind.UNSUBSCRIBED, at=subscriber.unsubscribed_at, network=network
        )
    return subscriber


def delete_unconfirmed() -> int:
    """Delete subscribers whose confirmation link has expired, and return how many.

    Their consents are deleted with them. Subscribers who confirmed once are kept, unsubscribed or not. Old counts of
    the rate limits are deleted as well.
    """
    now = timezone.now()
    RateCount.objects.filter(window_start__lt=now.timestamp() - rate_limits.KEEP_SECONDS).delete()
    cutoff = now - timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS)
    expired = Subscriber.objects.filter(confirmed_at__isnull=True, asked_at__lt=cutoff)
    _rows, deleted_by_model = expired.delete()
    return deleted_by_model.get(Subscriber._meta.label, 0)
