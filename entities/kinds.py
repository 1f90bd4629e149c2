"""The kinds of entities, their labels, and their public addresses."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from entities.models import Entity


class Kind(models.TextChoices):
    """Kinds in the order in which they are listed: stored value, section of the site, plural label, label."""

    COUNTRY = "country", "countries", _("Countries"), _("Country")
    PROGRAMME = "programme", "programmes", _("Programmes"), _("Programme")
    FIRM = "firm", "firms", _("Firms"), _("Firm")

    section: str
    plural_label: Promise | str

    def __new__(cls, value: str, section: str = "", plural_label: Promise | str = "") -> "Kind":
        """Create a member from its row without the label, which Django handles; the defaults are for `Kind(value)`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.section = section
        member.plural_label = plural_label
        return member

    @property
    def section_path(self) -> str:
        """The address of the list of this kind, such as `/countries/`."""
        return f"/{self.section}/"

    @property
    def model(self) -> "type[Entity]":
        """The concrete model: Country, Programme or Firm."""
        return apps.get_model("entities", self.value)


def entity_path(kind: str, slug: str) -> str:
    """The public address of an entity, such as `/countries/belarus/`."""
    return f"{Kind(kind).section_path}{slug}/"
