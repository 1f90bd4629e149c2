"""The model field for entities of one kind on a page.

Migrations of other apps import `EntityTagManager` from this module.
"""

from collections.abc import Iterable
from typing import Any

from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager

from entities.models import Entity


class EntityManager(_ClusterTaggableManager):
    """The manager behind `page.countries`: taggit's, without creating or finding tags by name."""

    def _to_tag_model_instances(self, tags: Iterable[Entity], tag_kwargs: dict[str, Any]) -> list[Entity]:
        """Return the entities, each once. Raise TypeError for a string, from which taggit would create a tag."""
        model = self.through.tag_model()
        for tag in tags:
            if not isinstance(tag, model):
                raise TypeError(f"Expected a {model.__name__}, not {tag!r}: a name can belong to several entities.")
        return list(dict.fromkeys(tags))

    def remove(self, *entities: Entity) -> None:
        """Remove these from the page by key; taggit removes by name, which two entities may share."""
        self._remove_prefetched_objects()
        keys = {entity.pk for entity in self._to_tag_model_instances(entities, {})}
        rows = self.get_tagged_item_manager()
        rows.remove(*[row for row in rows.all() if row.tag_id in keys])


class EntityTagManager(ClusterTaggableManager):
    """Entities of one kind on a page, chosen by key and never created by typing a name.

    Pass `through`, `related_name`, a verbose name and an empty help text. The through model has a foreign key
    `tag` to Country, Programme or Firm. `FieldPanel` needs no further options.
    """

    def __get__(self, instance: Any, model: Any) -> EntityManager:
        return EntityManager(through=self.through, model=model, instance=instance, prefetch_cache_name=self.name)

    def value_from_object(self, instance: Any) -> list[Entity]:
        """Return the entities of a draft or a stored page, sorted by name, in one query."""
        content_object = self.through._meta.get_field("content_object")
        rows = getattr(instance, content_object.remote_field.get_accessor_name()).all()
        found = self.through.tag_model()._default_manager.in_bulk([row.tag_id for row in rows])
        return sorted(found.values(), key=lambda entity: (entity.name_key, entity.qualifier))
