"""Publishing: the only code that gives readers a new version of an article.

`publish` does one article. `articles.record.bulk` does many, with the same two functions: `write_publication` writes
one version, `finish_publications` writes what follows from it. All of it happens in one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models import ArticlePage, public_name
from articles.models.people import Actor

from . import clock, index
from .chain import Context, append_entry
from .change_checks import RecordChange, check_record_change
from .images import store_images
from .models import ChangeClass, Decision, Entry, EntryType, Publication, Status, Version, WaitingNote
from .models.change_classes import most_severe
from .notes import NoteDraft, write_note, write_note_draft
from .prepare import Prepared, prepare
from .reader_copy import ReaderCopy
from .refusals import Refused
from .transactions import lock_article


@dataclass(frozen=True)
class PublishOptions:
    """What a person or an import decides about a publication.

    notes: appended after the version, in the same transaction; the version has the class of the most severe.
    change_class: of a version without notes; empty means unclassified. summary: one public line, or empty.
    supersedes: number of the version that the decision was made against, 0 for none; None does not check.
    accepted: keys of the updated values that replace carried-over ones.
    imported: the version was published elsewhere before, so that no date that readers see moves.
    """

    user: Actor = None
    notes: Sequence[NoteDraft] = ()
    change_class: str = ""
    summary: str = ""
    supersedes: int | None = None
    accepted: frozenset[str] = frozenset()
    imported: bool = False


@dataclass(frozen=True)
class WrittenPublication:
    """A publication that has been written, with the entries that were appended to its chain."""

    publication: Publication
    copy: ReaderCopy
    version: Version
    entries: Sequence[Entry]


def publish(
    revision: Revision,
    *,
    user: Actor = None,
    notes: Sequence[NoteDraft] = (),
    change_class: str = "",
    summary: str = "",
    supersedes: int | None = None,
    accepted: frozenset[str] = frozenset(),
    imported: bool = False,
    changed: bool = True,
    log_action: bool | str = True,
    previous_revision: Revision | None = None,
    skip_permission_checks: bool = True,
) -> Version:
    """Publish a revision of an article and return the version that readers now get.

    The options are those of PublishOptions, and Wagtail's own. A withdrawn article is reinstated; when its text has
    not changed, no version is made.
    Raises Refused, with a message for the editor, before anything is stored.
    """
    options = PublishOptions(user, notes, change_class, summary, supersedes, accepted, imported)
    action = PublishPageRevisionAction(
        revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
    )
    action.check(skip_permission_checks=skip_permission_checks)
    with lock_article(int(revision.object_id)):
        written = write_publication(revision, options, action)
        finish_publications([written])
    return written.version


def write_publication(
    revision: Revision, options: PublishOptions, action: PublishPageRevisionAction
) -> WrittenPublication:
    """Check, freeze and write one publication. The caller holds the lock and may write the record.

    Raises Refused before anything is written.
    """
    prepared = prepare(revision, accepted=options.accepted)
    check_publishable(prepared, options)
    store_images(prepared.frozen)
    action.execute(skip_permission_checks=True)
    copy = prepared.frozen.copy
    context = Context(
        article=prepared.draft,
        uid=copy.data["uid"],
        at=clock.now(),
        published=public_name(options.user),
        imported=options.imported,
    )
    version, entries = write_entries(prepared, revision, options, context)
    publication = index.save_publication(
        ArticlePage.objects.get(pk=prepared.draft.pk),
        version,
        copy,
        site=prepared.site,
        at=context.at,
        entries=entries,
    )
    return WrittenPublication(publication, copy, version, entries)


def check_publishable(prepared: Prepared, options: PublishOptions) -> None:
    """Raise Refused for a decision made against another version, for a publication that changes nothing, and when a
    registered check rejects it."""
    if options.supersedes is not None:
        check_not_superseded(options.supersedes, prepared.current_number)
    if prepared.unchanged and not prepared.reinstates:
        raise Refused(_("Nothing that readers see has changed, so there is nothing to publish."), "unchanged")
    check_record_change(
        RecordChange(
            EntryType.VERSION,
            prepared.draft,
            options.user,
            prepared.publication,
            copy=prepared.frozen.copy,
            notes=options.notes,
            change_class=version_class(prepared, options),
        )
    )


def check_not_superseded(supersedes: int, current: int) -> None:
    """Raise Refused unless `supersedes`, the version that a decision was made against, is the current one."""
    if supersedes != current:
        message = _("Version %(number)d was published in the meantime. Review the changes again; your draft is kept.")
        raise Refused(message % {"number": current}, "superseded")


def write_entries(
    prepared: Prepared, revision: Revision, options: PublishOptions, context: Context
) -> tuple[Version, list[Entry]]:
    """Append the entries of a publication; return the version that readers now get, and the new entries.

    In order: the reinstatement of a withdrawn article, the version unless it is unchanged, its notes.
    """
    entries = []
    publication = prepared.publication
    if publication is not None and prepared.reinstates:
        number = publication.version.number
        reinstatement = replace(context, imported=False)
        entries.append(
            write_note(
                reinstatement,
                type=EntryType.RETURN,
                kind=ChangeClass.RETURN,
                text=options.summary,
                version=number,
            )
        )
    if publication is not None and prepared.unchanged:
        version = publication.version
    else:
        version = write_version(prepared, revision, options, context)
        entries.append(version.entry)
    pending = take_pending_notes(prepared.draft) if version.number == 1 else []
    for draft in [*options.notes, *pending]:
        entries.append(write_note_draft(context, draft, version=version.number))
    return version, entries


def write_version(prepared: Prepared, revision: Revision, options: PublishOptions, context: Context) -> Version:
    number = prepared.current_number + 1
    text = prepared.frozen.copy.version_text(options.summary)
    change_class = version_class(prepared, options)
    entry = append_entry(context, type=EntryType.VERSION, text=text, version=number, change_class=change_class)
    version = Version(entry=entry, article=prepared.draft, number=number, text=text, revision=revision.pk)
    version.save()
    return version


def version_class(prepared: Prepared, options: PublishOptions) -> str:
    if prepared.publication is None:
        return ChangeClass.FIRST
    return most_severe([draft.kind for draft in options.notes], default=options.change_class)


def take_pending_notes(article: ArticlePage) -> list[NoteDraft]:
    """Delete the notes that came with an imported text, and return them to be written with the first version."""
    rows = WaitingNote.objects.filter(page_id=article.pk)
    drafts = [NoteDraft(row.kind, row.text, row.dated, row.date_text, imported=True) for row in rows]
    rows.delete()
    return drafts


def finish_publications(written: Iterable[WrittenPublication]) -> None:
    """Write what follows from new versions, once for each article: relations, search rows, signals.

    Deletes the decisions that were made for scheduling them.
    """
    articles = list(written)
    for article in articles:
        index.write_relations(article.publication, article.copy)
    index.update_search(article.publication for article in articles)
    Decision.objects.filter(article_id__in=[article.publication.article_id for article in articles]).delete()
    for article in articles:
        index.send_recorded(article.publication, article.entries)


def has_been_published(article_id: int) -> bool:
    """Whether readers have ever seen this article; from then on its changes are reviewed before they are published."""
    return Publication.objects.filter(article_id=article_id).exists()


def needs_review(page: ArticlePage) -> bool:
    """Whether an editor must review a draft before it is published: readers have seen the article, or the draft has an
    expiry date, for which a reason is asked."""
    return bool(page.expire_at) or has_been_published(page.pk)


def current_version_number(article_id: int) -> int:
    """Return the number of the version that readers have; 0 before the first publication."""
    publication = Publication.objects.select_related("version").filter(article_id=article_id).first()
    return publication.version.number if publication else 0


def is_public(article_id: int) -> bool:
    return Publication.objects.filter(article_id=article_id, status=Status.PUBLIC).exists()
