"""What the review offers: values of today that differ from what readers last saw, told in words."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.record.freeze.carried import Offer

LABELS = {
    "name": _("Name"),
    "slug": _("Name in the address"),
    "affiliation": _("Affiliation"),
    "bio": _("Biography"),
    "portrait": _("Portrait"),
    "path": _("Address"),
    "href": _("Address"),
    "kind": _("Kind"),
    "title": _("Title"),
    "text": _("Text"),
    "digest": _("Picture file"),
    "focal": _("Part of the picture that always shows"),
    "width": _("Width"),
    "height": _("Height"),
    "image_credit": _("Credit"),
}
LONGEST = 160


class Difference(NamedTuple):
    """One value, as readers see it and as it is today."""

    label: str
    old: str
    new: str


class OfferInWords(NamedTuple):
    key: str
    label: str
    differences: list[Difference]
    taken: bool


def in_words(offer: Offer, take: frozenset[str]) -> OfferInWords:
    names = [name for name in offer.new if offer.old.get(name) != offer.new[name]]
    differences = [difference(name, offer.old.get(name), offer.new[name]) for name in names]
    return OfferInWords(offer.key, offer.label, differences, offer.key in take)


def difference(name: str, old: Any, new: Any) -> Difference:
    return Difference(str(LABELS.get(name, name)), short(words_of(old)), short(words_of(new)))


def words_of(value: Any) -> str:
    """A value as plain words: of rich text its text, of a picture the beginning of its digest."""
    if value is None or value in ("", []):
        return str(_("nothing"))
    if isinstance(value, dict):
        return str(value.get("digest", ""))[:12] or str(value.get("text", ""))
    if isinstance(value, list) and all(isinstance(paragraph, list) for paragraph in value):
        return " ".join("".join(span.get("text", "") for span in paragraph) for paragraph in value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
