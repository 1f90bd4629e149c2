"""View restrictions of the page tree, copied to a flag on publications.

Lists, feeds, counts and search leave out restricted articles by that flag, so it is updated whenever a restriction is
added, changed or removed or a page is moved. Articles are hidden before the change and shown after it: a crash in
between can leave an article hidden too long, never shown too early. `manage.py verify_record` reports such articles.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page, PageViewRestriction

from . import withheld
from .models import Publication
from .transactions import allow_record_writes, lock_restrictions


def restricted_roots() -> list[str]:
    """Return the tree paths under which readers must log in or enter a password."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_restricted(page: Page) -> bool:
    return any(page.path.startswith(root) for root in restricted_roots())


def access_of(publication: Publication) -> str:
    """Return who can read a published article: empty for everybody, or the type of the restriction: "login", "groups"
    or "password"."""
    path = Page.objects.filter(pk=publication.article_id).values_list("path", flat=True).get()
    ancestors = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    restrictions = PageViewRestriction.objects.filter(page__path__in=ancestors).order_by("-page__path", "pk")
    nearest = restrictions.values_list("restriction_type", flat=True).first()
    return nearest or ("login" if publication.private else "")


def update_flags() -> None:
    """Set the flag of every publication by the restrictions that exist; writes only what differs."""
    with transaction.atomic(), allow_record_writes():
        lock_restrictions()
        hidden = Q(pk__in=[])
        for root in restricted_roots():
            hidden |= Q(article__path__startswith=root)
        set_flag(Publication.objects.filter(hidden, restricted=False), restricted=True)
        set_flag(Publication.objects.exclude(hidden).filter(restricted=True), restricted=False)


def hide_articles_under(page: Page) -> None:
    """Set the flag of every publication at or under a page."""
    with transaction.atomic(), allow_record_writes():
        lock_restrictions()
        set_flag(Publication.objects.filter(article__path__startswith=page.path, restricted=False), restricted=True)


def set_flag(publications: QuerySet[Publication], *, restricted: bool) -> None:
    """Set the flag of these publications, and move their picture files to where they belong."""
    changed = list(publications.values_list("pk", flat=True))
    Publication.objects.filter(pk__in=changed).update(restricted=restricted)
    withheld.follow_visibility(changed)


def hide_before_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Receiver of `pre_save` of a restriction."""
    hide_articles_under(instance.page)


def hide_before_move(sender: Any, instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Receiver of `pre_page_move`: hide a page's articles when its new parent is restricted."""
    if is_restricted(parent_page_after):
        hide_articles_under(instance)


def update_after_change(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_save` and `post_delete` of a restriction, and of `post_page_move`."""
    update_flags()
