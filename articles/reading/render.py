"""From a reader's copy to an article page.

`build` is pure: the copy, the files of its images, its notes and the cards of related articles come in as arguments; an
`ArticleView` goes out, which `templates/reading/article.html` prints. Readers and previews use the same road.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.models.languages import direction
from articles.reading.article_view import (
    ArticleView,
    Card,
    Credit,
    Disclosure,
    Footnote,
    ImageResolver,
    Note,
    Person,
    Statement,
    Subjects,
)
from articles.reading.block_views import Setting, UnknownBlock, build_blocks, disclaimer_title, picture
from articles.reading.spans import Footnotes, render_rich, render_spans
from articles.record.plain import plain_text, reading_minutes
from entities.kinds import entity_path

__all__ = ["ArticleView", "ImageResolver", "UnknownBlock", "build", "plain_text", "reading_minutes", "related_ids"]

# Notes that a reader must meet before the text; the others stand below it.
TOP_KINDS = frozenset({"correction", "editors_note", "concern", "retraction", "removal"})
ROLES = {
    "author": (gettext_lazy("By"), gettext_lazy("Author")),
    "interviewer": (gettext_lazy("Interview by"), gettext_lazy("Interviewer")),
    "photographer": (gettext_lazy("Photographs by"), gettext_lazy("Photographer")),
    "translator": (gettext_lazy("Translated by"), gettext_lazy("Translator")),
    "editor": (gettext_lazy("Edited by"), gettext_lazy("Editor")),
}
KINDS = {
    "country": gettext_lazy("Countries"),
    "programme": gettext_lazy("Programmes"),
    "firm": gettext_lazy("Firms"),
}
DISCLOSURES = {
    "funding": gettext_lazy("funding"),
    "employment": gettext_lazy("employment"),
    "board": gettext_lazy("board seat"),
    "client": gettext_lazy("client"),
}

# About twelve words stand in a line of the text, and about three lines of it beside two names in the rail.
WORDS_BESIDE_A_NAME = 18
WORDS_BESIDE_A_KIND = 24


def build(
    copy: dict[str, Any],
    *,
    images: ImageResolver,
    notes: Sequence[Note] = (),
    related: Mapping[str, Card] | None = None,
    updated_on: date | None = None,
    preview: bool = False,
) -> ArticleView:
    """The page of this copy.

    `notes` are the public notes as `note_data` makes them, and keep their order; `related` are cards by the permanent
    id of their article, of public articles only; `updated_on` is the day of the last change that mattered.

    A block of an unknown type raises `UnknownBlock` in a preview and is logged and left out for readers.
    """
    marks = Footnotes(len(copy["footnotes"]))
    subjects = _subjects(copy["entities"])
    setting = Setting(
        images=images,
        footnotes=marks,
        notes=_footnotes(copy["footnotes"]),
        related=dict(related or {}),
        path=copy["path"],
        preview=preview,
        rail_words=_rail_words(subjects),
    )
    blocks = build_blocks(copy["body"], setting)
    authors = _people(copy, images)
    published_on = date.fromisoformat(copy["first_published"]) if copy["first_published"] else None
    return ArticleView(
        uid=copy["uid"],
        title=copy["title"],
        standfirst=copy["standfirst"],
        path=copy["path"],
        language=copy["language"],
        direction=direction(copy["language"]),
        journal=copy["journal"],
        authors=authors,
        byline=_byline(authors),
        byline_text=_byline_text(authors),
        published_on=published_on,
        updated_on=updated_on if updated_on and updated_on != published_on else None,
        minutes=reading_minutes(copy),
        lead=picture(copy["lead"], "lead", images) if copy["lead"] else None,
        blocks=blocks,
        footnotes=_with_ways_back(setting.notes, marks),
        entities_by_kind=subjects,
        disclaimers=tuple(_statement(disclaimer) for disclaimer in copy["disclaimers"]),
        standing_replaced=copy["standing_replaced"],
        disclosures=_disclosures_without_author(copy),
        notes_top=tuple(note for note in notes if note["kind"] in TOP_KINDS),
        notes_foot=tuple({"note": note, "style": "pointer" if note["kind"] in TOP_KINDS else "foot"} for note in notes),
        preview=preview,
    )


def related_ids(copy: dict[str, Any]) -> list[str]:
    """Permanent ids of the articles named in blocks of related articles, in order, each once."""
    ids = (article["id"] for block in copy["body"] if block["type"] == "related" for article in block["articles"])
    return list(dict.fromkeys(ids))


def _rail_words(subjects: Iterable[Subjects]) -> int:
    return sum(WORDS_BESIDE_A_KIND + WORDS_BESIDE_A_NAME * len(group.names) for group in subjects)


def _subjects(entities: list[dict[str, str]]) -> tuple[Subjects, ...]:
    groups = []
    for kind, label in KINDS.items():
        names = tuple(
            {"name": entity["name"], "path": entity_path(kind, entity["slug"])}
            for entity in entities
            if entity["kind"] == kind
        )
        if names:
            groups.append(Subjects(kind, str(label), names))
    return tuple(groups)


def _footnotes(footnotes: list[dict[str, Any]]) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(
            number=number,
            html=render_rich(footnote["text"]),
            margin=mark_safe("<br>".join(render_spans(spans, links=False) for spans in footnote["text"])),
        )
        for number, footnote in enumerate(footnotes, start=1)
    )


def _with_ways_back(footnotes: Iterable[Footnote], marks: Footnotes) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(note.number, note.html, note.margin, tuple(marks.back_links(note.number))) for note in footnotes
    )


def _people(copy: dict[str, Any], images: ImageResolver) -> tuple[Person, ...]:
    declared: dict[str, list[Disclosure]] = {}
    for disclosure in copy["disclosures"]:
        declared.setdefault(disclosure["author"], []).append(_disclosure(disclosure))
    people = []
    for author in copy["authors"]:
        # A person with two roles has declared once, and it is said once.
        disclosures = tuple(declared.pop(author["name"], ()))
        people.append(_person(author, disclosures, images))
    return tuple(people)


def _person(author: dict[str, Any], disclosures: tuple[Disclosure, ...], images: ImageResolver) -> Person:
    role = author["role"] if author["role"] in ROLES else "author"
    portrait = picture(author["portrait"], "portrait", images) if author["portrait"] else None
    return Person(
        name=author["name"],
        path=f"/authors/{author['slug']}/" if author["slug"] else "",
        role=role,
        role_label=str(ROLES[role][1]),
        affiliation=author["affiliation"],
        bio=render_rich(author["bio"]),
        portrait=portrait if portrait and portrait.src else None,
        disclosures=disclosures,
    )


def _byline(authors: Iterable[Person]) -> tuple[Credit, ...]:
    groups: dict[str, list[Person]] = {}
    for person in authors:
        groups.setdefault(person.role, []).append(person)
    return tuple(Credit(str(ROLES[role][0]), tuple(groups[role])) for role in ROLES if role in groups)


def _byline_text(authors: Sequence[Person]) -> str:
    """The writers' names in one line, for feeds, mails and metadata."""
    names = [person.name for person in authors if person.role in {"author", "interviewer"}]
    if len(names) < 2:
        return "".join(names)
    last = pgettext("the last of several names", "and")
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def _disclosure(disclosure: dict[str, str]) -> Disclosure:
    label = str(DISCLOSURES.get(disclosure["kind"], ""))
    text = disclosure["text"]
    if disclosure["kind"] == "none":
        text = text or _("None: the author has declared no interest in the subject.")
    return Disclosure(disclosure["author"], label, text)


def _disclosures_without_author(copy: dict[str, Any]) -> tuple[Disclosure, ...]:
    """Declarations for the article as a whole, or by somebody who is not among its authors."""
    names = {author["name"] for author in copy["authors"]}
    return tuple(_disclosure(entry) for entry in copy["disclosures"] if entry["author"] not in names)


def _statement(disclaimer: dict[str, Any]) -> Statement:
    return Statement(
        kind=disclaimer["kind"],
        title=disclaimer_title(disclaimer),
        html=render_rich(disclaimer["text"]),
        origin=disclaimer["origin"],
    )
