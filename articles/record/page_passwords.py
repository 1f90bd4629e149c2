"""Passwords of private pages, which are stored as hashes only.

Wagtail stores them in plain text and compares them so. Here a password is hashed before its restriction is saved, in
the admin and by code. A password in plain text, which `QuerySet.update()` could still write, opens nothing.
"""

from typing import Any

from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import PageViewRestriction


def is_hashed(password: str) -> bool:
    """Whether a stored password is a hash that Django can check."""
    try:
        identify_hasher(password)
    except ValueError:
        return False
    return True


def hash_before_save(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Receiver of `pre_save` of a restriction."""
    if instance.password and not is_hashed(instance.password):
        instance.password = make_password(instance.password)


def is_password_of(restriction: PageViewRestriction, password: str) -> bool:
    return is_hashed(restriction.password) and check_password(password, restriction.password)


def password_seal(restriction: PageViewRestriction) -> str:
    """Return a value that changes with the password, for sessions to keep; the password cannot be found from it."""
    salt = "articles.record.page_passwords"
    return salted_hmac(salt, f"{restriction.pk} {restriction.password}", algorithm="sha256").hexdigest()


def is_seal_of(restriction: PageViewRestriction, seal: object) -> bool:
    return isinstance(seal, str) and constant_time_compare(seal, password_seal(restriction))
