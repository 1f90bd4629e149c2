"""A reader's copy of our own with every block of format 1, and what it needs to be rendered.

`sample_copy()` gives a fresh one each time, so that a test may change what it likes.
"""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

DIGEST = "0f" * 32


def uid(number: int) -> str:
    """A permanent id that is easy to recognise in a failing test."""
    return f"00000000-0000-4000-8000-{number:012d}"


def image(
    number: int, alt: str = "", caption: str = "", credit: str = "", width: int = 1600, height: int = 900
) -> dict:
    """An IMAGE of the copy."""
    return {
        "id": uid(900 + number),
        "digest": f"{number:064d}",
        "focal": None,
        "width": width,
        "height": height,
        "alt": alt,
        "caption": caption,
        "credit": credit,
        "image_credit": "",
    }


class SampleImages:
    """A resolver that has every file, except those whose digests are in `missing`."""

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


def _paragraph(number: int, *spans: dict) -> dict:
    return {"type": "paragraph", "id": uid(number), "text": [list(spans)]}


OPENING = [
    _paragraph(
        101,
        {
            "text": "When the ferry at Kestrel Sound stopped last autumn, the port’s notice ran to nine lines "
            "and spoke of "
        },
        {"text": "maintenance", "italic": True},
        {
            "text": " three times. It did not say that the new ramp would bear forty tonnes on each axle, twice"
            " the weight "
            "of the heaviest lorry on the island, or that its hinge is built for two heights of deck at once."
        },
        {"footnote": 1},
        {"text": " Fish needs neither."},
    ),
    _paragraph(
        102,
        {
            "text": "Ramps are honest documents. A harbour may call a slope what it likes, but the steel has to"
            " be ordered in "
        },
        {"text": "tonnes", "bold": True},
        {"text": ", and someone has to sign for them. The order was placed with "},
        {"text": "Fjordline Stål", "href": "/firms/fjordline-stal/"},
        {"text": ", whose price list is public and whose"},
        {"text": "2", "superscript": True},
        {"text": " smaller yards are not. Water is H"},
        {"text": "2", "subscript": True},
        {"text": "O.\nA line may break where its author broke it."},
    ),
    {"type": "heading", "id": uid(103), "level": 2, "text": "A loan with a destination", "anchor": "a-loan"},
    _paragraph(
        104,
        {
            "text": "Money tells the same story. The Sound Crossings Fund pays for freight, and its rules leave"
            " out whatever "
            "is “of primarily military character”. The word that carries the weight is the adverb, and three lawyers "
            "in three capitals have been paid to weigh it."
        },
        {"footnote": 2},
        {
            "text": " The loan of 118 million crowns is secured by the province, whose officials asked for one "
            "change to the "
            "drawings and got it: the second height. Nobody whom we asked would call it a condition, several called "
            "it a coincidence, and two of those smiled."
        },
    ),
    _paragraph(
        105,
        {
            "text": "The supplier of the hinges had been asked for prices on a wider deck as early as the "
            "spring of the year "
            "before, long before a tender was out. The mayor learned of the second height from the newspaper, and "
            "of its purpose from us, and said so to the council in a sentence that the minutes leave out."
        },
    ),
    {
        "type": "pull_quote",
        "id": uid(106),
        "text": "Fish was the reason that could be given. The ramp was drawn for the reason that could not.",
        "attribution": "",
    },
]

