"""The Atom feed of the site (RFC 4287): an entry for each article and for each note.

Ids are permanent: `urn:uuid:` with the article's id, and for a note a UUID of version 5 (RFC 4122) made from the
article's id and the note's number. They change with neither title nor URL nor host.
"""

import re
from datetime import datetime
from operator import itemgetter
from typing import Any, NotRequired, TypedDict
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models.addresses import absolute_url
from articles.record.models import Publication

from ..presenters.cards import WRITER_ROLES, listed_publications
from ..presenters.notes import ListedNote, listed_notes, public_notes
from ..site_frame import get_site_frame

MAX_ENTRIES = 50
# Characters that XML 1.0 cannot hold in any form.
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedEntry(TypedDict):
    """Arguments of `SyndicationFeed.add_item`. Entries are ordered by `pubdate`."""

    title: str
    link: str
    description: str
    unique_id: str
    pubdate: datetime
    updateddate: datetime
    categories: list[str]
    language: NotRequired[str]
    authors: NotRequired[list[str]]


class SiteFeed(Atom1Feed):
    """Atom with the language and all authors of each entry, and a summary of the type “text” and not “html”."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item.get("language") else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        for name in item.get("authors", ()):
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})


@require_safe
@conditional_page
def site_feed(request: HttpRequest) -> HttpResponse:
    """Show the newest articles and notes. A feed reader that has the current feed gets status 304."""
    entries = [*article_entries(), *note_entries()]
    frame = get_site_frame(request)
    feed = SiteFeed(
        title=remove_non_xml(frame.site_name),
        subtitle=remove_non_xml(frame.tagline) or None,
        link=absolute_url("/"),
        description="",
        language=get_language() or "en",
        feed_url=absolute_url("/feed/"),
        author_name=remove_non_xml(frame.site_name),
    )
    for entry in sorted(entries, key=itemgetter("pubdate"), reverse=True)[:MAX_ENTRIES]:
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def remove_non_xml(text: str) -> str:
    return NOT_XML.sub("", text)


def article_entries() -> list[FeedEntry]:
    return [article_entry(publication) for publication in listed_publications()[:MAX_ENTRIES]]


def article_entry(publication: Publication) -> FeedEntry:
    """Return the entry of an article. A substantive change moves `updateddate`, but not its place in the feed."""
    card = publication.card
    names = [person["name"] for person in card["authors"] if person["role"] in WRITER_ROLES]
    return {
        "title": remove_non_xml(card["title"]),
        "link": absolute_url(card["path"]),
        "description": remove_non_xml(card["standfirst"]),
        "unique_id": publication.uid.urn,
        "pubdate": publication.published_at,
        "updateddate": publication.substantive_at,
        "categories": [remove_non_xml(card["journal"]["name"])],
        "language": card["language"],
        "authors": [remove_non_xml(name) for name in names],
    }


def note_entries() -> list[FeedEntry]:
    return [note_entry(note) for note in listed_notes(public_notes()[:MAX_ENTRIES])]


def note_entry(note: ListedNote) -> FeedEntry:
    title = _("%(kind)s: %(title)s") % {"kind": note["label"], "title": note["title"]}
    if note["protected"]:
        title = _("%(kind)s on an article that is no longer public") % {"kind": note["label"]}
    return {
        "title": remove_non_xml(title),
        "link": absolute_url(note["url"]),
        "description": remove_non_xml("\n\n".join(note["paragraphs"]) or note["cause"]),
        "unique_id": uuid5(UUID(note["uid"]), f"note-{note['number']}").urn,
        "pubdate": note["added"],
        "updateddate": note["added"],
        "categories": [remove_non_xml(category) for category in (note["journal"], note["label"]) if category],
    }
