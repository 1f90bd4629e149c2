"""View restrictions of the page tree, kept as a flag on publications.

Lists, feeds, counts and search leave out what is restricted by that flag, so it is rewritten in the same
transaction as whatever changes it: a restriction added, changed or removed, a page moved.
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


def something_changed(sender, **kwargs) -> None:
    """A restriction was saved or deleted, or a page moved, perhaps across one."""
    rewrite()
