"""View restrictions of the page tree, kept as a flag on publications.

Lists, feeds, counts and search leave out what is restricted by that flag, so it is rewritten whenever a restriction
is added, changed or removed or a page is moved. What is to be hidden is hidden before, what is to be shown is shown
after: if the process dies in between, an article is hidden too long and never shown too early, and `verify_record`
names it.
"""

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from .models import Publication
from .permit import open_permit


def restricted_roots() -> list[str]:
    """The tree paths under which somebody must log in or know a password."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_restricted(page: Page) -> bool:
    return any(page.path.startswith(root) for root in restricted_roots())


def rewrite() -> None:
    """Set the flag of every publication by the restrictions that now stand; writes only what differs."""
    hidden = Q(pk__in=[])
    for root in restricted_roots():
        hidden |= Q(article__path__startswith=root)
    with transaction.atomic(), open_permit():
        Publication.objects.filter(hidden, restricted=False).update(restricted=True)
        Publication.objects.exclude(hidden).filter(restricted=True).update(restricted=False)


def hide(under: Page) -> None:
    """Take everything at or under a page out of what anyone may be shown."""
    with transaction.atomic(), open_permit():
        Publication.objects.filter(article__path__startswith=under.path, restricted=False).update(restricted=True)


def restriction_comes(sender, instance: PageViewRestriction, **kwargs) -> None:
    """Before a restriction is saved: hidden first, so that nothing in between can show what is to be private."""
    hide(instance.page)


def page_moves(sender, instance: Page, parent_page_after: Page, **kwargs) -> None:
    """Before a page moves: hidden first where it is going under a restriction."""
    if is_restricted(parent_page_after):
        hide(instance)


def something_changed(sender, **kwargs) -> None:
    """A restriction was saved or deleted, or a page moved, perhaps across one."""
    rewrite()