MIDDLE = [
    {
        "type": "image",
        "id": uid(107),
        "image": image(1, "A ramp, half raised over grey water", "The ramp at low water.", "Drawing: the desk"),
        "width": "column",
    },
    {
        "type": "list",
        "id": uid(108),
        "ordered": False,
        "items": [
            [
                {"text": "Publish the load tables, as "},
                {"text": "the neighbours do", "href": "https://example.org/tables"},
            ],
            [{"text": "Name the second user."}, {"footnote": 1}],
        ],
    },
    {"type": "list", "id": uid(109), "ordered": True, "items": [[{"text": "Order steel."}], [{"text": "Say why."}]]},
    {
        "type": "table",
        "id": uid(110),
        "caption": "What the ramps can carry (demonstration figures)",
        "columns": [
            {"heading": "Ramp", "type": "text"},
            {"heading": "Axle load, t", "type": "number"},
            {"heading": "Remark", "type": "rich"},
        ],
        "rows": [
            [[{"text": "Kestrel, old"}], [{"text": "18.0"}], [{"text": "closed"}]],
            [
                [{"text": "Kestrel, new", "bold": True}],
                [{"text": "40.0"}],
                [{"text": "two ", "italic": True}, {"text": "heights"}],
            ],
        ],
    },
    {
        "type": "image",
        "id": uid(111),
        "image": image(2, "", "The sound from the air, drawn.", "Drawing: the desk", 1904, 900),
        "width": "wide",
    },
    {"type": "heading", "id": uid(112), "level": 3, "text": "What the council said", "anchor": "what-the-council-said"},
    {
        "type": "quote",
        "id": uid(113),
        "text": [
            [{"text": "We asked for a ramp. We were given a sentence about a ramp."}],
            [{"text": "We have kept it."}],
        ],
        "attribution": "Minutes of the harbour council",
        "source": "https://example.org/minutes?year=2025&item=4",
    },
    {
        "type": "link_card",
        "id": uid(114),
        "href": "https://example.org/film",
        "title": "The ramp being raised",
        "description": "Four minutes from the quay, without a word spoken.",
        "caption": "Film by the port",
        "kind": "video",
        "host": "example.org",
    },
    {
        "type": "callout",
        "id": uid(115),
        "title": "Why axle loads",
        "text": [
            [{"text": "A lorry spreads its weight over its axles. What counts for a hinge is the heaviest of them."}]
        ],
    },
    {
        "type": "chart",
        "id": uid(116),
        "image": image(
            3, "Bars for three ramps; the newest is twice as high", "Design values, not limits.", "Chart: the desk"
        ),
        "title": "Axle loads of three ramps",
        "source": "Works schedule KS-2",
        "source_url": "https://example.org/schedule",
    },
    {
        "type": "sign_up",
        "id": uid(117),
        "heading": "The Long Frontier, on Thursdays",
        "text": "One letter a week: what we published, and what we corrected.",
    },
]

END = [
    {
        "type": "disclaimer",
        "id": uid(118),
        "disclaimer_id": uid(701),
        "kind": "opinion",
        "title": "Opinion",
        "text": [[{"text": "The views in this section are the author’s own."}]],
    },
    {
        "type": "related",
        "id": uid(119),
        "heading": "Before this",
        "articles": [{"id": uid(501), "title": "Who reads a loan agreement?", "path": "/tideline/loan/"}],
    },
    _paragraph(
        120,
        {
            "text": "A better course is open, and it is duller than it sounds: publish the tables. They say "
            "everything that an "
            "adversary already knows and most of what a voter does not. A government that can draw so exact a policy "
            "can surely afford to caption it."
        },
    ),
]

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
    "body": [*OPENING, *MIDDLE, *END],
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
    """The sample, fresh, with some of its keys changed."""
    return {**deepcopy(COPY), **changes}


def sample_note(number: int = 1, kind: str = "correction", label: str = "Correction", **changes: Any) -> dict[str, Any]:
    """A public note as the serializer gives it."""
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
        "url": f"{COPY['path']}#note-{number}",
    } | changes


def sample_card(number: int = 501, title: str = "Who reads a loan agreement?", **changes: Any) -> dict[str, Any]:
    """An article in a list."""
    return {
        "uid": uid(number),
        "title": title,
        "standfirst": "The covenants are public. That is not the same as being read.",
        "path": "/tideline/loan/",
        "language": "en",
        "journal": {"name": "Tideline", "path": "/tideline/"},
        "authors": [{"name": "Tomáš Weil", "slug": "tomas-weil"}],
        "published_on": date(2025, 5, 21),
        "minutes": 6,
        "image": None,
        "mark": None,
        "withdrawn": False,
    } | changes
