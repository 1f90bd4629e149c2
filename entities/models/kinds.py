"""The kinds of entities: children of the one table, each with what only it has."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entity import Entity, Kind

TWO_LETTERS = RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as BY."))
THREE_LETTERS = RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, such as BLR."))


class Country(Entity):
    """A country or territory with its codes (ISO 3166-1; Kosovo's XK and XKX are user-assigned)."""

    own_kind = Kind.COUNTRY

    alpha2 = models.CharField(_("ISO 3166 alpha-2"), max_length=2, unique=True, validators=[TWO_LETTERS])
    alpha3 = models.CharField(_("ISO 3166 alpha-3"), max_length=3, unique=True, validators=[THREE_LETTERS])

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    @property
    def flag(self) -> str:
        """The flag as text: two regional indicator symbols (Unicode UTS 51)."""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.alpha2)


class ProgrammeKind(models.TextChoices):
    WEAPON = "weapon", _("Weapon")
    AID = "aid", _("Aid")
    SANCTIONS = "sanctions", _("Sanctions")
    ALLIANCE = "alliance", _("Alliance")
    RESEARCH = "research", _("Research")
    OTHER = "other", _("Other")


class Programme(Entity):
    """A weapon, an aid or sanctions programme, an alliance: what people run together or against each other."""

    own_kind = Kind.PROGRAMME

    programme_kind = models.CharField(
        _("kind of programme"), max_length=12, choices=ProgrammeKind.choices, default=ProgrammeKind.OTHER
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class Firm(Entity):
    """A company, state-owned ones too."""

    own_kind = Kind.FIRM

    home_country = models.ForeignKey(
        Country, verbose_name=_("home country"), null=True, blank=True, on_delete=models.PROTECT, related_name="firms"
    )

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
