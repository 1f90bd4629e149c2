"""How many articles mention an entity, for the register of uses."""

from django.utils.translation import gettext as _

from entities.models import Entity
from entities.usage import Use

from .models import Publication


def use_in_articles(entity: Entity) -> Use:
    """Articles that anyone can read."""
    count = Publication.objects.public().filter(mentions__entity=entity).count()
    return Use(_("Public articles"), count, entity.get_absolute_url() if count else "")
