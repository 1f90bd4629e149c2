"""Other names and former slugs of an entity."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from entities.kinds import Kind
from entities.names import KEY_LENGTH, name_key

from .entity import Entity, empty_name_error


class Alias(models.Model):
    """Another name of an entity, by which it is searched for and found in texts.

    Two entities may share an alias: both are offered for it, and imports ask which one is meant.
    """

    class Sort(models.TextChoices):
        NAME = "name", _("Name")
        ADJECTIVE = "adjective", _("Adjective or people")
        CAPITAL = "capital", _("Seat of government")
        ABBREVIATION = "abbreviation", _("Abbreviation or code")

    class Origin(models.TextChoices):
        """Where an alias comes from; updates of the country list change only their own aliases."""

        EDITOR = "desk", _("Added by an editor")
        VOCABULARY = "vocabulary", _("From the country list")

    entity = ParentalKey(Entity, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("entity"))
    name = models.CharField(_("name"), max_length=150)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("A language code, such as en, be or zh-Hant.")
    )
    sort = models.CharField(_("type"), max_length=12, choices=Sort.choices, default=Sort.NAME)
    ambiguous = models.BooleanField(
        _("also means something else"),
        default=False,
        help_text=_("Imports ask before they tag an article by this name. Examples: American, Panama City."),
    )
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.EDITOR, editable=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name_key", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "name", "language"],
                name="alias_once_per_entity",
                violation_error_code="alias_exists",
                violation_error_message=_("This name is already in the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the key by which names are compared."""
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Normalise spaces, and refuse a name without a letter or digit."""
        super().clean()
        self.name = " ".join(self.name.split())
        if not name_key(self.name):
            raise ValidationError({"name": empty_name_error()})


class FormerSlug(models.Model):
    """A former slug of an entity, whose address redirects for ever."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="former_slugs")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind")]

    def __str__(self) -> str:
        return self.slug
