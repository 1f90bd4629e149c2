"""The `entity_usage` hook: the ways in which an entity is used, as the admin shows them.

Apps that use entities register a function in their `wagtail_hooks.py`. It takes an Entity and returns a `Usage`:

    @hooks.register("entity_usage")
    def usage_in_articles(entity: Entity) -> Usage:
        return Usage(_("Public articles"), count, url)

The edit view and the confirmation pages for retiring and restoring list every usage, also those with a count of
zero, in the order of the hooks.
"""

from dataclasses import dataclass

from wagtail import hooks

from entities.models import Entity

HOOK_NAME = "entity_usage"


@dataclass(frozen=True)
class Usage:
    """One way in which an entity is used: its label, the number of uses, and an address that lists them, or empty."""

    label: str
    count: int
    url: str = ""


def has_usage_hooks() -> bool:
    """Whether any app reports usage."""
    return bool(hooks.get_hooks(HOOK_NAME))


def get_usages(entity: Entity) -> list[Usage]:
    """Call every `entity_usage` hook, in order."""
    return [get_usage(entity) for get_usage in hooks.get_hooks(HOOK_NAME)]
