"""The one service that publishes.

It locks the article, freezes the draft, publishes it through Wagtail, adds a version to the chain, moves the
rows by which readers find it, and speaks: all in one transaction.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision, Site

from articles.models import ArticlePage, JournalPage, public_name

from . import addresses, clock, gates, images, index, notes
from .chain import append
from .freeze import Frozen, freeze
from .locking import lock
from .models import ChangeClass, Entry, EntryType, Publication, Version, WaitingNote
from .notes import NoteDraft
from .refusals import Refused

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"


@dataclass(frozen=True)
class Prepared:
    """A draft that has passed every check, ready to be written."""

    draft: ArticlePage
    publication: Publication | None
    frozen: Frozen
    site: Site


def publish(
    revision: Revision,
    *,
    user=None,
    notes: Sequence[NoteDraft] = (),
    change_class: str = "",
    summary: str = "",
    imported: bool = False,
    changed: bool = True,
    log_action: bool | str = True,
    previous_revision: Revision | None = None,
    skip_permission_checks: bool = True,
) -> Version:
    """Publish a revision of an article and return the version that readers now get.

    notes: written after the version, in the same transaction; its class is then that of the gravest.
    change_class: the class of a version without notes; empty means unclassified.
    Raises Refused with words for the editor; nothing has then been stored.
    """
    action = PublishPageRevisionAction(
        revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
    )
    action.check(skip_permission_checks=skip_permission_checks)
    with transaction.atomic():
        prepared = prepare(revision, lock(revision.content_object.pk), user, notes)
        keep_images(prepared.frozen)
        action.execute(skip_permission_checks=True)
        entries, version = write_entries(prepared, revision, user, notes, change_class, summary, imported)
        article = ArticlePage.objects.get(pk=prepared.draft.pk)
        at = entries[0].at
        publication = index.write(
            article,
            version,
            prepared.frozen.copy,
            site=prepared.site,
            at=at,
            substantive=entries[0].change_class != ChangeClass.COPY_EDIT,
        )
        index.refresh(publication, moved_at=at if any(not note.imported for note in notes) else None)
        index.announce(publication, entries)
    return version


def prepare(revision: Revision, current: ArticlePage, user, notes: Sequence[NoteDraft]) -> Prepared:
    """Freeze the draft and ask every gate. Writes nothing."""
    draft = revision.as_object()
    publication = Publication.objects.select_related("version").filter(article_id=current.pk).first()
    if not draft.title.strip():
        raise Refused(_("An article needs a title before readers can see it."))
    site, path = addresses.place(draft, publication)
    frozen = freeze(
        draft,
        journal=journal_of(draft, publication),
        uid=publication.uid if publication else uuid4(),
        site=site,
        path=path,
        first_published=first_published(draft, publication),
    )
    gates.check(gates.Intent(draft, frozen.copy, notes, user, publication))
    return Prepared(draft, publication, frozen, site)


def journal_of(draft: ArticlePage, publication: Publication | None) -> JournalPage:
    parent = draft.get_parent().specific
    if not isinstance(parent, JournalPage):
        raise Refused(_("An article belongs under a journal. Move it there first."))
    return parent


def first_published(draft: ArticlePage, publication: Publication | None):
    """The day of first publication, which never moves once readers have seen it."""
    if publication is None:
        today = timezone.localdate(clock.now())
        if draft.published_on and draft.published_on > today:
            raise Refused(_("The date of first publication lies in the future. Leave it empty, or schedule the page."))
        return draft.published_on or today
    if draft.published_on and draft.published_on != publication.published_on:
        words = _("Readers have seen %(date)s as the date of first publication; it cannot change.")
        raise Refused(words % {"date": publication.published_on.isoformat()})
    return publication.published_on


def keep_images(frozen: Frozen) -> None:
    """Copy every image of the copy, in the sizes in use, to the record's files."""
    data = frozen.copy.data
    uses: dict[tuple, set[str]] = {}
    by_key: dict[tuple, dict] = {}
    for image in frozen.copy.images():
        key = (image["digest"], images.focal_key(image))
        by_key[key] = image
        portrait = any(image is person["portrait"] for person in data["authors"])
        wanted = {"lead", "thumb", "social"} if image is data["lead"] else {"portrait"} if portrait else {"column"}
        uses.setdefault(key, set()).update(wanted)
    for key, image in by_key.items():
        images.keep(image, frozen.images[image["digest"]], uses[key])


def write_entries(
    prepared: Prepared, revision: Revision, user, drafts: Sequence[NoteDraft], change_class: str, summary: str,
    imported: bool,
) -> tuple[list[Entry], Version]:  # fmt: skip
    """Add the version to the chain, then its notes, then those that waited beside the draft."""
    article, at, name = prepared.draft, clock.now(), public_name(user)
    uid = prepared.frozen.copy.data["uid"]
    number = prepared.publication.version.number + 1 if prepared.publication else 1
    text = prepared.frozen.copy.sealed(summary)
    common = {"uid": uid, "at": at, "version": number, "published": name}
    entry = append(
        article,
        type=EntryType.VERSION,
        text=text,
        change_class=class_of(number, drafts, change_class),
        imported=imported,
        **common,
    )
    version = Version(entry=entry, article=article, number=number, text=text, revision=revision.pk)
    version.save()
    entries = [entry]
    for draft in [*drafts, *waiting(article, number)]:
        entries.append(notes.write(article, uid, draft, version=number, published=name, at=at))
    return entries, version


def class_of(number: int, drafts: Sequence[NoteDraft], change_class: str) -> str:
    if number == 1:
        return ChangeClass.FIRST
    order = list(ChangeClass.values)
    return max((draft.kind for draft in drafts), key=order.index, default=change_class)


def waiting(article: ArticlePage, number: int) -> list[NoteDraft]:
    """The notes that came with an imported text; the first publication takes them up."""
    if number != 1:
        return []
    rows = list(WaitingNote.objects.filter(page_id=article.pk))
    WaitingNote.objects.filter(page_id=article.pk).delete()
    return [NoteDraft(row.kind, row.text, row.dated, row.date_text, imported=True) for row in rows]


def publish_from_page(
    page: ArticlePage,
    revision: Revision,
    *,
    user=None,
    changed=True,
    log_action: bool | str = True,
    previous_revision=None,
    skip_permission_checks=False,
) -> Version | None:
    """What `ArticlePage.publish` leads to: the roads of workflow, bulk action, schedule and `revision.publish()`.

    A future `go_live_at` schedules and returns None. A refusal at the due time of a schedule is logged and ends
    the schedule instead of stopping all others behind it.
    """
    options = {"user": user, "changed": changed, "log_action": log_action, "previous_revision": previous_revision}
    if is_scheduled(revision):
        PublishPageRevisionAction(revision, **options).execute(skip_permission_checks=skip_permission_checks)
        return None
    if log_action != SCHEDULED:
        return publish(revision, skip_permission_checks=skip_permission_checks, **options)
    try:
        return publish(revision, skip_permission_checks=True, **options)
    except Refused as refusal:
        logger.warning("Scheduled publication of article %s refused: %s", page.pk, refusal)
        page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=page, action="articles.schedule_refused", user=user, data={"reason": str(refusal)})
        return None


def is_scheduled(revision: Revision) -> bool:
    go_live_at = revision.content.get("go_live_at")
    if not go_live_at:
        return False
    moment = datetime.fromisoformat(go_live_at.replace("Z", "+00:00"))
    return moment > timezone.now()
