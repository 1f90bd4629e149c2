"""The front page: text from the admin, and lists of articles, notes and entities from the record."""

from collections.abc import Iterable
from typing import TypedDict

from django.http import HttpRequest

from articles.models import JournalPage
from articles.reading.presenters.cards import Card, listed_publications, make_cards
from articles.reading.presenters.entities import MentionedEntity, mentioned_entities
from articles.reading.presenters.metadata import Metadata, front_page_metadata
from articles.reading.presenters.notes import ListedNote, listed_notes, public_notes
from articles.reading.site_frame import get_site_frame
from articles.record.models import Publication
from entities.kinds import Kind

ARTICLES_PER_JOURNAL = 4
MAX_NOTES = 4
ENTITIES_PER_KIND = 8


class JournalColumn(TypedDict):
    """A journal and its newest articles."""

    name: str
    path: str
    standfirst: str
    articles: list[Card]


class EntityLink(TypedDict):
    name: str
    path: str
    count: int


class EntityRun(TypedDict):
    """The most mentioned entities of one kind. total: of all entities of this kind. path: of their index."""

    kind: str
    total: int
    path: str
    names: list[EntityLink]


class HomeContext(TypedDict):
    """What `journal/home.html` prints besides the page."""

    lead: Card | None
    journals: list[JournalColumn]
    notes: list[ListedNote]
    runs: list[EntityRun]
    meta: Metadata


def home_context(chosen_lead: int | None, request: HttpRequest) -> HomeContext:
    """Return the context of the front page. chosen_lead: primary key of the article that editors chose to lead.

    The number of queries grows with the number of journals and with nothing else.
    """
    frame = get_site_frame(request)
    lead = lead_publication(chosen_lead)
    newest = {journal: newest_publications(journal, lead) for journal in frame.journal_pages}
    publications = [*([lead] if lead else []), *(row for rows in newest.values() for row in rows)]
    cards = {card["uid"]: card for card in make_cards(publications, first="lead" if lead else "thumb")}
    return {
        "lead": cards[str(lead.uid)] if lead else None,
        "journals": [
            {
                "name": journal.title,
                "path": frame.path_of(journal),
                "standfirst": journal.standfirst,
                "articles": [cards[str(publication.uid)] for publication in rows],
            }
            for journal, rows in newest.items()
        ],
        "notes": listed_notes(public_notes()[:MAX_NOTES]),
        "runs": entity_runs(mentioned_entities()),
        "meta": front_page_metadata(request),
    }


def lead_publication(chosen: int | None) -> Publication | None:
    """Return the article that editors chose while it is public, otherwise the newest."""
    leading = listed_publications().filter(article=chosen).first() if chosen else None
    return leading or listed_publications().first()


def newest_publications(journal: JournalPage, lead: Publication | None) -> list[Publication]:
    """Return the newest articles of a journal, without the one that leads the page."""
    rows = listed_publications().filter(journal=journal)
    return list((rows.exclude(pk=lead.pk) if lead else rows)[:ARTICLES_PER_JOURNAL])


def entity_runs(entities: Iterable[MentionedEntity]) -> list[EntityRun]:
    """Return the entities by kind; kinds without any are left out. entities: the most mentioned first."""
    entities = list(entities)
    runs: list[EntityRun] = []
    for kind in Kind:
        of_kind = [entity for entity in entities if entity.kind == kind]
        names: list[EntityLink] = [
            {"name": entity.name, "path": entity.path, "count": entity.count} for entity in of_kind[:ENTITIES_PER_KIND]
        ]
        if names:
            runs.append({"kind": kind.value, "total": len(of_kind), "path": kind.section_path, "names": names})
    return runs
