"""The common table of entities; its concrete models are in `subtypes.py`."""

import uuid
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from taggit.models import NaturalKeyManager, TagBase
from wagtail.fields import RichTextField

from entities.former_slugs import keep_former_slug
from entities.kinds import Kind, entity_path
from entities.names import KEY_LENGTH, ascii_slug, first_free_slug, name_key


def empty_name_error() -> ValidationError:
    """The error for a name or alias that has no letter or digit, and so no key."""
    return ValidationError(_("A name needs a letter or a digit."), code="empty_name")


class EntityQuerySet(models.QuerySet["Entity"]):
    def active(self) -> Self:
        """Leave out retired entities, which cannot be newly chosen for an article."""
        return self.filter(retired_at__isnull=True)


class Entity(ClusterableModel, TagBase):
    """A country, programme or firm that articles are tagged with; it has a public page.

    Entities are retired, never deleted: `retired_at` keeps the time, where `Retirable` in articles has a boolean.
    `uid` is used in the record and never reused. Two entities of one kind and name differ by a qualifier: “Skif”
    and “Skif (missile)”. A former slug redirects for ever and is not given to another entity.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    qualifier = models.CharField(
        _("qualifier"),
        max_length=60,
        blank=True,
        help_text=_("Shown in brackets after the name, to distinguish two of the same name: missile, shipyard."),
    )
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("The last part of the public address. Leave empty to make it from the name."),
    )
    ambiguous = models.BooleanField(
        _("name also means something else"),
        default=False,
        help_text=_("Imports ask before they tag an article by this name. Examples: Georgia, Chad, Jordan."),
    )
    description = RichTextField(_("description"), blank=True, features=["bold", "italic", "link"])
    wikidata_id = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(
                r"^Q[1-9][0-9]*$", _("A Wikidata id is a Q and a number, such as Q184."), "invalid_wikidata_id"
            )
        ],
        help_text=_("Such as Q184."),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    # The kind of every row of a concrete model; empty on Entity itself.
    own_kind: ClassVar[str] = ""
    natural_key_fields: ClassVar[list[str]] = ["uid"]
    objects = NaturalKeyManager.from_queryset(EntityQuerySet)()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ["name_key", "qualifier"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_once_per_kind"),
            models.UniqueConstraint(fields=["kind", "name_key", "qualifier"], name="entity_name_once_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.qualifier})" if self.qualifier else self.name

    @property
    def retired(self) -> bool:
        return self.retired_at is not None

    def get_absolute_url(self) -> str:
        return entity_path(self.kind, self.slug)

    def clean(self) -> None:
        """Refuse a name or slug that another entity of this kind has, and name that entity."""
        super().clean()
        self.set_derived_fields()
        errors = {**self.name_errors(), **self.slug_errors()}
        if errors:
            raise ValidationError(errors)

    def name_errors(self) -> dict[str, ValidationError]:
        """The error for the name, by field: codes `empty_name` and `name_exists`."""
        if not self.name_key:
            return {"name": empty_name_error()}
        same_name = self.others().filter(name_key=self.name_key)
        other = next((other for other in same_name if name_key(other.qualifier) == name_key(self.qualifier)), None)
        if other is None:
            return {}
        message = _("There is already a %(kind)s named “%(name)s” (%(path)s). Give one of them a qualifier.")
        params = {"kind": self.get_kind_display().lower(), "name": str(other), "path": other.get_absolute_url()}
        return {"name": ValidationError(message, code="name_exists", params=params)}

    def slug_errors(self) -> dict[str, ValidationError]:
        """The error for the slug, by field: codes `slug_exists` and `former_slug_exists`."""
        owner = self.others().filter(slug=self.slug).first()
        if owner is not None:
            code, message = "slug_exists", _("The address %(path)s belongs to “%(name)s”. Choose another slug.")
        else:
            owner = self.others().filter(former_slugs__slug=self.slug).first()
            code = "former_slug_exists"
            message = _("The address %(path)s redirects to “%(name)s”, which had it before. Choose another slug.")
        if owner is None:
            return {}
        params = {"path": self.get_absolute_url(), "name": str(owner)}
        return {"slug": ValidationError(message, code=code, params=params)}

    def others(self) -> models.QuerySet["Entity"]:
        """All other entities of the same kind, retired ones included."""
        return Entity.objects.filter(kind=self.kind).exclude(pk=self.pk)

    def set_derived_fields(self) -> None:
        """Normalise name and qualifier, and set the kind, the key and an empty slug from them."""
        self.kind = self.kind or self.own_kind
        self.name = " ".join(self.name.split())
        self.qualifier = " ".join(self.qualifier.split())
        self.name_key = name_key(self.name)
        if not self.slug:
            self.slug = self.free_slug()

    def free_slug(self) -> str:
        """A slug that no other entity has or had: skif, then skif-missile, then skif-2 …"""
        plain = ascii_slug(self.name, self.kind)
        qualified = ascii_slug(f"{self.name} {self.qualifier}", self.kind)
        used = set(self.others().filter(slug__startswith=plain).values_list("slug", flat=True))
        used |= set(
            self.others().filter(former_slugs__slug__startswith=plain).values_list("former_slugs__slug", flat=True)
        )
        return first_free_slug([plain, qualified], used)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep a changed slug as a former one."""
        self.set_derived_fields()
        with transaction.atomic(using=kwargs.get("using")):
            keep_former_slug(self, Entity.objects.all(), kind=self.kind)
            super().save(*args, **kwargs)

    def retire(self) -> None:
        """Stop offering the entity for articles; articles that have it keep it."""
        self.retired_at = timezone.now()
        self.save()

    def restore(self) -> None:
        """Offer a retired entity for articles again."""
        self.retired_at = None
        self.save()
