"""Validation and normalisation of e-mail addresses."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from email_validator import EmailNotValidError, validate_email

from .models.subscriber import ADDRESS_LENGTH

MESSAGE_REQUIRED = _("Enter your e-mail address.")
MESSAGE_NO_AT_SIGN = _("Enter an address with an @, such as name@example.org")
MESSAGE_TOO_LONG = _("This is too long for an e-mail address.")
MESSAGE_NOT_ASCII = _("We can only write to addresses with plain letters before the @.")
MESSAGE_INVALID = _("We cannot write to this address. Look for a typing error; it should be like name@example.org")


@dataclass(frozen=True)
class EmailAddress:
    """A valid e-mail address.

    typed: as entered, without surrounding spaces. normalised: the Unicode form. key: the ASCII form, case folded; two
    addresses with the same key belong to one subscriber.
    """

    typed: str
    normalised: str
    key: str


def parse_email_address(text: str) -> EmailAddress:
    """Return the address in `text`, or raise ValidationError with a message for the reader.

    Codes: "required", "max_length", "no_at_sign", "not_ascii", "invalid". No DNS query is made: it would be slow, and
    would disclose to others who signs up. Local parts must be ASCII, since not every mail server accepts others
    (SMTPUTF8, RFC 6531). International domains are accepted.
    """
    typed = text.strip()
    if not typed:
        raise ValidationError(MESSAGE_REQUIRED, code="required")
    if len(typed) > ADDRESS_LENGTH:
        raise ValidationError(MESSAGE_TOO_LONG, code="max_length")
    local_part, at_sign, _domain = typed.rpartition("@")
    if not at_sign:
        raise ValidationError(MESSAGE_NO_AT_SIGN, code="no_at_sign")
    if not local_part.isascii():
        raise ValidationError(MESSAGE_NOT_ASCII, code="not_ascii")
    try:
        valid = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        raise ValidationError(MESSAGE_INVALID, code="invalid") from None
    return EmailAddress(typed, valid.normalized, str(valid.ascii_email).casefold())
