"""A sample reader's copy with every block of format 1, with the images, notes and cards that its page needs.

`sample_copy()` returns a new copy each time, so that a test may change it.
"""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from tests.articles.reading.sample_body import BODY, image, uid

__all__ = ["SampleImages", "image", "sample_card", "sample_copy", "sample_note", "uid"]


class SampleImages:
    """An ImageResolver with every file except those whose digests are in `missing`."""

    def __init__(self, missing: tuple[str, ...] = (), base: str = "/media/record/"):
        self.missing = missing
        self.base = base

    def get(self, image: dict, spec: str) -> dict[str, Any] | None:
        if image["digest"] in self.missing:
            return None
        return {"src": f"{self.base}{image['digest']}-{spec}.webp", "width": image["width"], "height": image["height"]}

    def srcset(self, image: dict, use: str) -> dict[str, Any] | None:
        found = self.get(image, use)
        if found is None:
            return None
        srcset = f"{found['src']} {found['width']}w"
        return {**found, "srcset": srcset, "sizes": "(min-width: 768px) 680px, 100vw"}


AUTHORS = [
    {
        "id": uid(201),
        "name": "Ilze Kārkliņa",
        "slug": "ilze-karklina",
        "role": "author",
        "affiliation": "Harbour Institute",
        "bio": [[{"text": "Senior fellow for infrastructure at the Harbour Institute; formerly a bridge engineer."}]],
        "portrait": image(11, "Portrait of Ilze Kārkliņa", width=192, height=192),
    },
    {
        "id": uid(202),
        "name": "Tomáš Weil",
        "slug": "tomas-weil",
        "role": "author",
        "affiliation": "Beskid University",
        "bio": [],
        "portrait": image(12, "", width=192, height=192),
    },
    {
        "id": uid(203),
        "name": "Wen Li",
        "slug": "wen-li",
        "role": "translator",
        "affiliation": "",
        "bio": [],
        "portrait": None,
    },
]

COPY: dict[str, Any] = {
    "uid": uid(1),
    "path": "/the-long-frontier/a-ramp/",
    "language": "en",
    "title": "The second height of Kestrel ramp is a defence policy",
    "standfirst": "A ferry ramp was sold as a fishing project. Its axle load, its hinge and the terms of its "
    "loan tell another "
    "story, and the province has reasons not to tell it aloud.",
    "journal": {"id": uid(2), "name": "The Long Frontier", "path": "/the-long-frontier/"},
    "first_published": "2026-03-03",
    "canonical": "",
    "authors": AUTHORS,
    "lead": image(
        10, "A ramp between two quays, a red sun above", "The ramp as drawn in 2025.", "Drawing: the desk", 1904, 1072
    ),
    "body": BODY,
    "footnotes": [
        {
            "id": uid(301),
            "text": [
                [
                    {"text": "Works schedule KS-2, sheets 14 to 17. "},
                    {"text": "In full", "href": "https://example.org/ks2"},
                ]
            ],
        },
        {"id": uid(302), "text": [[{"text": "Fund rules, article 4."}]]},
    ],
    "entities": [
        {"id": uid(401), "kind": "country", "slug": "denmark", "name": "Denmark"},
        {"id": uid(402), "kind": "country", "slug": "norway", "name": "Norway"},
        {"id": uid(403), "kind": "programme", "slug": "sound-crossings-fund", "name": "Sound Crossings Fund"},
        {"id": uid(404), "kind": "firm", "slug": "fjordline-stal", "name": "Fjordline Stål"},
    ],
    "disclaimers": [
        {
            "id": uid(702),
            "kind": "standing",
            "title": "The journal",
            "text": [
                [{"text": "The authors of this journal write for themselves; nobody who employs them need agree."}]
            ],
            "origin": "journal",
        },
        {
            "id": uid(703),
            "kind": "funding",
            "title": "",
            "text": [[{"text": "Work on this article was paid for by the general fund."}]],
            "origin": "article",
        },
    ],
    "standing_replaced": "",
    "disclosures": [
        {"author": "Ilze Kārkliņa", "kind": "employment", "text": "Worked for Fjordline Stål until 2017."},
        {"author": "Tomáš Weil", "kind": "none", "text": ""},
    ],
}


def sample_copy(**changes: Any) -> dict[str, Any]:
    """Return a new sample with some keys changed."""
    return {**deepcopy(COPY), **changes}


def sample_note(number: int = 1, kind: str = "correction", label: str = "Correction", **changes: Any) -> dict[str, Any]:
    """Return a note in the form of the serializer."""
    return {
        "number": number,
        "kind": kind,
        "label": label,
        "at": datetime(2026, 5, 12, 12, 5, tzinfo=UTC),
        "date_text": "12 May 2026, 12:05 UTC",
        "paragraphs": ["The loan is secured by the province. Until today the standfirst named the fund."],
        "version": 2,
        "imported": False,
        "anchor": f"note-{number}",
        "title": COPY["title"],
        "path": COPY["path"],
        "journal": "The Long Frontier",
        "url": f"/record/{uid(1)}/#note-{number}",
        "uid": uid(1),
        "published": ["Marius Kask"],
        "cause": "",
        "change": None,
        "protected": False,
    } | changes


def sample_card(number: int = 501, title: str = "Who reads a loan agreement?", **changes: Any) -> dict[str, Any]:
    """Return a card."""
    return {
        "uid": uid(number),
        "title": title,
        "standfirst": "The covenants are public. That is not the same as being read.",
        "path": "/tideline/loan/",
        "language": "en",
        "journal": {"id": uid(3), "name": "Tideline", "path": "/tideline/"},
        "authors": [{"id": uid(202), "name": "Tomáš Weil", "slug": "tomas-weil", "role": "author"}],
        "published_on": date(2025, 5, 21),
        "minutes": 6,
        "image": None,
        "mark": None,
    } | changes
