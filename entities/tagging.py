"""The field by which a page carries entities of one kind.

Migrations of the apps that use it import `EntityTagManager` from here: the path must stay.
"""

from modelcluster.contrib.taggit import ClusterTaggableManager, _ClusterTaggableManager

from entities.models import Entity


class EntityManager(_ClusterTaggableManager):
    """What `page.countries` gives: taggit's manager, without its ways of making or guessing tags from names."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        """The entities given, each once. A string is refused: taggit would create a tag of that name."""
        model = self.through.tag_model()
        for tag in tags:
            if not isinstance(tag, model):
                raise TypeError(f"Give a {model.__name__} itself, not {tag!r}: names do not tell entities apart.")
        return list(dict.fromkeys(tags))

    def remove(self, *entities: Entity) -> None:
        """Take these off the page; taggit removes by name, which may be that of two."""
        self._remove_prefetched_objects()
        wanted = {entity.pk for entity in self._to_tag_model_instances(entities, {})}
        rows = self.get_tagged_item_manager()
        rows.remove(*[row for row in rows.all() if row.tag_id in wanted])


class EntityTagManager(ClusterTaggableManager):
    """Tags of one kind, chosen by id and never made by typing.

    Give it `through`, a `related_name`, a verbose name and an empty help text; the through model keeps
    a `tag` key to Country, Programme or Firm. `FieldPanel` works on it as it stands.
    """

    def __get__(self, instance, model):
        return EntityManager(
            through=self.through, model=model, instance=instance, prefetch_cache_name=self.name
        )  # fmt: skip

    def value_from_object(self, instance) -> list[Entity]:
        """The entities of a draft or a stored page, by name, in one query however many there are."""
        content_object = self.through._meta.get_field("content_object")
        rows = getattr(instance, content_object.remote_field.get_accessor_name()).all()
        found = self.through.tag_model()._default_manager.in_bulk([row.tag_id for row in rows])
        return sorted(found.values(), key=lambda entity: (entity.name_key, entity.qualifier))
