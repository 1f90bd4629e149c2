"""The public name in the account settings."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from articles.models import PublicName


class PublicNameForm(forms.ModelForm[PublicName]):
    """Edit the public name of a user. instance: the user, as Wagtail's account view passes it."""

    class Meta:
        model = PublicName
        fields = ["name"]

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        instance: User | None = None,
        prefix: str | None = None,
    ) -> None:
        name = PublicName.objects.filter(user=instance).first() or PublicName(user=instance)
        super().__init__(data, files, instance=name, prefix=prefix)


class PublicNamePanel(BaseSettingsPanel):
    name = "public_name"
    title = _("Public name")
    order = 150
    form_class = PublicNameForm
    form_object = "user"
