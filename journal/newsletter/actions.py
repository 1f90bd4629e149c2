"""What can happen to a subscriber: asking, confirming, leaving, and being forgotten."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import limits
from .addresses import CheckedAddress
from .models import Consent, RateCount, Subscriber
from .policy import Policy
from .wording import Seen


class LinkVoidError(Exception):
    """The link is ours, but what it would confirm is gone: forgotten meanwhile, or its owner left after it."""


@dataclass(frozen=True)
class Request:
    """A sign-up that was kept. `may_mail` is false when this address had its mails of today."""

    subscriber: Subscriber
    consent: Consent
    may_mail: bool


def ask(address: CheckedAddress, seen: Seen, policy: Policy, network: str) -> Request:
    """Keep a sign-up, unconfirmed; the same statements whether or not the address is known.

    Two at once for one address become one subscriber: the insert gives way to the row that is there, and locks it.
    What is confirmed stays as it is, in state and spelling, until a link from a mail says otherwise.
    """
    now = timezone.now()
    with transaction.atomic():
        may_mail = limits.admits_address(address.key)
        subscriber = _row_of(address, now)
        if not subscriber.is_confirmed:
            subscriber.address, subscriber.normalised = address.typed, address.normalised
        if may_mail:
            subscriber.asked_at = now
        subscriber.save(update_fields=["address", "normalised", "asked_at"])
        consent = Consent.objects.create(
            subscriber=subscriber,
            kind=Consent.Kind.REQUESTED,
            at=now,
            source=seen.source,
            block=seen.block,
            wording=seen.wording,
            policy_path=policy.path,
            policy_version=policy.version,
            network=network,
        )
    return Request(subscriber, consent, may_mail)


def _row_of(address: CheckedAddress, now: datetime) -> Subscriber:
    """The one row of an address, made if need be, and locked until the transaction ends."""
    row = Subscriber(
        address=address.typed, normalised=address.normalised, key=address.key, created_at=now, asked_at=now
    )
    Subscriber.objects.bulk_create([row], update_conflicts=True, unique_fields=["key"], update_fields=["key"])
    return Subscriber.objects.get(key=address.key)


def find_request(consent_uid: uuid.UUID) -> Consent:
    """The request that a link belongs to; raises `LinkVoidError` if it can no longer be confirmed."""
    consent = (
        Consent.objects.select_related("subscriber", "wording")
        .filter(uid=consent_uid, kind=Consent.Kind.REQUESTED)
        .first()
    )
    if consent is None or _is_overtaken(consent, consent.subscriber):
        raise LinkVoidError
    return consent


def _is_overtaken(consent: Consent, subscriber: Subscriber) -> bool:
    """True if the subscriber left after this request: an old mail must not bring anybody back."""
    left_at = subscriber.unsubscribed_at
    return not subscriber.is_confirmed and left_at is not None and consent.at <= left_at


def confirm(consent_uid: uuid.UUID, network: str) -> Subscriber:
    """Confirm the subscriber of a request. Doing it again changes nothing. Raises `LinkVoidError`."""
    with transaction.atomic():
        request = find_request(consent_uid)
        subscriber = Subscriber.objects.select_for_update().filter(pk=request.subscriber_id).first()
        if subscriber is None or _is_overtaken(request, subscriber):
            raise LinkVoidError
        if subscriber.is_confirmed:
            return subscriber
        subscriber.state = Subscriber.State.CONFIRMED
        subscriber.confirmed_at = timezone.now()
        subscriber.save(update_fields=["state", "confirmed_at"])
        Consent.objects.create(
            subscriber=subscriber,
            kind=Consent.Kind.CONFIRMED,
            at=subscriber.confirmed_at,
            source=request.source,
            block=request.block,
            wording=request.wording,
            policy_path=request.policy_path,
            policy_version=request.policy_version,
            network=network,
        )
    return subscriber


def leave(subscriber_uid: uuid.UUID, network: str) -> Subscriber | None:
    """Unsubscribe, from whatever state. Doing it again changes nothing; None if there is nobody any more."""
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


def forget_unconfirmed() -> int:
    """Delete who never confirmed within the days that a link is good for; return how many.

    Their events go with them. Whoever confirmed once stays, unsubscribed or not. Old counts of limits go too.
    """
    now = timezone.now()
    RateCount.objects.filter(window_start__lt=now.timestamp() - limits.KEEP_SECONDS).delete()
    cutoff = now - timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS)
    stale = Subscriber.objects.filter(confirmed_at__isnull=True, asked_at__lt=cutoff)
    _rows, per_model = stale.delete()
    return per_model.get(Subscriber._meta.label, 0)
