"""The front page: words of the desk around lists of the record."""

from typing import Any

from django.http import HttpRequest

from articles.models import JournalPage
from articles.reading.presenters import metadata
from articles.reading.presenters.cards import cards, listed
from articles.reading.presenters.notes import listed_notes, public_notes
from articles.reading.presenters.subjects import Subject, subjects
from articles.reading.site_frame import site_frame
from articles.record.models import Publication
from entities.kinds import Kind

OF_EACH_JOURNAL = 4
NEWEST_NOTES = 4
OF_EACH_KIND = 8


def home_context(chosen_lead: int | None, request: HttpRequest) -> dict[str, Any]:
    """What `journal/home.html` prints besides the page itself. chosen_lead: key of the article that the desk chose.

    The number of queries grows with the number of journals and with nothing else.
    """
    frame = site_frame(request)["site_frame"]
    lead = lead_publication(chosen_lead)
    columns = [(journal, newest_of(journal, lead)) for journal in frame.journal_pages]
    publications = [lead] if lead else []
    for _journal, newest in columns:
        publications += newest
    shown = {card["uid"]: card for card in cards(publications, first="lead" if lead else "thumb")}
    return {
        "lead": shown[str(lead.uid)] if lead else None,
        "journals": [
            {
                "name": journal.title,
                "path": frame.path_of(journal),
                "standfirst": journal.standfirst,
                "articles": [shown[str(publication.uid)] for publication in newest],
            }
            for journal, newest in columns
        ],
        "notes": listed_notes(public_notes()[:NEWEST_NOTES]),
        "runs": runs(subjects()),
        "meta": metadata.front(request),
    }


def lead_publication(chosen: int | None) -> Publication | None:
    """The article that the desk chose, while it is public; otherwise the newest."""
    leading = listed().filter(article=chosen).first() if chosen else None
    return leading or listed().first()


def newest_of(journal: JournalPage, lead: Publication | None) -> list[Publication]:
    """Its newest articles, without the one that leads the page."""
    rows = listed().filter(journal=journal)
    return list((rows.exclude(pk=lead.pk) if lead else rows)[:OF_EACH_JOURNAL])


def runs(found: list[Subject]) -> list[dict[str, Any]]:
    """Per kind the subjects most written about: {"kind", "total", "path", "names": [{"name", "path", "count"}]}."""
    rows = []
    for kind in Kind:
        of_kind = [subject for subject in found if subject.kind == kind]
        names = [{"name": s.name, "path": s.path, "count": s.count} for s in of_kind[:OF_EACH_KIND]]
        if names:
            rows.append({"kind": kind.value, "total": len(of_kind), "path": kind.section_path, "names": names})
    return rows
