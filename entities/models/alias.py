"""Other names and former addresses of an entity."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from entities.names import KEY_LENGTH, name_key

from .entity import Entity


class Alias(models.Model):
    """Another name by which people look for an entity, or by which a text speaks of it.

    Two entities may share one: it is offered for both, and imports ask.
    """

    class Sort(models.TextChoices):
        NAME = "name", _("Name")
        ADJECTIVE = "adjective", _("Adjective or people")
        CAPITAL = "capital", _("Seat that stands for it")
        ABBREVIATION = "abbreviation", _("Abbreviation or code")

    class Origin(models.TextChoices):
        """Who answers for it: updates of the country vocabulary touch only what they brought."""

        DESK = "desk", _("Added here")
        VOCABULARY = "vocabulary", _("Came with the vocabulary")

    entity = ParentalKey(Entity, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("entity"))
    name = models.CharField(_("name"), max_length=150)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    language = models.CharField(
        _("language"), max_length=12, default="en", help_text=_("A language code, such as en, be or zh-Hant.")
    )
    sort = models.CharField(_("sort"), max_length=12, choices=Sort.choices, default=Sort.NAME)
    ambiguous = models.BooleanField(
        _("also means something else"),
        default=False,
        help_text=_("Imports ask a person before they tag by it: American, Panama City."),
    )
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.DESK, editable=False)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name_key", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "name", "language"],
                name="alias_once_per_entity",
                violation_error_message=_("This alias is there already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if not name_key(self.name):
            raise ValidationError({"name": _("A name needs a letter or a digit.")})


class FormerSlug(models.Model):
    """An address that an entity once had; it answers with a redirect for ever."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="former_slugs")
    kind = models.CharField(max_length=12, choices=Entity.kind.field.choices)
    slug = models.SlugField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind")]

    def __str__(self) -> str:
        return self.slug
