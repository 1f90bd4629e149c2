"""From a revision to what would be published: checked, placed and frozen, with nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, Site

from articles.models import ArticlePage, JournalPage

from . import addresses, clock, gates
from .copy import ReaderCopy
from .freeze import Frozen, freeze
from .models import Publication
from .notes import NoteDraft
from .refusals import Refused


@dataclass(frozen=True)
class Prepared:
    """A draft that has passed every check, ready to be written.

    before: the copy that readers have, or last had; None when nobody has seen the article.
    """

    draft: ArticlePage
    publication: Publication | None
    frozen: Frozen
    site: Site
    before: ReaderCopy | None

    @property
    def number(self) -> int:
        """The number of the version that readers have; 0 when nobody has seen the article."""
        return self.publication.version.number if self.publication else 0

    @property
    def unchanged(self) -> bool:
        return self.before is not None and self.before.data == self.frozen.copy.data


def prepare(
    revision: Revision, *, user=None, notes: Sequence[NoteDraft] = (), take: frozenset[str] = frozenset()
) -> Prepared:
    """Freeze a draft and ask every gate. Raises Refused with words for the editor."""
    draft = revision.as_object()
    publication = (
        Publication.objects.select_related("version__entry").filter(article_id=int(revision.object_id)).first()
    )
    if not draft.title.strip():
        raise Refused(_("An article needs a title before it can be published."), "no_title")
    site, path = addresses.address_for(draft, publication)
    before = ReaderCopy.of(publication.version) if publication else None
    frozen = freeze(
        draft,
        journal=journal_of(draft),
        uid=publication.uid if publication else uuid4(),
        site=site,
        path=path,
        first_published=first_published(draft, publication),
        before=before,
        take=take,
    )
    gates.check(gates.Intent(draft, frozen.copy, notes, user, publication))
    return Prepared(draft, publication, frozen, site, before)


def journal_of(draft: ArticlePage) -> JournalPage:
    parent = draft.get_parent().specific
    if not isinstance(parent, JournalPage):
        raise Refused(_("An article must be under a journal. Move it there first."), "not_under_journal")
    return parent


def first_published(draft: ArticlePage, publication: Publication | None) -> date:
    """The day of first publication, which never moves once readers have seen it."""
    if publication is None:
        today = timezone.localdate(clock.now())
        if draft.published_on and draft.published_on > today:
            words = _("The date of first publication is in the future. Leave it empty, or schedule the article.")
            raise Refused(words, "first_published_in_future")
        return draft.published_on or today
    if draft.published_on and draft.published_on != publication.published_on:
        words = _("Readers have seen %(date)s as the date of first publication; it cannot change.")
        raise Refused(words % {"date": publication.published_on.isoformat()}, "first_published_changed")
    return publication.published_on
