"""View restrictions of the page tree, copied to a flag on publications.

Lists, feeds, counts and search leave out restricted articles by that flag, so it is updated whenever a restriction is
added, changed or removed or a page is moved. Articles are hidden before the change and shown after it: a crash in
between can leave an article hidden too long, never shown too early. `manage.py verify_record` reports such articles.

The flag is also set while the entry of a restriction has not been written yet. Once it has been, the article is private
by its chain, whatever becomes of the restriction (`articles.record.privacy`).
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from wagtail.models import Page, PageViewRestriction

from . import withheld
from .hiding import UNKNOWN_CAUSE
from .models import Act, ActKind, Publication, Status
from .models.acts import OPEN
from .transactions import allow_record_writes, lock_restrictions

# Articles whose chain has no restriction: when the page tree hides them, the reason is unknown.
UNRECORDED = Q(status=Status.PUBLIC, private=False)


def restricted_roots() -> list[str]:
    """Return the tree paths under which readers must log in or enter a password."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_restricted(page: Page) -> bool:
    return any(page.path.startswith(root) for root in restricted_roots())


def access_key(type: str, groups: Iterable[int] = (), password: str = "") -> str:
    """Return who can read what a restriction hides. Equal for restrictions that let in the same readers.

    It is "login", "groups:" with the ids of the groups, or "password:" with a short digest of the stored password.
    """
    if type == PageViewRestriction.GROUPS:
        return f"{type}:{','.join(map(str, sorted(groups)))}"
    if type == PageViewRestriction.PASSWORD:
        return f"{type}:{blake2b(password.encode(), digest_size=6).hexdigest()}"
    return type


def access_type(access: str) -> str:
    """Return the type of a restriction, "login", "groups" or "password", from who can read what it hides."""
    return access.partition(":")[0]


def key_of(restriction: PageViewRestriction) -> str:
    """Return who can read what a restriction hides. One query for groups, unless they are prefetched."""
    groups = [group.pk for group in restriction.groups.all()] if restriction.restriction_type == "groups" else []
    return access_key(restriction.restriction_type, groups, restriction.password)


def tree_access(page_id: int) -> str:
    """Return who can read a page by the page tree: empty for everybody, or as `access_key` does for the nearest
    restriction."""
    path = Page.objects.filter(pk=page_id).values_list("path", flat=True).get()
    ancestors = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    restrictions = PageViewRestriction.objects.filter(page__path__in=ancestors).order_by("-page__path", "pk")
    nearest = restrictions.first()
    return key_of(nearest) if nearest else ""


def access_of(publication: Publication) -> str:
    """Return who can read a published article, by the page tree or else by its chain, as `tree_access` does."""
    return tree_access(publication.article_id) or ("login" if publication.private else "")


def under_restriction() -> Q:
    """Return the condition for publications under a view restriction of the page tree."""
    condition = Q(pk__in=[])
    for root in restricted_roots():
        condition |= Q(article__path__startswith=root)
    return condition


def being_restricted() -> Q:
    """Return the condition for publications whose restriction was decided and is not in their chain yet."""
    return Q(article__in=Act.objects.filter(kind=ActKind.RESTRICTION, state__in=OPEN).values("article"))


def update_flags() -> None:
    """Set the flag of every publication by the restrictions that exist; writes only what differs."""
    with transaction.atomic(), allow_record_writes():
        lock_restrictions()
        hidden = under_restriction() | being_restricted()
        hide(Publication.objects.filter(hidden))
        show(Publication.objects.exclude(hidden))


def flags_differ() -> bool:
    """Whether `update_flags` would write something. Takes no lock."""
    hidden = under_restriction() | being_restricted()
    publications = Publication.objects
    return (
        publications.filter(hidden, restricted=False).exists()
        or publications.exclude(hidden).filter(restricted=True).exists()
    )


def hide_articles_under(page: Page) -> None:
    """Set the flag of every publication at or under a page, in one statement."""
    with transaction.atomic(), allow_record_writes():
        lock_restrictions()
        hide(Publication.objects.filter(article__path__startswith=page.path))


def update_flag_of(article_id: int) -> None:
    """Set the flag of one publication by the restrictions that exist. The caller holds the lock on the article."""
    publications = Publication.objects.filter(article_id=article_id)
    if publications.filter(under_restriction() | being_restricted()).exists():
        hide(publications)
    else:
        show(publications)


def hide(publications: QuerySet[Publication]) -> None:
    """Set the flag, and the cause where the chain gives none, in one statement."""
    cause = Case(When(UNRECORDED, then=Value(UNKNOWN_CAUSE)), default=F("hidden_cause"))
    set_flag(publications.filter(restricted=False), restricted=True, hidden_cause=cause)


def show(publications: QuerySet[Publication]) -> None:
    """Clear the flag, and the cause that only the flag gave, in one statement."""
    cause = Case(When(UNRECORDED, then=Value("")), default=F("hidden_cause"))
    set_flag(publications.filter(restricted=True), restricted=False, hidden_cause=cause)


def set_flag(publications: QuerySet[Publication], *, restricted: bool, hidden_cause: Case) -> None:
    """Set both columns in one statement, and move the picture files of these articles to where they belong."""
    changed = list(publications.values_list("pk", flat=True))
    Publication.objects.filter(pk__in=changed).update(restricted=restricted, hidden_cause=hidden_cause)
    withheld.follow_visibility(changed)


def hide_before_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Receiver of `pre_save` of a restriction."""
    hide_articles_under(instance.page)


def hide_before_move(sender: Any, instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Receiver of `pre_page_move`: hide a page's articles when its new parent is restricted."""
    if is_restricted(parent_page_after):
        hide_articles_under(instance)
