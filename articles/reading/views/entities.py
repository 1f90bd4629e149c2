"""The index of countries, programmes and firms, and the page of each.

Listed and counted is only what public articles mention. The page of an entity that none mentions answers where the
desk has written a description for it, and is 404 otherwise: a name kept ready for a draft is nobody's business yet.
"""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.reading.pagination import ARTICLES_A_PAGE, page_of
from articles.reading.presenters import metadata
from articles.reading.presenters.alphabet import grouped, letters
from articles.reading.presenters.cards import cards, listed
from articles.reading.presenters.subjects import Subject, about, about_entity, has_articles, other_names, subjects
from entities.addresses import SECTIONS
from entities.facts import facts
from entities.lookup import Redirected, find
from entities.models import Entity, Kind

TITLES = {
    "": gettext_lazy("Index"),
    Kind.COUNTRY: gettext_lazy("Countries"),
    Kind.PROGRAMME: gettext_lazy("Programmes"),
    Kind.FIRM: gettext_lazy("Firms"),
}
STANDFIRSTS = {
    "": gettext_lazy("Every country, programme and firm that our articles are about, with the number of articles."),
    Kind.COUNTRY: gettext_lazy("Every country that our articles are about, with the number of articles."),
    Kind.PROGRAMME: gettext_lazy(
        "Every weapon, alliance, aid or sanctions programme that our articles are about, with the number of articles."
    ),
    Kind.FIRM: gettext_lazy("Every firm that our articles are about, with the number of articles."),
}


@require_safe
def index(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Names from A to Z with the number of their articles, of one kind or of all."""
    found = subjects()
    shown = [subject for subject in found if not kind or subject.kind == kind]
    groups = grouped(rows(shown, all_kinds=not kind))
    title, standfirst = str(TITLES[kind]), str(STANDFIRSTS[kind])
    context = {
        "title": title,
        "standfirst": standfirst,
        "tabs": tabs(found, kind),
        "groups": groups,
        "letters": letters(groups),
        "meta": metadata.page(request, title, standfirst),
    }
    return render(request, "reading/index.html", context)


def tabs(found: Sequence[Subject], current: str) -> list[dict]:
    """All, countries, programmes, firms: with their numbers."""
    entries = [{"label": _("All"), "path": "/entities/", "count": len(found), "current": not current}]
    for kind in Kind:
        count = sum(subject.kind == kind for subject in found)
        label = str(TITLES[kind])
        entries.append({"label": label, "path": kind.section_path, "count": count, "current": kind == current})
    return entries


def rows(shown: list[Subject], *, all_kinds: bool) -> list[dict]:
    """What the list prints: the names themselves, and other spellings that lead to them.

    A list of countries alone does not say “Country” under each of them.
    """
    names = [
        {
            "name": subject.name,
            "path": subject.path,
            "count": subject.count,
            "about": subject.about if all_kinds or subject.kind != Kind.COUNTRY else "",
        }
        for subject in shown
    ]
    language = (get_language() or "en").split("-")[0]
    spellings = [
        {"name": name, "see": {"name": subject.name, "path": subject.path}}
        for name, subject in other_names(shown, language)
    ]
    return [*names, *spellings]


@require_safe
def detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One entity: what it is, its facts, and the public articles about it."""
    entity = find_by_address(kind, slug)
    if isinstance(entity, FormerAddress):
        return moved(entity.path, request)
    if entity is None:
        raise Http404(_("We know nothing by this name."))
    numbers = about_entity(entity)
    if not numbers["count"] and not strip_tags(entity.description).strip():
        raise Http404(_("We have published nothing about this yet."))
    listing = page_of(request, listed().filter(mentions__entity=entity), ARTICLES_A_PAGE, cards)
    context = {
        "entity": entity,
        "name": str(entity),
        "about": about(entity, entity),
        "section": Kind(kind).section_path,
        "facts": [*articles_fact(numbers), *get_facts(entity, path_of)],
        "listing": listing,
        "meta": metadata.page(request, str(entity), strip_tags(entity.description), number=listing.number),
    }
    return render(request, "reading/entity.html", context)


def articles_fact(numbers: dict) -> list[dict]:
    if not numbers["count"]:
        return []
    words = ngettext("%(count)d, in %(year)d", "%(count)d, the first in %(year)d", numbers["count"])
    value = words % {"count": numbers["count"], "year": numbers["first"].year}
    return [{"label": _("Articles"), "value": value}]


def path_of(entity: Entity) -> str:
    """Where a fact leads that names another entity: nowhere when its page has no articles."""
    return entity.get_absolute_url() if has_articles(entity) else ""


def moved(path: str, request: HttpRequest) -> HttpResponsePermanentRedirect:
    """To the address that something has now, with what was asked of the old one."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
