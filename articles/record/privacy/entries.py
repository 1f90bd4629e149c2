"""Writing the entry of a restriction or an opening that was decided."""

from wagtail.log_actions import log

from articles.models import ArticlePage

from .. import clock, index
from ..acts import context_of, finish_act
from ..basis import publication_of
from ..models import Act, ActKind, ChangeClass, Entry, EntryType
from ..notes import write_note
from ..restrictions import update_flag_of
from ..withdraw import logged_cause

TYPES = {
    ActKind.RESTRICTION: (EntryType.RESTRICTION, ChangeClass.RESTRICTION),
    ActKind.OPENING: (EntryType.OPENING, ChangeClass.OPENING),
}


def write_privacy_entry(act: Act, article: ArticlePage) -> Entry | None:
    """Write the entry of a waiting restriction or opening. The caller holds the lock and may write the record.

    It has no basis that could change: the article is hidden already, or its restriction is gone. Returns None for an
    opening of an article that is not private, whose act is done without an entry.
    """
    at = clock.now()
    publication = publication_of(article.pk)
    if publication is None or (act.kind == ActKind.OPENING and not publication.private):
        finish_act(act, at)
        return None
    decision = act.decision
    type, change_class = TYPES[ActKind(act.kind)]
    entry = write_note(
        context_of(act, publication.uid, at),
        type=type,
        kind=change_class,
        text=decision.get("text", ""),
        cause=decision.get("cause", ""),
        access=decision.get("access", ""),
        since=decision.get("since", ""),
        language=publication.language,
        version=publication.version.number,
    )
    logged = logged_cause(decision.get("cause", ""), decision.get("text", ""))
    if "words" in logged:
        log(instance=article, action="articles.restrict", user=act.decided_by, data=logged)
    finish_act(act, at)
    index.apply_entries(publication, [entry])
    index.save_changed(publication)
    update_flag_of(article.pk)
    index.update_search([publication])
    index.send_recorded(publication, [entry])
    return entry
