"""Country, programme and firm: the concrete models of entities, each with its own fields."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from entities.kinds import Kind

from .entity import Entity

TWO_LETTERS = RegexValidator(r"^[A-Z]{2}$", _("Enter two capital letters, such as BY."), "invalid_alpha2")
THREE_LETTERS = RegexValidator(r"^[A-Z]{3}$", _("Enter three capital letters, such as BLR."), "invalid_alpha3")


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
        """The flag as two regional indicator symbols (Unicode UTS 51)."""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.alpha2)


class ProgrammeKind(models.TextChoices):
    WEAPON = "weapon", _("Weapon")
    AID = "aid", _("Aid")
    SANCTIONS = "sanctions", _("Sanctions")
    ALLIANCE = "alliance", _("Alliance")
    RESEARCH = "research", _("Research")
    OTHER = "other", _("Other")


class Programme(Entity):
    """A weapon, an aid, sanctions or research programme, or an alliance."""

    own_kind = Kind.PROGRAMME

    programme_kind = models.CharField(
        _("kind of programme"), max_length=12, choices=ProgrammeKind.choices, default=ProgrammeKind.OTHER
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class Firm(Entity):
    """A company, private or state-owned."""

    own_kind = Kind.FIRM

    home_country = models.ForeignKey(
        Country, verbose_name=_("home country"), null=True, blank=True, on_delete=models.PROTECT, related_name="firms"
    )

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")
