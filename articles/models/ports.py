"""Where a page answers through what is built above it.

Models import nothing from the record or from reading; those set these functions in `ready()`.
An unset port raises, so that a page can never be served or published by a road nobody chose.
"""

from collections.abc import Callable
from typing import Any


class PortNotSet(RuntimeError):
    """A page was asked for something that no installed app provides."""


def unset(name: str) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise PortNotSet(f"articles.models.ports.{name} is not set; is the app that sets it installed?")

    return refuse


class Ports:
    """The functions, by name.

    publish(page, revision, *, user, changed, log_action, previous_revision) -> Version | None
    serve_article(page, request) -> HttpResponse
    preview_article(page, request) -> HttpResponse
    journal_context(page, request) -> dict
    address_taken(path, site_id) -> bool: whether an article stands or once stood there
    """

    publish = staticmethod(unset("publish"))
    serve_article = staticmethod(unset("serve_article"))
    preview_article = staticmethod(unset("preview_article"))
    journal_context = staticmethod(unset("journal_context"))
    address_taken = staticmethod(unset("address_taken"))


ports = Ports()
