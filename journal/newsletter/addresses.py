"""Which e-mail addresses are taken, and when two of them are the same one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from email_validator import EmailNotValidError, validate_email

from .models.subscriber import ADDRESS_LENGTH

MESSAGE_EMPTY = _("Enter your e-mail address.")
MESSAGE_NO_SIGN = _("Enter an address with an @, such as name@example.org")
MESSAGE_TOO_LONG = _("This is too long for an e-mail address.")
MESSAGE_NOT_ASCII = _("We can only write to addresses with plain letters before the @.")
MESSAGE_WRONG = _("We cannot write to this address. Look for a typing error; it should be like name@example.org")


@dataclass(frozen=True)
class CheckedAddress:
    """An address that can be written to.

    `typed` as it was entered, `normalised` in Unicode, `key` in folded ASCII: equal keys, same subscriber.
    """

    typed: str
    normalised: str
    key: str


def check_address(typed: str) -> CheckedAddress:
    """Check the form of an address; raise `ValidationError` in words for the reader.

    No name server is asked: that would be slow, and would tell others who signs up. Local parts must be ASCII,
    since not every mail server takes others (SMTPUTF8, RFC 6531); international domains are fine.
    """
    typed = typed.strip()
    if not typed:
        raise ValidationError(MESSAGE_EMPTY, code="empty")
    if len(typed) > ADDRESS_LENGTH:
        raise ValidationError(MESSAGE_TOO_LONG, code="too_long")
    local_part, sign, _domain = typed.rpartition("@")
    if not sign:
        raise ValidationError(MESSAGE_NO_SIGN, code="no_sign")
    if not local_part.isascii():
        raise ValidationError(MESSAGE_NOT_ASCII, code="not_ascii")
    try:
        checked = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        raise ValidationError(MESSAGE_WRONG, code="wrong") from None
    return CheckedAddress(typed, checked.normalized, str(checked.ascii_email).casefold())
