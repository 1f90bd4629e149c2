"""Authors."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from entities.former_slugs import keep_former_slug
from entities.names import ascii_slug, first_free_slug

from .images import EditorialImage
from .retiring import Retirable


class Author(index.Indexed, Retirable):
    """A person or organisation that writes articles, with a public page. Retired, never deleted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last part of the public URL. Leave empty to derive it from the name."),
    )
    affiliation = models.CharField(_("affiliation"), max_length=255, blank=True)
    bio = RichTextField(_("biography"), blank=True, features=["bold", "italic", "link"])
    portrait = models.ForeignKey(
        EditorialImage, verbose_name=_("portrait"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("affiliation"), FieldPanel("slug")], heading=_("Person")),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        FieldPanel("retired"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("retired")]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/authors/{self.slug}/"

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if self.slug and FormerAuthorSlug.objects.filter(slug=self.slug).exclude(author=self.pk).exists():
            message = _("Another author had this slug before, and the old URL still redirects there.")
            raise ValidationError({"slug": ValidationError(message, code="former_slug")})

    def free_slug(self) -> str:
        """A slug that no author has or had: a-name, then a-name-2 …"""
        slug = ascii_slug(self.name, "author")
        used = set(Author.objects.filter(slug__startswith=slug).exclude(pk=self.pk).values_list("slug", flat=True))
        used |= set(FormerAuthorSlug.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        return first_free_slug([slug], used)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self.free_slug()
        with transaction.atomic():
            keep_former_slug(self, Author.objects.all())
            super().save(*args, **kwargs)


class FormerAuthorSlug(models.Model):
    """A former slug of an author, which redirects to the current one."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.slug
