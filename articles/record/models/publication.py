"""The index of the record: which version readers get, at which address, and by which names an article is found.

Written by the publishing service and by `articles.record.restrictions` only; it can be rebuilt from the chains.
"""

from typing import TYPE_CHECKING, Self, TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site
from wagtail.search import index

from articles.models import ArticlePage, Author, JournalPage
from entities.models import Entity

from .chain import Version
from .change_classes import PROTECTED_CAUSES

if TYPE_CHECKING:
    from ..reader_copy import Image, JournalReference


class Status(models.TextChoices):
    PUBLIC = "public", _("Public")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CardPerson(TypedDict):
    id: str
    name: str
    slug: str
    role: str


class CardData(TypedDict):
    """What a list shows of an article, taken from the reader's copy. minutes: reading time."""

    title: str
    standfirst: str
    minutes: int
    language: str
    path: str
    journal: "JournalReference"
    authors: list[CardPerson]
    image: "Image | None"


class LatestNote(TypedDict):
    """The newest note of an article. kind: a change class. at: ISO 8601 in UTC."""

    kind: str
    at: str
    imported: bool


class PublicationQuerySet(models.QuerySet["Publication"]):
    def public(self) -> Self:
        """Leave out withdrawn articles and those that are private, by the chain or by the page tree."""
        return self.filter(status=Status.PUBLIC, restricted=False, private=False)

    def hidden(self) -> Self:
        """Only the articles of which readers get no page, version, title or file (`Publication.is_hidden`)."""
        protected = models.Q(status=Status.WITHDRAWN, hidden_cause__in=PROTECTED_CAUSES)
        return self.filter(models.Q(restricted=True) | models.Q(private=True) | protected)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")


class Publication(index.Indexed, models.Model):
    """One row for each article that has been published.

    restricted: under a view restriction of the page tree. private: an entry of the chain made it private. hidden_cause:
    the cause of the withdrawal or restriction that applies now, a WithdrawalCause; empty when readers can see it.
    """

    article = models.OneToOneField(ArticlePage, on_delete=models.PROTECT, related_name="publication")
    uid = models.UUIDField(unique=True)
    journal = models.ForeignKey(JournalPage, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PUBLIC)
    restricted = models.BooleanField(default=False)
    private = models.BooleanField(default=False)
    hidden_cause = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=12)
    published_on = models.DateField()
    published_at = models.DateTimeField(_("place in lists"))
    substantive_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    card: models.JSONField[CardData, CardData] = models.JSONField()
    last_note: models.JSONField[LatestNote | None, LatestNote | None] = models.JSONField(null=True, blank=True)
    title = models.CharField(max_length=255)
    search_people = models.TextField(blank=True)
    search_names = models.TextField(blank=True)
    search_text = models.TextField(blank=True)

    search_auto_update = False

    objects = PublicationQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=8),
        index.SearchField("search_people", boost=4),
        index.SearchField("search_names", boost=3),
        index.SearchField("search_text"),
        index.FilterField("status"),
        index.FilterField("restricted"),
        index.FilterField("private"),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["status", "restricted", "private", "-published_at", "-id"], name="publication_newest"),
            models.Index(
                fields=["journal", "status", "restricted", "private", "-published_at", "-id"],
                name="publication_journal",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody can read the article."""
        return self.status == Status.PUBLIC and not self.restricted and not self.private

    @property
    def is_hidden(self) -> bool:
        """Whether the article is private, or withdrawn for privacy, safety or legal reasons."""
        withdrawn = self.status == Status.WITHDRAWN and self.hidden_cause in PROTECTED_CAUSES
        return self.restricted or self.private or withdrawn

    @property
    def is_protected(self) -> bool:
        """Whether not even the title of a hidden article is given out.

        A restriction without a recorded cause counts as one for privacy. An article that is private and withdrawn has
        the cause of one of the two only, so it counts as protected.
        """
        if self.restricted or self.private:
            unexplained = self.status == Status.WITHDRAWN or not self.hidden_cause
            return unexplained or self.hidden_cause in PROTECTED_CAUSES
        return self.is_hidden

    @property
    def current_address(self) -> "Address | None":
        return self.addresses.select_related("site").filter(current=True).first()


class Address(models.Model):
    """The current or a former path of an article. Former ones redirect for ever."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="addresses")
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="address_once_per_site"),
            models.UniqueConstraint(
                fields=["publication"], condition=models.Q(current=True), name="address_current_once"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Mention(models.Model):
    """A public article mentions an entity."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="mentions")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "publication"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.entity_id}"


class Byline(models.Model):
    """A public article has this author at this position of the byline."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=16)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["author", "publication"], name="byline_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.author_id}"


class ImageUse(models.Model):
    """A version of an article has this picture. original: SHA-256 of the picture's original file."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="image_uses")
    original = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "original"], name="image_use_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.original[:12]}"
