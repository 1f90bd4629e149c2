"""The one service that publishes.

It locks the article, freezes the draft, publishes it through Wagtail, adds a version to the chain, moves the
rows by which readers find it, and speaks: all in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models import ArticlePage, public_name

from . import clock, images, index, notes
from .chain import append
from .freeze import Frozen
from .locking import act_on
from .models import ChangeClass, Decision, Entry, EntryType, Publication, Status, Version, WaitingNote
from .notes import NoteDraft
from .prepare import Prepared, prepare
from .refusals import Refused


@dataclass(frozen=True)
class Act:
    """Who publishes, when, and what is said about it."""

    at: datetime
    published: str
    notes: Sequence[NoteDraft]
    change_class: str
    summary: str
    imported: bool


def publish(
    revision: Revision,
    *,
    user=None,
    notes: Sequence[NoteDraft] = (),
    change_class: str = "",
    summary: str = "",
    supersedes: int | None = None,
    take: frozenset[str] = frozenset(),
    imported: bool = False,
    changed: bool = True,
    log_action: bool | str = True,
    previous_revision: Revision | None = None,
    skip_permission_checks: bool = True,
) -> Version:
    """Publish a revision of an article and return the version that readers now get.

    notes: written after the version, in the same transaction; its class is then that of the gravest.
    change_class: the class of a version without notes; empty means unclassified.
    supersedes: the version against which the decision was taken, 0 for none; None does not ask.
    take: keys of values from elsewhere that are taken as they are today.
    A withdrawn article comes back; without a change it comes back as it was, and no version is made.
    Raises Refused with words for the editor; nothing has then been stored.
    """
    action = PublishPageRevisionAction(
        revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
    )
    action.check(skip_permission_checks=skip_permission_checks)
    with act_on(int(revision.object_id)):
        prepared = prepare(revision, user=user, notes=notes, take=take)
        check(prepared, supersedes)
        keep_images(prepared.frozen)
        action.execute(skip_permission_checks=True)
        act = Act(clock.now(), public_name(user), notes, change_class, summary, imported)
        return write(prepared, revision, act)


def check(prepared: Prepared, supersedes: int | None) -> None:
    """Refuse what was decided against another version, and what changes nothing for readers."""
    if supersedes is not None and supersedes != prepared.number:
        words = _("Version %(number)d was published meanwhile. Look at the changes again; your draft is kept.")
        raise Refused(words % {"number": prepared.number}, "superseded")
    public = prepared.publication is not None and prepared.publication.status == Status.PUBLIC
    if public and prepared.unchanged:
        raise Refused(_("Nothing that readers see has changed, so there is nothing to publish."), "unchanged")


def write(prepared: Prepared, revision: Revision, act: Act) -> Version:
    """Write chain and index. The caller holds the lock and the permit."""
    article = ArticlePage.objects.get(pk=prepared.draft.pk)
    version, entries = write_chain(prepared, revision, act)
    publication = index.write(
        article,
        version,
        prepared.frozen.copy,
        site=prepared.site,
        at=act.at,
        substantive=version.entry.change_class != ChangeClass.COPY_EDIT,
    )
    index.refresh(publication, moved_at=act.at if told_today(entries) else None)
    Decision.objects.filter(article_id=article.pk).delete()
    index.announce(publication, entries)
    return version


def write_chain(prepared: Prepared, revision: Revision, act: Act) -> tuple[Version, list[Entry]]:
    """Write what readers get and are told: the version that they have from now on, and every entry of this act."""
    entries = come_back(prepared, act)
    version = prepared.publication.version if prepared.publication and prepared.unchanged else None
    if version is None:
        version = write_version(prepared, revision, act)
        entries.append(version.entry)
    article, uid = prepared.draft, prepared.frozen.copy.data["uid"]
    for draft in [*act.notes, *waiting(article, version.number)]:
        entries.append(
            notes.write_draft(article, uid, draft, version=version.number, published=act.published, at=act.at)
        )
    return version, entries


def told_today(entries: list[Entry]) -> bool:
    """Whether readers are told something by these entries that was not told elsewhere before."""
    return any(entry.type != EntryType.VERSION and not entry.imported for entry in entries)


def come_back(prepared: Prepared, act: Act) -> list[Entry]:
    """The entry by which a withdrawn article returns to the public."""
    publication = prepared.publication
    if publication is None or publication.status != Status.WITHDRAWN:
        return []
    entry = notes.write(
        prepared.draft,
        publication.uid,
        type=EntryType.RETURN,
        kind=ChangeClass.RETURN,
        text=act.summary,
        version=publication.version.number,
        published=act.published,
        at=act.at,
    )
    return [entry]


def write_version(prepared: Prepared, revision: Revision, act: Act) -> Version:
    number, text = prepared.number + 1, prepared.frozen.copy.sealed(act.summary)
    entry = append(
        prepared.draft,
        uid=prepared.frozen.copy.data["uid"],
        type=EntryType.VERSION,
        at=act.at,
        text=text,
        version=number,
        change_class=class_of(number, act),
        published=act.published,
        imported=act.imported,
    )
    version = Version(entry=entry, article=prepared.draft, number=number, text=text, revision=revision.pk)
    version.save()
    return version


def class_of(number: int, act: Act) -> str:
    if number == 1:
        return ChangeClass.FIRST
    order = list(ChangeClass.values)
    return max((draft.kind for draft in act.notes), key=order.index, default=act.change_class)


def waiting(article: ArticlePage, number: int) -> list[NoteDraft]:
    """The notes that came with an imported text; the first publication takes them up."""
    if number != 1:
        return []
    rows = list(WaitingNote.objects.filter(page_id=article.pk))
    WaitingNote.objects.filter(page_id=article.pk).delete()
    return [NoteDraft(row.kind, row.text, row.dated, row.date_text, imported=True) for row in rows]


def keep_images(frozen: Frozen) -> None:
    """Copy every image of the copy, in the sizes in use, to the record's files."""
    uses: dict[tuple, set[str]] = {}
    by_key: dict[tuple, dict] = {}
    for image, wanted in frozen.copy.image_uses():
        key = (image["digest"], images.focal_key(image))
        by_key[key] = image
        uses.setdefault(key, set()).update(wanted)
    for key, image in by_key.items():
        images.keep(image, frozen.images.get(image["digest"]), uses[key])


def seen_by_readers(article_id: int) -> bool:
    """Whether readers have ever reached this article; from then on its changes are reviewed."""
    return Publication.objects.filter(article_id=article_id).exists()
