"""The values of an article page, built from a reader's copy.

`build` is pure: copy, image files, notes and the cards of related articles are its arguments. It returns
`ArticleValues`, which `templates/reading/article.html` prints. Articles, old versions and previews are built alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.corrections.serializer import NoteData
from articles.models.languages import direction
from articles.record.models import ChangeClass, Placement
from articles.record.plain_text import reading_minutes
from articles.record.reader_copy import CopyData, Disclaimer, Disclosure, EntityReference, Footnote, Person
from entities.kinds import Kind, entity_path

from .article_values import (
    ArticleValues,
    BylineCredit,
    Contributor,
    DisclaimerValues,
    DisclosureValues,
    EntityGroup,
    FootnoteValues,
    ImageResolver,
    Link,
    PlacedNote,
)
from .blocks import RenderContext, build_blocks, disclaimer_title, make_picture
from .cards import Card
from .spans import FootnoteReferences, render_rich_text, render_spans

# For each role of the byline, the label before the names, and that beside one person.
ROLES = {
    "author": (gettext_lazy("By"), gettext_lazy("Author")),
    "interviewer": (gettext_lazy("Interview by"), gettext_lazy("Interviewer")),
    "photographer": (gettext_lazy("Photographs by"), gettext_lazy("Photographer")),
    "translator": (gettext_lazy("Translated by"), gettext_lazy("Translator")),
    "editor": (gettext_lazy("Edited by"), gettext_lazy("Editor")),
}
DISCLOSURES = {
    "funding": gettext_lazy("funding"),
    "employment": gettext_lazy("employment"),
    "board": gettext_lazy("board seat"),
    "client": gettext_lazy("client"),
}

# A line of the text has about twelve words; two entity names in the rail are as high as about three lines.
WORDS_PER_NAME = 18
WORDS_PER_GROUP = 24


def build(
    copy: CopyData,
    *,
    images: ImageResolver,
    notes: Sequence[NoteData] = (),
    redactions: Sequence[NoteData] = (),
    related: Mapping[str, Card] | None = None,
    updated_on: date | None = None,
    preview: bool = False,
) -> ArticleValues:
    """Return the page of this copy.

    notes, redactions: in the order in which they are shown. related: cards of public articles, by the permanent id of
    the article. updated_on: the day of the last substantive change.

    A block of an unknown type raises UnknownBlock in a preview; for readers it is logged and left out.
    """
    entity_groups = group_entities(copy["entities"])
    context = RenderContext(
        images=images,
        references=FootnoteReferences(len(copy["footnotes"])),
        footnotes=render_footnotes(copy["footnotes"]),
        related=related or {},
        path=copy["path"],
        preview=preview,
        rail_words=rail_words(entity_groups),
    )
    values = make_values(copy, context, entity_groups, notes, updated_on)
    below = tuple(PlacedNote(note=redaction, style="foot") for redaction in redactions)
    return replace(values, notes_foot=values.notes_foot + below)


def make_values(
    copy: CopyData,
    context: RenderContext,
    entity_groups: tuple[EntityGroup, ...],
    notes: Sequence[NoteData],
    updated_on: date | None,
) -> ArticleValues:
    blocks = build_blocks(copy["body"], context)
    authors = build_contributors(copy, context.images)
    published_on = date.fromisoformat(copy["first_published"]) if copy["first_published"] else None
    return ArticleValues(
        title=copy["title"],
        standfirst=copy["standfirst"],
        path=copy["path"],
        language=copy["language"],
        direction=direction(copy["language"]),
        journal=copy["journal"],
        authors=authors,
        byline=group_byline(authors),
        published_on=published_on,
        updated_on=updated_on if updated_on != published_on else None,
        minutes=reading_minutes(copy),
        lead=make_picture(copy["lead"], "lead", context.images) if copy["lead"] else None,
        blocks=blocks,
        footnotes=with_back_links(context),
        entities_by_kind=entity_groups,
        disclaimers=tuple(build_disclaimer(disclaimer) for disclaimer in copy["disclaimers"]),
        standing_replaced=copy["standing_replaced"],
        disclosures=general_disclosures(copy),
        notes_top=tuple(note for note in notes if is_above_text(note)),
        notes_foot=tuple(place_below_text(note) for note in notes),
        preview=context.preview,
    )


def related_ids(copy: CopyData) -> list[str]:
    """Return the permanent ids of the articles in blocks of related articles, in order, each once."""
    ids = (article["id"] for block in copy["body"] if block["type"] == "related" for article in block["articles"])
    return list(dict.fromkeys(ids))


def is_above_text(note: NoteData) -> bool:
    return ChangeClass(note["kind"]).rules.placement == Placement.ABOVE_TEXT


def place_below_text(note: NoteData) -> PlacedNote:
    return {"note": note, "style": "pointer" if is_above_text(note) else "foot"}


def group_entities(entities: Iterable[EntityReference]) -> tuple[EntityGroup, ...]:
    """Return the entities by kind, in the order of the kinds."""
    entities = list(entities)
    groups = []
    for kind in Kind:
        of_kind = [entity for entity in entities if entity["kind"] == kind]
        if of_kind:
            links = tuple(entity_link(entity) for entity in of_kind)
            groups.append(EntityGroup(kind.value, str(kind.plural_label), links))
    return tuple(groups)


def entity_link(entity: EntityReference) -> Link:
    """Return name and path of an entity; the path is empty where the slug was redacted."""
    return Link(name=entity["name"], path=entity_path(entity["kind"], entity["slug"]) if entity["slug"] else "")


def rail_words(groups: Iterable[EntityGroup]) -> int:
    """Return how many words of the text are beside the entity names in the rail."""
    return sum(WORDS_PER_GROUP + WORDS_PER_NAME * len(group.names) for group in groups)


def render_footnotes(footnotes: Iterable[Footnote]) -> tuple[FootnoteValues, ...]:
    return tuple(
        FootnoteValues(
            number=number,
            html=render_rich_text(footnote["text"]),
            margin=mark_safe("<br>".join(render_spans(spans, links=False) for spans in footnote["text"])),
        )
        for number, footnote in enumerate(footnotes, start=1)
    )


def with_back_links(context: RenderContext) -> tuple[FootnoteValues, ...]:
    """Return the footnotes with links to their references; after the blocks are built."""
    return tuple(replace(footnote, back=context.references.anchors(footnote.number)) for footnote in context.footnotes)


def build_contributors(copy: CopyData, images: ImageResolver) -> tuple[Contributor, ...]:
    """Return the people of the byline. Disclosures are shown with the first role of their author only."""
    disclosures: dict[str, list[DisclosureValues]] = {}
    for disclosure in copy["disclosures"]:
        disclosures.setdefault(disclosure["author"], []).append(build_disclosure(disclosure))
    return tuple(
        build_contributor(person, tuple(disclosures.pop(person["name"], ())), images) for person in copy["authors"]
    )


def build_contributor(person: Person, disclosures: tuple[DisclosureValues, ...], images: ImageResolver) -> Contributor:
    role = person["role"] if person["role"] in ROLES else "author"
    portrait = make_picture(person["portrait"], "portrait", images) if person["portrait"] else None
    return Contributor(
        name=person["name"],
        path=f"/authors/{person['slug']}/" if person["slug"] else "",
        role=role,
        role_label=str(ROLES[role][1]),
        affiliation=person["affiliation"],
        bio=render_rich_text(person["bio"]),
        portrait=portrait if portrait and portrait.src else None,
        disclosures=disclosures,
    )


def group_byline(authors: Iterable[Contributor]) -> tuple[BylineCredit, ...]:
    groups: dict[str, list[Contributor]] = {}
    for person in authors:
        groups.setdefault(person.role, []).append(person)
    return tuple(BylineCredit(str(ROLES[role][0]), tuple(groups[role])) for role in ROLES if role in groups)


def build_disclosure(disclosure: Disclosure) -> DisclosureValues:
    label = str(DISCLOSURES.get(disclosure["kind"], ""))
    text = disclosure["text"]
    if disclosure["kind"] == "none":
        text = text or _("None: the author has declared no interest in the subject.")
    return DisclosureValues(disclosure["author"], label, text)


def general_disclosures(copy: CopyData) -> tuple[DisclosureValues, ...]:
    """Return the disclosures for the article as a whole, and those of people who are not in the byline."""
    names = {person["name"] for person in copy["authors"]}
    return tuple(
        build_disclosure(disclosure) for disclosure in copy["disclosures"] if disclosure["author"] not in names
    )


def build_disclaimer(disclaimer: Disclaimer) -> DisclaimerValues:
    return DisclaimerValues(
        kind=disclaimer["kind"],
        title=disclaimer_title(disclaimer),
        html=render_rich_text(disclaimer["text"]),
    )
