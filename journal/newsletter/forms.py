"""The sign-up form."""

from typing import TypedDict

from django import forms

from .email_addresses import MESSAGE_REQUIRED, MESSAGE_TOO_LONG, EmailAddress, parse_email_address
from .form_wording import LABEL, clean_block, clean_source
from .models.subscriber import ADDRESS_LENGTH


class SignUpForm(forms.Form):
    """The e-mail field. The view reads the hidden fields `source` and `block` and the honeypot `website` itself."""

    email = forms.CharField(
        label=LABEL,
        max_length=ADDRESS_LENGTH,
        error_messages={"required": MESSAGE_REQUIRED, "max_length": MESSAGE_TOO_LONG},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> EmailAddress:
        return parse_email_address(self.cleaned_data["email"])


class SignUpBlockContext(TypedDict):
    """Context of `components/sign_up.html`.

    source: path of the page. block: id of the block. The form sends both. form_id: makes HTML ids unique on the page.
    band: whether the form spans the page.
    """

    heading: str
    text: str
    source: str
    block: str
    form_id: str
    band: bool


def sign_up_block_context(heading: str, text: str, *, source: str, block: str, form_id: str) -> SignUpBlockContext:
    """Return the context of the form for a sign-up block (Wagtail hook `sign_up_form`)."""
    return {
        "heading": heading,
        "text": text,
        "source": clean_source(source),
        "block": clean_block(block),
        "form_id": form_id,
        "band": False,
    }
