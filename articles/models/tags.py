"""Through models between articles and entities. They are here so that `entities` does not depend on articles."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from entities.models import Country, Firm, Programme


class EntityTag(ItemBase):
    """One entity tagged on one draft.

    The keys cascade because a protected one breaks old revisions; entities cannot be deleted in the first place.
    """

    wagtail_reference_index_ignore = False

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="%(class)s_once")]


class CountryTag(EntityTag):
    tag = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="article_tags")
    content_object = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="country_tags")


class ProgrammeTag(EntityTag):
    tag = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="article_tags")
    content_object = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="programme_tags")


class FirmTag(EntityTag):
    tag = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="article_tags")
    content_object = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="firm_tags")
