"""The index of countries, programmes and firms, and the page of each.

Only what public articles mention is listed and counted. An entity that none mentions has a page only where editors
have written a description: an entity may have been created for an article that is not public yet.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entities.facts import Fact, get_facts, text_value
from entities.kinds import Kind
from entities.lookup import FormerAddress, find_by_address
from entities.models import Entity

from ..pagination import ARTICLES_PER_PAGE, get_list_page
from ..presenters.alphabet import group_by_letter, letter_links
from ..presenters.article_values import Link
from ..presenters.cards import listed_publications, make_cards
from ..presenters.entities import (
    ArticleNumbers,
    MentionedEntity,
    article_numbers,
    has_articles,
    kind_in_words,
    mentioned_entities,
    other_spellings,
)
from ..presenters.metadata import page_metadata
from ..rich_text import without_hidden
from .redirects import permanent_redirect

# By kind; "" is the index of all kinds.
STANDFIRSTS = {
    "": gettext_lazy("Every country, programme and firm that our articles are about, with the number of articles."),
    Kind.COUNTRY: gettext_lazy("Every country that our articles are about, with the number of articles."),
    Kind.PROGRAMME: gettext_lazy(
        "Every weapon, alliance, aid or sanctions programme that our articles are about, with the number of articles."
    ),
    Kind.FIRM: gettext_lazy("Every firm that our articles are about, with the number of articles."),
}


class Tab(TypedDict):
    """A link to one of the indexes. count: of its entities. current: whether it is the index shown."""

    label: str
    path: str
    count: int
    current: bool


class EntityRow(TypedDict):
    """An entity in the index. about: its kind in words, or empty."""

    name: str
    path: str
    count: int
    about: str


class SpellingRow(TypedDict):
    """Another name in the index, which leads to the entity."""

    name: str
    see: Link


@require_safe
def entity_list(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Show the entities of one kind, or of all, from A to Z, with the number of their articles."""
    all_entities = mentioned_entities()
    shown = [entity for entity in all_entities if not kind or entity.kind == kind]
    groups = group_by_letter(index_rows(shown, with_countries=not kind))
    title, standfirst = str(Kind(kind).plural_label) if kind else _("Index"), str(STANDFIRSTS[kind])
    context = {
        "title": title,
        "standfirst": standfirst,
        "tabs": index_tabs(all_entities, kind),
        "groups": groups,
        "letters": letter_links(groups),
        "meta": page_metadata(request, title, standfirst),
    }
    return render(request, "reading/index.html", context)


def index_tabs(entities: Sequence[MentionedEntity], current: str) -> list[Tab]:
    """Return the tabs: all kinds, then each kind."""
    tabs: list[Tab] = [{"label": _("All"), "path": "/entities/", "count": len(entities), "current": not current}]
    for kind in Kind:
        count = sum(entity.kind == kind for entity in entities)
        label = str(kind.plural_label)
        tabs.append({"label": label, "path": kind.section_path, "count": count, "current": kind == current})
    return tabs


def index_rows(entities: Iterable[MentionedEntity], *, with_countries: bool) -> list[EntityRow | SpellingRow]:
    """Return the entities and their other spellings.

    with_countries: whether the index has other kinds too, so that a country needs the word “Country”.
    """
    entities = list(entities)
    language = (get_language() or "en").split("-")[0]
    rows: list[EntityRow | SpellingRow] = [
        {
            "name": entity.name,
            "path": entity.path,
            "count": entity.count,
            "about": entity.description if with_countries or entity.kind != Kind.COUNTRY else "",
        }
        for entity in entities
    ]
    for name, entity in other_spellings(entities, language):
        rows.append({"name": name, "see": {"name": entity.name, "path": entity.path}})
    return rows


@require_safe
def entity_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show an entity with its facts and the public articles that mention it."""
    entity = find_by_address(kind, slug)
    if isinstance(entity, FormerAddress):
        return permanent_redirect(entity.path, request)
    if entity is None:
        raise Http404(_("We know nothing by this name."))
    numbers = article_numbers(entity)
    if not numbers["count"] and not strip_tags(entity.description).strip():
        raise Http404(_("There is nothing about this that everybody can read."))
    description = without_hidden(entity.description)
    publications = listed_publications().filter(mentions__entity=entity)
    listing = get_list_page(request, publications, ARTICLES_PER_PAGE, make_cards)
    context = {
        "name": str(entity),
        "description": description,
        "about": kind_in_words(entity),
        "section": Kind(kind).section_path,
        "facts": [*article_facts(numbers), *get_facts(entity, path_if_public)],
        "listing": listing,
        "meta": page_metadata(request, str(entity), strip_tags(description), number=listing.number),
    }
    return render(request, "reading/entity.html", context)


def article_facts(numbers: ArticleNumbers) -> list[Fact]:
    """Return the fact about the entity's articles; empty without any."""
    if numbers["first"] is None:
        return []
    words = ngettext("%(count)d, in %(year)d", "%(count)d, the first in %(year)d", numbers["count"])
    value = words % {"count": numbers["count"], "year": numbers["first"].year}
    return [{"label": _("Articles"), "values": [text_value(value)]}]


def path_if_public(entity: Entity) -> str:
    """Return the path of an entity that a fact names; empty when no public article mentions it."""
    return entity.get_absolute_url() if has_articles(entity) else ""
