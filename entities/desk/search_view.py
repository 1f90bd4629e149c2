"""Admin views of the tag field."""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from entities.lookup import MODELS
from entities.models import Country, Firm, Kind, Programme
from entities.search import Hit, search


def search_entities(request: HttpRequest, kind: str) -> JsonResponse:
    """What fits the words typed, as JSON: id, label, and a word that tells it from others.

    Wagtail lets only people of the admin through: its addresses are wrapped when they are registered.
    """
    if kind not in MODELS:
        raise Http404
    hits = search(kind, request.GET.get("q", ""))
    details = describe(kind, [hit.entity.pk for hit in hits])
    return JsonResponse({"results": [as_result(hit, details) for hit in hits]})


def as_result(hit: Hit, details: dict[int, str]) -> dict[str, str | int]:
    parts = [details.get(hit.entity.pk, "")]
    if hit.alias:
        parts.append(_("also “%s”") % hit.alias)
    return {"id": hit.entity.pk, "label": str(hit.entity), "detail": " · ".join(filter(None, parts))}


def describe(kind: str, keys: list[int]) -> dict[int, str]:
    """What tells one entity from another of its kind: code, kind of programme or home country; one query."""
    if kind == Kind.COUNTRY:
        return {country.pk: country.alpha3 for country in Country.objects.filter(pk__in=keys)}
    if kind == Kind.PROGRAMME:
        programmes = Programme.objects.filter(pk__in=keys)
        return {programme.pk: programme.get_programme_kind_display() for programme in programmes}
    firms = Firm.objects.filter(pk__in=keys, home_country__isnull=False).select_related("home_country")
    return {firm.pk: str(firm.home_country) for firm in firms}
