"""View restrictions of the page tree, kept as a flag on publications.

Lists, feeds, counts and search leave out what is restricted by that flag, so it is rewritten in the same
transaction as whatever changes it: a restriction added, changed or removed, a page moved.
"""

from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from .models import Publication


def restricted_roots() -> list[str]:
    """The tree paths under which somebody must log in or know a password."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_restricted(page: Page) -> bool:
    return any(page.path.startswith(root) for root in restricted_roots())


def rewrite(under: Page) -> None:
    """Set the flag of every publication at or under a page of the tree."""
    roots = restricted_roots()
    with transaction.atomic():
        rows = Publication.objects.filter(article__path__startswith=under.path).values_list("pk", "article__path")
        hidden = [pk for pk, path in rows if any(path.startswith(root) for root in roots)]
        every = Publication.objects.filter(article__path__startswith=under.path)
        every.filter(pk__in=hidden, restricted=False).update(restricted=True)
        every.exclude(pk__in=hidden).filter(restricted=True).update(restricted=False)


def restriction_changed(sender, instance, **kwargs) -> None:
    rewrite(instance.page)


def page_moved(sender, instance, **kwargs) -> None:
    rewrite(instance)
