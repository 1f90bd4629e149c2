"""The sign-up form, wherever it stands."""

from django import forms

from .addresses import MESSAGE_EMPTY, MESSAGE_TOO_LONG, CheckedAddress, check_address
from .models.subscriber import ADDRESS_LENGTH
from .wording import LABEL


class SignUpForm(forms.Form):
    """`source`, `block` and the honeypot `website` come beside it and are read by the view."""

    email = forms.CharField(
        label=LABEL,
        max_length=ADDRESS_LENGTH,
        error_messages={"required": MESSAGE_EMPTY, "max_length": MESSAGE_TOO_LONG},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> CheckedAddress:
        return check_address(self.cleaned_data["email"])
