"""Finding an entity by its public address, the one it has or one that it had."""

from dataclasses import dataclass

from entities.models import Country, Entity, Firm, FormerSlug, Kind, Programme

MODELS: dict[str, type[Entity]] = {Kind.COUNTRY: Country, Kind.PROGRAMME: Programme, Kind.FIRM: Firm}


@dataclass(frozen=True)
class Redirected:
    """The address was an earlier one of this entity: answer with a permanent redirect to `path`."""

    entity: Entity

    @property
    def path(self) -> str:
        return self.entity.get_absolute_url()


def find(kind: str, slug: str) -> Entity | Redirected | None:
    """The entity (as Country, Programme or Firm) at this address; one query, two for a former address.

    Retired ones are found too: articles still speak of them.
    """
    if (model := MODELS.get(kind)) is None:
        return None
    related = ["home_country"] if model is Firm else []
    entity = model.objects.select_related(*related).filter(kind=kind, slug=slug).first()
    if entity is not None:
        return entity
    former = FormerSlug.objects.select_related("entity").filter(kind=kind, slug=slug).first()
    return Redirected(former.entity) if former else None
