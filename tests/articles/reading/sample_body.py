"""The body of the sample copy: every block of format 1."""


def uid(number: int) -> str:
    """Return a permanent id that is easy to recognise in a failing test."""
    return f"00000000-0000-4000-8000-{number:012d}"


def image(
    number: int, alt: str = "", caption: str = "", credit: str = "", width: int = 1600, height: int = 900
) -> dict:
    """Return an image of the copy."""
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


def paragraph_block(number: int, *spans: dict) -> dict:
    return {"type": "paragraph", "id": uid(number), "text": [list(spans)]}


OPENING = [
    paragraph_block(
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
    paragraph_block(
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
    paragraph_block(
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
    paragraph_block(
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
    paragraph_block(
        120,
        {
            "text": "A better course is open, and it is duller than it sounds: publish the tables. They say "
            "everything that an "
            "adversary already knows and most of what a voter does not. A government that can draw so exact a policy "
            "can surely afford to caption it."
        },
    ),
]

BODY = [*OPENING, *MIDDLE, *END]
