"""The site of the demo: its name, its two journals, their disclaimers and the standing pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoJournal:
    """A journal. Standing disclaimers are keys of DISCLAIMERS."""

    title: str
    standfirst: str
    standing_disclaimers: tuple[str, ...]


@dataclass(frozen=True)
class DemoDisclaimer:
    """A disclaimer. The kind is a value of `DisclaimerKind`; the text is HTML."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class DemoPage:
    """A standing page, with its label in the navigation. The body is HTML."""

    title: str
    standfirst: str
    body: str
    navigation_label: str


NAME = "Sandglass"
TAGLINE = "Two journals of policy on land and at sea"
POSTAL_ADDRESS = "Sandglass (demonstration), 9 Ropewalk, Harlingen"
FOOTER = (
    "<p>Demonstration: this site, its journals, authors, firms and programmes are invented. Countries and places are"
    " real; what is said to happen in them is not.</p>"
)
SIGN_UP_HEADING = "Both journals, by e-mail"
SIGN_UP_TEXT = "What we published, and what we corrected. If an article turns out to be wrong, it says so at the top."
LEAD_ARTICLE = "the-bridge-that-is-counted-twice"

JOURNALS = {
    "eastern-margin": DemoJournal(
        title="The Eastern Margin",
        standfirst="Europe’s eastern neighbours: their borders, armies, railways and grids",
        standing_disclaimers=("demonstration",),
    ),
    "lee-shore": DemoJournal(
        title="Lee Shore",
        standfirst="Ports, cables, ships and the trade that they carry",
        standing_disclaimers=("demonstration", "views"),
    ),
}

DISCLAIMERS = {
    "demonstration": DemoDisclaimer(
        "standing",
        "Demonstration",
        "<p>Demonstration: this journal, its authors and particulars are invented. The firms, programmes, figures and"
        " quotations in this article do not exist outside it.</p>",
    ),
    "views": DemoDisclaimer(
        "opinion",
        "Views of the authors",
        "<p>Articles give the views of those who sign them, and not those of Lee Shore or of anyone who employs"
        " them.</p>",
    ),
    "opinion": DemoDisclaimer(
        "opinion",
        "Comment",
        "<p>This is a comment. It was edited for accuracy and not for balance.</p>",
    ),
    "funding": DemoDisclaimer(
        "funding",
        "Ferrymen’s Fund",
        "<p>Travel for this article was paid by the Ferrymen’s Fund, an invented charity, which saw no part of the"
        " text before it was published.</p>",
    ),
    "translation": DemoDisclaimer(
        "translation",
        "Translated quotations",
        "<p>Words that were spoken in Romanian have been translated for this article. The speakers have not checked"
        " the translation.</p>",
    ),
    "republication": DemoDisclaimer(
        "republication",
        "Trade Papers Review",
        "<p>This article appeared first in the <i>Trade Papers Review</i>, an invented journal, and stands here with"
        " its permission. It has not been changed.</p>",
    ),
}

PAGES = {
    "about": DemoPage(
        "About Sandglass",
        "Two small journals that say when they were wrong. Neither of them exists.",
        "<p>Sandglass publishes <i>The Eastern Margin</i> and <i>Lee Shore</i>. The first deals with Europe’s eastern"
        " neighbours, the second with the sea and with what is carried over it. Both print pieces of about a thousand"
        " words by people who have handled the thing that they write about: a switchyard, a customs form, a cable"
        " that has come up on the grapnel.</p>"
        "<h2>A demonstration</h2>"
        "<p>All this is invented. The journals, the authors, the firms and the programmes were made up so that this"
        " site has something to show. Countries and most places are real. What is said to happen in them is not, and"
        " no figure here should be quoted anywhere.</p>"
        "<h2>How we correct</h2>"
        "<p>When an article was wrong we say so on the article, with the day and the hour, in words that can be"
        " understood without the old text. All such notes stand together on the page of"
        ' <a href="/corrections/">corrections</a>. We do not change an article without a note unless the change is'
        " one of spelling.</p>"
        "<h2>Where the money comes from</h2>"
        "<p>Nowhere, as befits a demonstration. A real journal would name here those who pay for it, with the sums,"
        " and would say what they may not ask in return.</p>",
        "About",
    ),
    "write-for-us": DemoPage(
        "Write for us",
        "What we look for, what we do with it, and what we ask you to declare.",
        "<p>A good piece for us starts from a thing and not from a debate. It tells readers how a form, a crane or a"
        " timetable works, and why this decides more than the summit did.</p>"
        "<h2>What to send</h2>"
        "<ul><li>800 to 1,200 words, in plain English, or in another language if you write better in it.</li>"
        "<li>Every figure with its source. We check them, and we print where they come from.</li>"
        "<li>A sentence on yourself, and a photograph or none.</li></ul>"
        "<h2>What to declare</h2>"
        "<p>Tell us who pays you, on which boards you sit, and who your clients are, so far as it touches the subject."
        " We print it under the article. If there is nothing we print that there is nothing.</p>"
        "<h2>What happens then</h2>"
        "<ol><li>An editor answers within two weeks.</li><li>Someone who knows the subject reads it.</li>"
        "<li>You see the edited text before readers do.</li></ol>"
        "<p>As this is a demonstration, nobody will in fact answer.</p>",
        "Write for us",
    ),
}
