"""The names under which the people of the desk appear in public.

On some countries it is a matter of safety that a log-in name or a full name never shows. Each
person sets a public name in the profile; a role such as “Standards desk” will do.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class PublicName(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="public_name")
    name = models.CharField(
        _("public name"),
        max_length=100,
        blank=True,
        help_text=_("Shown to readers as who published or approved. A role will do: Standards desk."),
    )

    def __str__(self) -> str:
        return self.name


def public_name(user) -> str:
    """The name readers may see; never the log-in name. Without one: “The editors”."""
    if user is None or not user.pk:
        return ""
    name = PublicName.objects.filter(user=user).values_list("name", flat=True).first()
    return name or gettext("The editors")
