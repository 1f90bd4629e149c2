"""Recommended articles at the foot of an article: others about the same entities."""

from collections import Counter
from typing import TypedDict

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.record.images import RecordImages
from articles.record.models import Mention, Publication
from articles.record.reader_copy import CopyData

from .article import related_ids
from .cards import Card, listed_publications, make_card

MAX_ARTICLES = 3
MAX_NAMES = 2


class Recommendations(TypedDict):
    heading: str
    cards: list[Card]


def recommend(copy: CopyData) -> Recommendations | None:
    """Return the articles that share most entities with this copy, newest first among equals; None without any.

    Articles in the copy's own blocks of related articles are left out. Two queries. The cards have no pictures, since
    the foot shows none.
    """
    names = {entity["id"]: entity["name"] for entity in copy["entities"]}
    if not names:
        return None
    others = listed_publications().exclude(uid__in=[copy["uid"], *related_ids(copy)])
    sharing = others.filter(mentions__entity__uid__in=list(names)).annotate(shared=Count("mentions"))
    found = list(sharing.order_by("-shared", "-published_at", "-pk")[:MAX_ARTICLES])
    if not found:
        return None
    images = RecordImages([])
    return {
        "heading": recommendations_heading(found, names),
        "cards": [make_card(publication, images) for publication in found],
    }


def recommendations_heading(found: list[Publication], names: dict[str, str]) -> str:
    """Return a heading with the entities that most of these articles mention. names: by permanent id, in order."""
    mentions = Mention.objects.filter(publication__in=found, entity__uid__in=list(names))
    counted = Counter(str(uid) for uid in mentions.values_list("entity__uid", flat=True))
    first = sorted(counted, key=lambda uid: (-counted[uid], list(names).index(uid)))[:MAX_NAMES]
    joined = f" {pgettext('the last of several names', 'and')} ".join(names[uid] for uid in first)
    return _("More on %(names)s") % {"names": joined}
