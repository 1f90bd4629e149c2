"""Usage of entities in articles, for the `entity_usage` hook."""

from django.utils.translation import gettext as _

from entities.models import Entity
from entities.usage import Usage

from .models import Publication


def usage_in_articles(entity: Entity) -> Usage:
    """The number of public articles that mention an entity."""
    count = Publication.objects.public().filter(mentions__entity=entity).count()
    return Usage(_("Public articles"), count, entity.get_absolute_url() if count else "")
