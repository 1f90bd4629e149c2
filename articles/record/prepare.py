"""From a revision to what would be published: checked and frozen, with nothing written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, Site

from articles.models import ArticlePage, JournalPage

from . import clock
from .addresses import address_for
from .formats.versions import VersionContent
from .freeze import Frozen, freeze
from .image_sources import ImageSource, library_source
from .models import Publication, Status
from .reader_copy import ReaderCopy
from .refusals import Refused


@dataclass(frozen=True)
class Prepared:
    """A draft that could be published.

    revision: with which Wagtail's page is published. publication: None before the first publication. before: the copy
    that readers have, or had before a withdrawal. sources: where the originals of pictures are read from, by digest.
    held: the version as it was held by a scheduled act; None when it is written at once.
    """

    revision: Revision
    draft: ArticlePage
    publication: Publication | None
    frozen: Frozen
    site: Site
    before: ReaderCopy | None
    sources: Mapping[str, ImageSource]
    held: VersionContent | None = None

    @property
    def article_id(self) -> int:
        return int(self.revision.object_id)

    @property
    def path(self) -> str:
        return self.frozen.copy.data["path"]

    @property
    def current_number(self) -> int:
        """The number of the version that readers have; 0 before the first publication."""
        return self.publication.version.number if self.publication else 0

    @property
    def unchanged(self) -> bool:
        return self.before is not None and self.before.data == self.frozen.copy.data

    @property
    def has_earlier_day(self) -> bool:
        """Whether readers would see an earlier day of first publication than today, because the article was published
        elsewhere before."""
        day = self.draft.published_on
        return self.publication is None and day is not None and bool(day < timezone.localdate(clock.now()))

    @property
    def reinstates(self) -> bool:
        """Whether publishing makes a withdrawn article public again."""
        return self.publication is not None and self.publication.status == Status.WITHDRAWN


def prepare(revision: Revision, *, accepted: frozenset[str] = frozenset(), due: datetime | None = None) -> Prepared:
    """Freeze a draft. Raises Refused, with a message for the editor, when it cannot be published.

    accepted: keys of the updated values that replace carried-over ones (`articles.record.freeze.carried`). due: when
    the draft will be published; None: now.
    """
    # A revision keeps the page that it was loaded with; publishing that one would undo a move in the meantime.
    revision = Revision.objects.get(pk=revision.pk)
    draft = revision.as_object()
    publication = (
        Publication.objects.select_related("version__entry").filter(article_id=int(revision.object_id)).first()
    )
    if not draft.title.strip():
        raise Refused(_("An article needs a title before it can be published."), "no_title")
    site, path = address_for(draft, publication)
    before = ReaderCopy.of(publication.version) if publication else None
    frozen = freeze(
        draft,
        journal=journal_of(draft),
        uid=publication.uid if publication else uuid4(),
        site=site,
        path=path,
        first_published=first_published(draft, publication, due or clock.now()),
        before=before,
        accepted=accepted,
    )
    if frozen.unreadable:
        raise Refused(frozen.unreadable[0], "related_not_public")
    sources = {digest: library_source(image) for digest, image in frozen.images.items()}
    return Prepared(revision, draft, publication, frozen, site, before, sources)


def journal_of(draft: ArticlePage) -> JournalPage:
    parent = draft.get_parent().specific
    if not isinstance(parent, JournalPage):
        raise Refused(_("An article must be under a journal. Move it there first."), "not_under_journal")
    return parent


def first_published(draft: ArticlePage, publication: Publication | None, at: datetime) -> date:
    """Return the day of first publication, which cannot change once the article has been published."""
    if publication is None:
        today = timezone.localdate(at)
        if draft.published_on and draft.published_on > today:
            message = _("The date of first publication is in the future. Leave it empty, or schedule the article.")
            raise Refused(message, "first_published_in_future")
        return draft.published_on or today
    if draft.published_on and draft.published_on != publication.published_on:
        message = _("Readers have seen %(date)s as the date of first publication; it cannot change.")
        raise Refused(message % {"date": publication.published_on.isoformat()}, "first_published_changed")
    return publication.published_on
