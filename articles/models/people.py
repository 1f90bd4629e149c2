"""The names under which people who work in the admin appear in public."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# The person who acts; None when code does.
Actor = AbstractBaseUser | AnonymousUser | None


class PublicName(models.Model):
    """The public name of a person, which each sets in their account.

    Readers never see log-in names: for people who publish on some countries that is a matter of safety. A role such as
    “Standards desk” will do.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="public_name")
    name = models.CharField(
        _("public name"),
        max_length=100,
        blank=True,
        help_text=_("Shown to readers as the person who published or approved. A role is enough: Standards desk."),
    )

    def __str__(self) -> str:
        return self.name


def public_name(user: Actor) -> str:
    """Return the public name of a person, “The editors” without one; empty when code acts."""
    if user is None or not user.pk:
        return ""
    name = PublicName.objects.filter(user_id=user.pk).values_list("name", flat=True).first()
    return name or gettext("The editors")
