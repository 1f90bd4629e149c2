"""Signed links: who holds one was sent it by mail.

A token is short (a permanent id in 22 characters, a time where it expires, a signature), because mail programs
break long links.
"""

import base64
import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT_CONFIRM = "newsletter.confirm"
SALT_LEAVE = "newsletter.leave"
# Neither in base64 nor in need of escaping in an address.
SEPARATOR = "."


class TokenGarbledError(Exception):
    """The link was never ours, or something cut it."""


class TokenExpiredError(Exception):
    """The link was ours and is too old."""


def confirm_link(consent_uid: uuid.UUID) -> str:
    """The address that confirms one request; good for `NEWSLETTER_CONFIRM_DAYS`."""
    signer = signing.TimestampSigner(salt=SALT_CONFIRM, sep=SEPARATOR)
    return settings.SITE_URL + reverse("newsletter:confirm", args=[signer.sign(_pack(consent_uid))])


def leave_link(subscriber_uid: uuid.UUID) -> str:
    """The address that ends the letters to one subscriber; it never expires."""
    return settings.SITE_URL + leave_path(subscriber_uid)


def leave_path(subscriber_uid: uuid.UUID) -> str:
    signer = signing.Signer(salt=SALT_LEAVE, sep=SEPARATOR)
    return reverse("newsletter:leave", args=[signer.sign(_pack(subscriber_uid))])


def read_confirm(token: str) -> uuid.UUID:
    """The request that a link confirms; raises `TokenExpiredError` or `TokenGarbledError`."""
    signer = signing.TimestampSigner(salt=SALT_CONFIRM, sep=SEPARATOR)
    try:
        return _unpack(signer.unsign(token, max_age=timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS)))
    except signing.SignatureExpired:
        raise TokenExpiredError from None
    except (signing.BadSignature, ValueError):
        raise TokenGarbledError from None


def read_leave(token: str) -> uuid.UUID:
    """The subscriber that a link belongs to; raises `TokenGarbledError`."""
    try:
        return _unpack(signing.Signer(salt=SALT_LEAVE, sep=SEPARATOR).unsign(token))
    except (signing.BadSignature, ValueError):
        raise TokenGarbledError from None


def _pack(uid: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(uid.bytes).rstrip(b"=").decode()


def _unpack(packed: str) -> uuid.UUID:
    return uuid.UUID(bytes=base64.urlsafe_b64decode(packed + "=="))
