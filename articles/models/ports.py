"""Functions that the models call and that apps above them provide.

The models import nothing from the record or from the public pages. Those apps assign these functions in `ready()`.
A function that no app has assigned raises PortNotSet, so that an article is never published or served in another way.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from django.http import HttpRequest, HttpResponse
from wagtail.models import Revision, Site

from .people import Actor

if TYPE_CHECKING:
    from .article import ArticlePage
    from .journal import JournalPage


class PortNotSet(RuntimeError):
    """Raised when a page needs a function that no installed app provides."""


class WagtailPublishOptions(TypedDict, total=False):
    """Options that Wagtail passes to `Page.publish` and to its publish action. log_action: False, True or an action."""

    user: Actor
    changed: bool
    log_action: bool | str
    previous_revision: Revision | None


class PublishedAddress(Protocol):
    """The current address of a published article."""

    site: Site
    path: str


class PublishPort(Protocol):
    """Publishes a revision; returns the new version, or None when it was scheduled."""

    def __call__(
        self,
        page: "ArticlePage",
        revision: Revision,
        options: WagtailPublishOptions,
        *,
        skip_permission_checks: bool,
    ) -> object | None: ...


def not_set(name: str) -> Callable[..., Any]:
    """Return a function that raises PortNotSet."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise PortNotSet(f"articles.models.ports.{name} is not set; is the app that sets it installed?")

    return refuse


class Ports:
    """The functions, by name.

    address_taken: takes a path, a site id and the id of the page that would have the path, None for a new one; whether
    another article has or had this address, or will have it.
    """

    publish: PublishPort = staticmethod(not_set("publish"))
    serve_article: Callable[["ArticlePage", HttpRequest], HttpResponse] = staticmethod(not_set("serve_article"))
    preview_article: Callable[["ArticlePage", HttpRequest], HttpResponse] = staticmethod(not_set("preview_article"))
    serve_journal: Callable[["JournalPage", HttpRequest], HttpResponse] = staticmethod(not_set("serve_journal"))
    address_taken: Callable[[str, int, int | None], bool] = staticmethod(not_set("address_taken"))


ports = Ports()
