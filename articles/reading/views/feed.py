"""The site's Atom feed (RFC 4287): articles, and an entry of its own for each note.

Ids are permanent: `urn:uuid:` with the article's id, and for a note an id made from the article's and the note's number
(RFC 4122, version 5). They change with neither title, address nor host.
"""

import re
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models.addresses import absolute_url
from articles.reading.presenters.cards import WRITERS, listed
from articles.reading.presenters.notes import listed_notes, public_notes
from articles.reading.site_frame import site_frame
from articles.record.models import Publication

LENGTH = 50
# Characters that XML 1.0 cannot hold in any form.
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class SiteFeed(Atom1Feed):
    """Atom with the language of each entry, every author by name, and a summary that is text and not HTML."""

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
    """The newest of both kinds. Readers of feeds ask again and again; unchanged, they get 304."""
    entries = [*article_entries(request), *note_entries(request)]
    entries = sorted(entries, key=lambda entry: entry["place"], reverse=True)[:LENGTH]
    shown = site_frame(request)["site_frame"]
    feed = SiteFeed(
        title=clean(shown.site_name),
        subtitle=clean(shown.tagline) or None,
        link=absolute_url("/"),
        description="",
        language=get_language() or "en",
        feed_url=absolute_url("/feed/"),
        author_name=clean(shown.site_name),
    )
    for entry in entries:
        feed.add_item(**{key: value for key, value in entry.items() if key != "place"})
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


def article_entries(request: HttpRequest) -> list[dict[str, Any]]:
    return [article_entry(publication, request) for publication in listed()[:LENGTH]]


def article_entry(publication: Publication, request: HttpRequest) -> dict[str, Any]:
    """An article by its card. `place` orders the entries; a corrected article does not come first again."""
    card = publication.card
    names = [person["name"] for person in card["authors"] if person["role"] in WRITERS]
    return {
        "place": publication.published_at,
        "title": clean(card["title"]),
        "link": absolute_url(card["path"]),
        "description": clean(card["standfirst"]),
        "unique_id": publication.uid.urn,
        "pubdate": publication.published_at,
        "updateddate": publication.substantive_at,
        "categories": [clean(card["journal"]["name"])],
        "language": card["language"],
        "authors": [clean(name) for name in names],
    }


def note_entries(request: HttpRequest) -> list[dict[str, Any]]:
    return [note_entry(note, request) for note in listed_notes(public_notes()[:LENGTH])]


def note_entry(note: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    added: datetime = note["added"]
    title = _("%(kind)s: %(title)s") % {"kind": note["label"], "title": note["title"]}
    return {
        "place": added,
        "title": clean(title),
        "link": absolute_url(note["url"]),
        "description": clean("\n\n".join(note["paragraphs"])),
        "unique_id": uuid5(UUID(note["uid"]), f"note-{note['number']}").urn,
        "pubdate": added,
        "updateddate": added,
        "categories": [clean(note["journal"]), clean(note["label"])],
    }
