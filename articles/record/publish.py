"""Publishing: the only code that gives readers a new version of an article.

`publish` does one article. `articles.record.bulk` does many, with the same two functions: `write_publication` writes
one version, `finish_publications` writes what follows from it. All of it happens in one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock, index
from .acts import Decider, cancel_act, context_of, finish_act, hand_to_person, name_article, new_act, open_acts
from .addresses import check_free
from .basis import basis_of, check_basis, standing_message, superseded_message
from .chain import Context, append_entry
from .change_checks import RecordChange, check_record_change
from .formats.heads import format_time
from .formats.versions import Change, VersionContent, new_version, version_text
from .images import store_images
from .models import Act, ActKind, ActState, ChangeClass, Entry, EntryType, Publication, Status, Version
from .models.acts import Basis
from .models.change_classes import most_severe
from .notes import NoteDraft, write_note, write_note_draft
from .pending_notes import take_pending_notes
from .prepare import Prepared, prepare
from .reader_copy import ReaderCopy
from .refusals import Refused
from .restrictions import access_type, tree_access
from .spots import classed_changes
from .transactions import lock_address, lock_article


@dataclass(frozen=True)
class PublishOptions:
    """What a person or an import decides about a publication.

    notes: appended after the version, in the same transaction; the version has the class of the most severe.
    change_class: of a version without notes; empty means unclassified. summary: one public line, or empty.
    supersedes: number of the version that the decision was made against, 0 for none; None does not check.
    accepted: keys of the updated values that replace carried-over ones.
    imported: the version was published elsewhere before, so that no date that readers see moves.
    reinstate: whether a withdrawn article may become public again. basis: what the decision rests on, where it was
    shown to a person. token: of the form (`acts.Decider`). cancel_open: whether a scheduled publication of the article
    is cancelled; otherwise it waits for a person. pending: the notes of an imported text that a scheduled act holds;
    None reads them when the first version is written.
    """

    user: Actor = None
    notes: Sequence[NoteDraft] = ()
    change_class: str = ""
    summary: str = ""
    supersedes: int | None = None
    accepted: frozenset[str] = frozenset()
    imported: bool = False
    reinstate: bool = False
    basis: Basis | None = None
    token: str = ""
    cancel_open: bool = False
    pending: Sequence[NoteDraft] | None = None


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
    reinstate: bool = False,
    changed: bool = True,
    log_action: bool | str = True,
    previous_revision: Revision | None = None,
    skip_permission_checks: bool = True,
) -> Version:
    """Publish a revision of an article and return the version that readers now get.

    The options are those of PublishOptions, and Wagtail's own. With `reinstate` a withdrawn article is reinstated; when
    its text has not changed, no version is made.
    Raises Refused, with a message for the editor, before anything is stored.
    """
    options = PublishOptions(user, notes, change_class, summary, supersedes, accepted, imported, reinstate)
    with lock_article(int(revision.object_id)):
        prepared = prepare(revision, accepted=accepted)
        action = PublishPageRevisionAction(
            prepared.revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
        )
        action.check(skip_permission_checks=skip_permission_checks)
        written = write_publication(prepared, options, action)
        finish_publications([written])
    return written.version


def publish_prepared(prepared: Prepared, options: PublishOptions) -> Version:
    """Publish what was prepared in this transaction. The caller holds the lock on the article.

    Raises Refused before anything is stored, AlreadyDecided when the form was sent twice.
    """
    action = PublishPageRevisionAction(prepared.revision, user=options.user)
    written = write_publication(prepared, options, action)
    finish_publications([written])
    return written.version


def write_publication(
    prepared: Prepared, options: PublishOptions, action: PublishPageRevisionAction, act: Act | None = None
) -> WrittenPublication:
    """Check and write one publication. The caller holds the lock and may write the record.

    act: a scheduled act that is being carried out; None makes one. Raises Refused before anything is written.
    """
    at = clock.now()
    copy = prepared.frozen.copy
    act = act or publication_act(prepared, options, at)
    name_article(act, copy.data["uid"])
    lock_address(prepared.site.pk, prepared.path)
    check_free(prepared.article_id, prepared.site, prepared.path)
    check_publishable(prepared, options, act)
    store_images(copy, prepared.sources)
    end_open_publications(act, prepared, cancel=options.cancel_open)
    execute(action)
    context = context_of(act, copy.data["uid"], at, imported=options.imported)
    version, entries = write_entries(prepared, options, context)
    finish_act(act, at)
    publication = index.save_publication(
        ArticlePage.objects.get(pk=prepared.article_id),
        version,
        copy,
        site=prepared.site,
        at=context.at,
        entries=entries,
    )
    return WrittenPublication(publication, copy, version, entries)


def execute(action: PublishPageRevisionAction) -> None:
    """Publish the page through Wagtail. Raises Refused when the page is invalid, for example because of its slug."""
    try:
        action.execute(skip_permission_checks=True)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "invalid_page") from error


def publication_act(prepared: Prepared, options: PublishOptions, at: datetime) -> Act:
    """Return an unsaved act for a publication that is decided now. Raises AlreadyDecided."""
    return new_act(
        prepared.draft,
        ActKind.PUBLICATION,
        Decider(options.user, options.token),
        basis_of(prepared.publication, prepared.article_id),
        uid=prepared.frozen.copy.data["uid"],
        at=at,
    )


def check_publishable(prepared: Prepared, options: PublishOptions, act: Act) -> None:
    """Raise Refused when the decision no longer has its basis, for a publication that changes nothing, and when a
    registered check rejects it."""
    if options.supersedes is not None:
        check_not_superseded(options.supersedes, prepared.current_number)
    if options.basis is not None:
        check_basis(ActKind.PUBLICATION, options.basis, basis_of(prepared.publication, prepared.article_id))
    elif prepared.reinstates and not options.reinstate:
        raise Refused(standing_message("withdrawn"), "standing_changed")
    if prepared.has_earlier_day and not options.imported:
        message = _("Its day of first publication is earlier than today. Review it and confirm where it was published.")
        raise Refused(message, "earlier_day")
    if prepared.unchanged and not prepared.reinstates:
        raise Refused(_("Nothing that readers see has changed, so there is nothing to publish."), "unchanged")
    check_record_change(
        RecordChange(
            EntryType.VERSION,
            prepared.draft,
            options.user,
            prepared.publication,
            act,
            copy=prepared.frozen.copy,
            notes=options.notes,
            change_class=version_class(prepared, options),
        )
    )


def check_not_superseded(supersedes: int, current: int) -> None:
    """Raise Refused unless `supersedes`, the version that a decision was made against, is the current one."""
    if supersedes != current:
        raise Refused(superseded_message(current), "superseded")


def end_open_publications(act: Act, prepared: Prepared, *, cancel: bool) -> None:
    """End the scheduled publication of an article of which another version is published now.

    A person who was shown it may cancel it; otherwise it waits for a person.
    """
    for other in open_acts(prepared.article_id, ActKind.PUBLICATION):
        if other.pk == act.pk:
            continue
        if cancel:
            cancel_act(other)
        elif other.state == ActState.WAITING:
            hand_to_person(other, superseded_message(prepared.current_number + 1))


def write_entries(prepared: Prepared, options: PublishOptions, context: Context) -> tuple[Version, list[Entry]]:
    """Append the entries of a publication; return the version that readers now get, and the new entries.

    In order: the reinstatement of a withdrawn article, the version unless it is unchanged, its notes, and that it is
    private.
    """
    entries = []
    publication, language = prepared.publication, prepared.frozen.copy.data["language"]
    if publication is not None and prepared.reinstates:
        number = publication.version.number
        reinstatement = replace(context, imported=False)
        entries.append(
            write_note(
                reinstatement,
                type=EntryType.RETURN,
                kind=ChangeClass.RETURN,
                text=options.summary,
                language=language,
                version=number,
            )
        )
    if publication is not None and prepared.unchanged:
        version = publication.version
    else:
        version = write_version(prepared, options, context)
        entries.append(version.entry)
    for draft in [*options.notes, *take_pending_notes(prepared.article_id, version.number, options.pending)]:
        entries.append(write_note_draft(context, draft, version=version.number, language=language))
    entries += write_restriction(prepared, context, version.number)
    return version, entries


def write_restriction(prepared: Prepared, context: Context, version: int) -> list[Entry]:
    """Append the restriction of an article that becomes readable under a view restriction of the page tree, unless its
    chain has one already or will have. No reason is recorded, so it counts as one that protects privacy."""
    publication = prepared.publication
    access = tree_access(prepared.article_id)
    if not access or (publication and publication.private) or open_acts(prepared.article_id, ActKind.RESTRICTION):
        return []
    entry = write_note(
        replace(context, imported=False),
        type=EntryType.RESTRICTION,
        kind=ChangeClass.RESTRICTION,
        text="",
        access=access_type(access),
        since=format_time(context.at),
        language=prepared.frozen.copy.data["language"],
        version=version,
    )
    return [entry]


def write_version(prepared: Prepared, options: PublishOptions, context: Context) -> Version:
    number = prepared.current_number + 1
    text = version_text(prepared.held or version_content(prepared, options))
    change_class = version_class(prepared, options)
    entry = append_entry(context, type=EntryType.VERSION, text=text, version=number, change_class=change_class)
    version = Version(entry=entry, article=prepared.draft, number=number, text=text, revision=prepared.revision.pk)
    version.save()
    return version


def version_content(prepared: Prepared, options: PublishOptions) -> VersionContent:
    """Return the content of the version that a publication makes, with a new nonce.

    Every change is classed with the class of the version; the changes of an imported version have no classes.
    """
    copy = prepared.frozen.copy.data
    if prepared.before is None:
        changes: list[Change] | None = []
    elif options.imported:
        changes = None
    else:
        changes = classed_changes(prepared.before.data, copy, version_class(prepared, options), bool(options.notes))
    return new_version(copy, summary=options.summary, changes=changes)


def version_class(prepared: Prepared, options: PublishOptions) -> str:
    if prepared.publication is None:
        return ChangeClass.FIRST
    return most_severe([draft.kind for draft in options.notes], default=options.change_class)


def finish_publications(written: Iterable[WrittenPublication]) -> None:
    """Write what follows from new versions, once for each article: relations, search rows, signals."""
    articles = list(written)
    for article in articles:
        index.write_relations(article.publication, article.copy)
    index.update_search(article.publication for article in articles)
    for article in articles:
        index.send_recorded(article.publication, article.entries)


def has_been_published(article_id: int) -> bool:
    """Whether readers have ever seen this article; from then on its changes are reviewed before they are published."""
    return Publication.objects.filter(article_id=article_id).exists()


def needs_review(page: ArticlePage) -> bool:
    """Whether an editor must review a draft before it is published.

    Readers have seen the article, a publication of it is scheduled, or the draft has an expiry date, for which a reason
    is asked, or an earlier day of first publication, which is confirmed.
    """
    earlier = page.published_on is not None and page.published_on < timezone.localdate(clock.now())
    return bool(page.expire_at) or earlier or has_been_published(page.pk) or has_open_publication(page.pk)


def has_open_publication(article_id: int) -> bool:
    """Whether a publication of this article is scheduled or needs attention."""
    return bool(open_acts(article_id, ActKind.PUBLICATION))


def is_public(article_id: int) -> bool:
    return Publication.objects.filter(article_id=article_id, status=Status.PUBLIC).exists()
