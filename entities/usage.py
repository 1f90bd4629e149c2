"""Where an entity is used: a registry, since what uses entities stands above this app.

Articles register how many of them mention one; later relations, followers and feeds do the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from entities.models import Entity


@dataclass(frozen=True)
class Use:
    """One way in which an entity is used: “Articles”, 12, and where to see them, if anywhere."""

    label: str
    count: int
    url: str = ""


Counter = Callable[[Entity], Use]

counters: list[Counter] = []


def register(counter: Counter) -> Counter:
    """Add a way of being used; registering it again changes nothing. Works as a decorator."""
    if counter not in counters:
        counters.append(counter)
    return counter


def uses(entity: Entity) -> list[Use]:
    """Every registered way, those that count nothing too, in the order of registration."""
    return [counter(entity) for counter in counters]
