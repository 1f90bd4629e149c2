"""Signed tokens in the links of e-mails.

A token is a permanent id in 22 characters, a time if it expires, and a signature. It is short because some mail
programs break long links.
"""

import base64
import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from articles.models.addresses import absolute_url

SALT_CONFIRM = "newsletter.confirm"
SALT_UNSUBSCRIBE = "newsletter.leave"
# A character that is not in the base64 alphabet and needs no escaping in a URL.
SEPARATOR = "."


class InvalidTokenError(Exception):
    """Raised for a token whose signature is wrong, such as one that was cut off."""


class ExpiredTokenError(Exception):
    """Raised for a valid token that is older than NEWSLETTER_CONFIRM_DAYS."""


def confirm_link(consent_uid: uuid.UUID) -> str:
    """Return the URL that confirms one consent; it expires after NEWSLETTER_CONFIRM_DAYS."""
    signer = signing.TimestampSigner(salt=SALT_CONFIRM, sep=SEPARATOR)
    return absolute_url(reverse("newsletter:confirm", args=[signer.sign(encode_uid(consent_uid))]))


def unsubscribe_link(subscriber_uid: uuid.UUID) -> str:
    """Return the URL of the page where a subscriber unsubscribes; it never expires."""
    return absolute_url(unsubscribe_path(subscriber_uid))


def unsubscribe_path(subscriber_uid: uuid.UUID) -> str:
    signer = signing.Signer(salt=SALT_UNSUBSCRIBE, sep=SEPARATOR)
    return reverse("newsletter:leave", args=[signer.sign(encode_uid(subscriber_uid))])


def read_confirm_token(token: str) -> uuid.UUID:
    """Return the id of the consent, or raise ExpiredTokenError or InvalidTokenError."""
    signer = signing.TimestampSigner(salt=SALT_CONFIRM, sep=SEPARATOR)
    try:
        return decode_uid(signer.unsign(token, max_age=timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS)))
    except signing.SignatureExpired:
        raise ExpiredTokenError from None
    except (signing.BadSignature, ValueError):
        raise InvalidTokenError from None


def read_unsubscribe_token(token: str) -> uuid.UUID:
    """Return the id of the subscriber, or raise InvalidTokenError."""
    try:
        return decode_uid(signing.Signer(salt=SALT_UNSUBSCRIBE, sep=SEPARATOR).unsign(token))
    except (signing.BadSignature, ValueError):
        raise InvalidTokenError from None


def encode_uid(uid: uuid.UUID) -> str:
    """Return a UUID as URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(uid.bytes).rstrip(b"=").decode()


def decode_uid(encoded: str) -> uuid.UUID:
    """Return the UUID, or raise ValueError."""
    return uuid.UUID(bytes=base64.urlsafe_b64decode(encoded + "=="))
