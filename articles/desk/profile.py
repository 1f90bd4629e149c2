"""The public name, in each person's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from articles.models import PublicName


class PublicNameForm(forms.ModelForm):
    """Edits the public name of the user given as `instance`."""

    class Meta:
        model = PublicName
        fields = ["name"]

    def __init__(self, data=None, files=None, *, instance=None, prefix=None):
        name = PublicName.objects.filter(user=instance).first() or PublicName(user=instance)
        super().__init__(data, files, instance=name, prefix=prefix)


class PublicNamePanel(BaseSettingsPanel):
    name = "public_name"
    title = _("Public name")
    order = 150
    form_class = PublicNameForm
    form_object = "user"
