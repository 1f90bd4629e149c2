"""The comparison of a draft with what readers see, which the review shows and a decision is bound to."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.record.acts import open_acts
from articles.record.basis import basis_of
from articles.record.canonical import canonical_json, digest
from articles.record.diff import Hunk, Unchanged, stretches
from articles.record.expiry import shown_expiry
from articles.record.freeze.carried import PendingUpdate
from articles.record.models import Act, ActKind, Publication, Status
from articles.record.models.acts import Basis
from articles.record.notes import newest_position
from articles.record.prepare import Prepared, prepare
from articles.record.reader_copy import ReaderCopy
from articles.record.refusals import Refused


class ReviewAction(Enum):
    """What the review can do with a draft."""

    NOTHING = "nothing"
    REFUSED = "refused"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    REINSTATE = "reinstate"
    CHANGE_EXPIRY = "change_expiry"


@dataclass(frozen=True)
class DraftComparison:
    """The newest draft of an article compared with the version that readers have.

    prepared: what would be published; None when it cannot be published, and `refusal` is the reason. accepted: keys of
    the accepted updates. live_expiry: the expiry date that applies now, and shown_expiry a name of it. basis: what a
    decision rests on. position: of the chain's newest entry, 0 without one. open_publication: the scheduled publication
    of the article, if any.
    """

    revision: Revision
    draft: ArticlePage
    publication: Publication | None
    prepared: Prepared | None
    refusal: Refused | None
    accepted: frozenset[str]
    live_expiry: datetime | None
    basis: Basis
    position: int
    open_publication: Act | None
    shown_expiry: str

    @property
    def current_number(self) -> int:
        """The number of the version that readers have; 0 before the first publication."""
        return self.publication.version.number if self.publication else 0

    @property
    def withdrawn(self) -> bool:
        return self.publication is not None and self.publication.status == Status.WITHDRAWN

    @property
    def copies(self) -> tuple[ReaderCopy, ReaderCopy] | None:
        """The copy that readers have and the new one; None when no later version than the first would be made."""
        if self.prepared is None or self.prepared.before is None or self.prepared.unchanged:
            return None
        return self.prepared.before, self.prepared.frozen.copy

    @property
    def changed(self) -> bool:
        """Whether a version after the first would be made, which needs a class or a note."""
        return self.copies is not None

    @property
    def scheduled(self) -> bool:
        return goes_live_later(self.draft)

    @property
    def has_earlier_day(self) -> bool:
        """Whether a first publication has an earlier day than today, which a person confirms."""
        return self.prepared is not None and self.prepared.has_earlier_day

    @property
    def expires(self) -> datetime | None:
        return self.draft.expire_at

    @property
    def removes_expiry(self) -> bool:
        """Whether publishing this draft removes the expiry date that applies now."""
        return bool(self.shown_expiry) and self.expires is None

    @property
    def action(self) -> ReviewAction:
        if self.prepared is None:
            return ReviewAction.REFUSED
        if self.publication and self.prepared.unchanged and not self.withdrawn:
            return ReviewAction.NOTHING if self.expires == self.live_expiry else ReviewAction.CHANGE_EXPIRY
        if self.scheduled:
            return ReviewAction.SCHEDULE
        return ReviewAction.REINSTATE if self.withdrawn and self.prepared.unchanged else ReviewAction.PUBLISH

    @property
    def updates(self) -> list[PendingUpdate]:
        return self.prepared.frozen.updates if self.prepared else []

    @cached_property
    def stretches(self) -> list[Hunk | Unchanged]:
        """The changes in reading order, with the unchanged parts between them."""
        if self.copies is None:
            return []
        before, after = self.copies
        return stretches(before.data, after.data)

    @cached_property
    def change_count(self) -> int:
        return sum(isinstance(stretch, Hunk) for stretch in self.stretches)

    @cached_property
    def seal(self) -> str:
        """A digest of everything that the review shows of this draft; empty when it cannot be published."""
        if self.prepared is None:
            return ""
        copy = {name: value for name, value in self.prepared.frozen.copy.data.items() if name != "uid"}
        times = [str(self.draft.go_live_at or ""), str(self.expires or "")]
        return digest(canonical_json({"copy": copy, "times": times}))


def compare_draft(page: ArticlePage, *, accepted: frozenset[str] = frozenset()) -> DraftComparison:
    """Compare the newest draft with what readers see. Writes nothing."""
    revision = page.get_latest_revision()
    draft = revision.as_object()
    publication = Publication.objects.select_related("version__entry").filter(article_id=page.pk).first()
    prepared: Prepared | None = None
    refusal: Refused | None = None
    try:
        if draft.expire_at and draft.expire_at <= timezone.now():
            raise Refused(_("The expiry date is in the past. Change or remove it."), "expiry_in_past")
        due = draft.go_live_at if goes_live_later(draft) else None
        prepared = prepare(revision, accepted=accepted, due=due)
        accepted = accepted.intersection(update.key for update in prepared.frozen.updates)
    except Refused as refused:
        refusal = refused
    live_expiry = page.expire_at if page.live else None
    scheduled = open_acts(page.pk, ActKind.PUBLICATION)
    return DraftComparison(
        revision,
        draft,
        publication,
        prepared,
        refusal,
        accepted,
        live_expiry,
        basis_of(publication, page.pk),
        newest_position(page.pk),
        scheduled[0] if scheduled else None,
        shown_expiry(page.pk),
    )


def goes_live_later(draft: ArticlePage) -> bool:
    return bool(draft.go_live_at and draft.go_live_at > timezone.now())
