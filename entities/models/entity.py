"""Who and what articles are about: one table; its three children stand in `kinds.py`."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from taggit.models import NaturalKeyManager, TagBase
from wagtail.fields import RichTextField

from entities.addresses import entity_path
from entities.names import KEY_LENGTH, ascii_slug, name_key


class Kind(models.TextChoices):
    COUNTRY = "country", _("Country")
    PROGRAMME = "programme", _("Programme")
    FIRM = "firm", _("Firm")


class EntityQuerySet(models.QuerySet):
    def active(self):
        """Those that may be newly tagged."""
        return self.filter(retired_at__isnull=True)


class Entity(ClusterableModel, TagBase):
    """A controlled tag with its own public page: retired, never deleted.

    `uid` stands in the record and is never reused. Two of the same kind and name carry a
    qualifier: “Skif” and “Skif (missile)”. A slug that was once public stays with its entity.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    qualifier = models.CharField(
        _("qualifier"),
        max_length=60,
        blank=True,
        help_text=_("Tells apart two of the same name, in brackets after it: missile, shipyard."),
    )
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        blank=True,
        help_text=_("The last part of its public address. Left empty, it is made from the name."),
    )
    ambiguous = models.BooleanField(
        _("name also means something else"),
        default=False,
        help_text=_("Imports ask a person before they tag by this name: Georgia, Chad, Jordan."),
    )
    description = RichTextField(_("description"), blank=True, features=["bold", "italic", "link"])
    wikidata_id = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", _("A Wikidata id is a Q and a number, such as Q184."))],
        help_text=_("Such as Q184."),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

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
        """Refuse a name or an address that another one has, naming the other."""
        super().clean()
        self.prepare()
        problems = {**self.name_problems(), **self.slug_problems()}
        if problems:
            raise ValidationError(problems)

    def name_problems(self) -> dict[str, ValidationError]:
        if not self.name_key:
            return {"name": ValidationError(_("A name needs a letter or a digit."))}
        same_name = self.others().filter(name_key=self.name_key)
        clash = next((other for other in same_name if name_key(other.qualifier) == name_key(self.qualifier)), None)
        if clash is None:
            return {}
        words = _("There is already a %(kind)s named “%(name)s” (%(path)s). Give one of them a qualifier.")
        values = {"kind": self.get_kind_display().lower(), "name": str(clash), "path": clash.get_absolute_url()}
        return {"name": ValidationError(words, params=values)}

    def slug_problems(self) -> dict[str, ValidationError]:
        current = self.others().filter(slug=self.slug).first()
        if current is not None:
            words = _("The address %(path)s belongs to “%(name)s”. Choose another.")
            return {"slug": ValidationError(words, params={"path": self.get_absolute_url(), "name": str(current)})}
        former = self.others().filter(former_slugs__slug=self.slug).first()
        if former is not None:
            words = _("The address %(path)s leads to “%(name)s”, which once had it. Choose another.")
            return {"slug": ValidationError(words, params={"path": self.get_absolute_url(), "name": str(former)})}
        return {}

    def others(self) -> models.QuerySet["Entity"]:
        """Every other entity of the same kind, retired ones too."""
        return Entity.objects.filter(kind=self.kind).exclude(pk=self.pk)

    def prepare(self) -> None:
        """Fill what follows from the name."""
        self.kind = self.kind or self.own_kind
        self.name = " ".join(self.name.split())
        self.qualifier = " ".join(self.qualifier.split())
        self.name_key = name_key(self.name)
        if not self.slug:
            self.slug = self.free_slug()

    def free_slug(self) -> str:
        """A slug that no other has or had: skif, then skif-missile, then skif-2 …"""
        plain = ascii_slug(self.name, self.kind)
        qualified = ascii_slug(f"{self.name} {self.qualifier}", self.kind)
        taken = set(self.others().filter(slug__startswith=plain).values_list("slug", flat=True))
        taken |= set(
            self.others().filter(former_slugs__slug__startswith=plain).values_list("former_slugs__slug", flat=True)
        )
        numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (plain, qualified, *numbered) if slug not in taken)

    def save(self, *args, **kwargs) -> None:
        """Save, and keep the address it had until now as a former one."""
        self.prepare()
        with transaction.atomic(using=kwargs.get("using")):
            self.keep_former_slug()
            super().save(*args, **kwargs)

    def keep_former_slug(self) -> None:
        stored = Entity.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
        if stored is None or stored == self.slug:
            return
        self.former_slugs.get_or_create(kind=self.kind, slug=stored)
        self.former_slugs.filter(slug=self.slug).delete()

    def retire(self) -> None:
        """Take it out of the choosers; where it stands, it stays."""
        self.retired_at = timezone.now()
        self.save()

    def take_back(self) -> None:
        self.retired_at = None
        self.save()
