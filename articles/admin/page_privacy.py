"""The form with which a page is made private. It never shows the stored password, which is a hash."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.models import BaseViewRestriction


class PagePrivacyForm(PageViewRestrictionForm):
    """Wagtail's form with an empty field for a new password; the present one stays while the field is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_password: str = self.instance.password or ""
        field = self.fields["password"]
        field.widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        if self.stored_password:
            field.help_text = _(
                "A password is set. Leave this empty to keep it. A new one ends the access of everybody."
            )

    def clean_password(self) -> str:
        """Return the new password, or the stored hash without a new one."""
        password: str = self.cleaned_data.get("password") or self.stored_password
        if self.cleaned_data.get("restriction_type") == BaseViewRestriction.PASSWORD and not password:
            raise ValidationError(_("Enter a password."), code="required")
        return password
