"""Look up an entity by its current or a former public address."""

from dataclasses import dataclass

from entities.models import Entity, Firm, FormerSlug, Kind


@dataclass(frozen=True)
class FormerAddress:
    """A former address of an entity, to be answered with a permanent redirect to `path`."""

    entity: Entity

    @property
    def path(self) -> str:
        """The current address of the entity."""
        return self.entity.get_absolute_url()


def find_by_address(kind: str, slug: str) -> Entity | FormerAddress | None:
    """Return the entity at this address as Country, Programme or Firm, or its former address, or None.

    Retired entities are included, since articles still mention them. One query, two for a former address.
    """
    if kind not in Kind.values:
        return None
    model = Kind(kind).model
    related = ["home_country"] if model is Firm else []
    entity = model.objects.select_related(*related).filter(kind=kind, slug=slug).first()
    if entity is not None:
        return entity
    former = FormerSlug.objects.select_related("entity").filter(kind=kind, slug=slug).first()
    return FormerAddress(former.entity) if former else None
