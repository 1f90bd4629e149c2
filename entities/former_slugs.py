"""Former slugs of entities and authors, which redirect for ever."""

from typing import Any, Protocol

from django.db import models


class HasSlug(Protocol):
    """A model instance with a slug, and with its former slugs as the reverse relation `former_slugs`."""

    pk: Any
    slug: str
    former_slugs: Any


def keep_former_slug(instance: HasSlug, stored: models.QuerySet[Any], **scope: str) -> None:
    """Store the slug that the database still has as a former one, if saving `instance` will change it.

    Call it before saving, in the same transaction. `stored` is the queryset that holds the instance's own row;
    `scope` are the fields within which a former slug is unique beside the slug itself. A slug that is in use again
    is no longer a former one. A former slug of another instance is left to it.
    """
    if instance.pk is None:
        return
    stored_slug = stored.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if stored_slug is None or stored_slug == instance.slug:
        return
    former_slugs = instance.former_slugs
    owner = {former_slugs.field.name: instance}
    former_slugs.model._default_manager.get_or_create(slug=stored_slug, **scope, defaults=owner)
    former_slugs.filter(slug=instance.slug).delete()
