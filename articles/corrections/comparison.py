"""A draft beside what readers see: all that the review shows, and all that a decision is bound to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.record.canonical import canonical, digest
from articles.record.copy import ReaderCopy
from articles.record.diff import Hunk, Unchanged, stretches
from articles.record.freeze.carried import Offer
from articles.record.models import Publication, Status
from articles.record.prepare import Prepared, prepare
from articles.record.refusals import Refused

NOTHING, REFUSED, PUBLISH, SCHEDULE, RETURN, EXPIRY = "nothing", "refused", "publish", "schedule", "return", "expiry"


@dataclass(frozen=True)
class Comparison:
    """The newest draft of an article against the version that readers have.

    prepared: what would be published; None when it is refused, and `refusal` then says why.
    take: the values of today that were chosen. live_expiry: the expiry date that holds for readers now.
    """

    revision: Revision
    draft: ArticlePage
    publication: Publication | None
    prepared: Prepared | None
    refusal: str
    take: frozenset[str]
    live_expiry: datetime | None

    @property
    def number(self) -> int:
        """The number of the version that readers have; 0 before the first."""
        return self.publication.version.number if self.publication else 0

    @property
    def withdrawn(self) -> bool:
        return self.publication is not None and self.publication.status == Status.WITHDRAWN

    @property
    def copies(self) -> tuple[ReaderCopy, ReaderCopy] | None:
        """What readers have and what they would get; None where no version after the first would be made."""
        if self.prepared is None or self.prepared.before is None or self.prepared.unchanged:
            return None
        return self.prepared.before, self.prepared.frozen.copy

    @property
    def changed(self) -> bool:
        """Whether a version would be made that is not the first: then it takes a class or a note."""
        return self.copies is not None

    @property
    def scheduled(self) -> bool:
        return bool(self.draft.go_live_at and self.draft.go_live_at > timezone.now())

    @property
    def expires(self) -> datetime | None:
        return self.draft.expire_at

    @property
    def act(self) -> str:
        """What the button would do."""
        if self.prepared is None:
            return REFUSED
        if self.publication and self.prepared.unchanged and not self.withdrawn:
            return NOTHING if self.expires == self.live_expiry else EXPIRY
        if self.scheduled:
            return SCHEDULE
        return RETURN if self.withdrawn and self.prepared.unchanged else PUBLISH

    @property
    def offers(self) -> list[Offer]:
        return self.prepared.frozen.offers if self.prepared else []

    @cached_property
    def stretches(self) -> list[Hunk | Unchanged]:
        """The changes in reading order, with what is unchanged named between them."""
        if self.copies is None:
            return []
        before, after = self.copies
        return stretches(before.data, after.data)

    @cached_property
    def count(self) -> int:
        return sum(isinstance(stretch, Hunk) for stretch in self.stretches)

    @cached_property
    def seal(self) -> str:
        """A digest of all that the page shows of this draft. One changed character gives another."""
        if self.prepared is None:
            return ""
        copy = {name: value for name, value in self.prepared.frozen.copy.data.items() if name != "uid"}
        times = [str(self.draft.go_live_at or ""), str(self.expires or "")]
        return digest(canonical({"copy": copy, "times": times}))


def compare_draft(page: ArticlePage, *, user, take: frozenset[str] = frozenset()) -> Comparison:
    """Compare the newest draft with what readers see. Writes nothing."""
    revision = page.get_latest_revision()
    draft = revision.as_object()
    publication = Publication.objects.select_related("version__entry").filter(article_id=page.pk).first()
    prepared, refusal = None, ""
    try:
        if draft.expire_at and draft.expire_at <= timezone.now():
            raise Refused(_("The expiry date is in the past. Change or remove it."), "expiry_in_past")
        prepared = prepare(revision, user=user, take=take)
    except Refused as refused:
        refusal = str(refused)
    live_expiry = page.expire_at if page.live else None
    return Comparison(revision, draft, publication, prepared, refusal, take, live_expiry)
