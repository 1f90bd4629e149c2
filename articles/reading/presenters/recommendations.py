"""Other articles on the subjects of one article, for its foot."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.reading.presenters.article import related_ids
from articles.reading.presenters.cards import card, listed
from articles.record.images import RecordImages
from articles.record.models import Mention

SHOWN = 3
NAMED = 2


def more_on(copy: dict[str, Any]) -> dict[str, Any] | None:
    """{"heading", "cards"} of the articles that share most subjects with this copy, newer ones first among equals.

    Articles that the text itself recommends are not shown twice. None where there is nothing. Two queries; pictures are
    not asked for, because the foot shows none.
    """
    names = {entity["id"]: entity["name"] for entity in copy["entities"]}
    if not names:
        return None
    shared = listed().filter(mentions__entity__uid__in=list(names)).exclude(uid__in=[copy["uid"], *related_ids(copy)])
    found = list(shared.annotate(shared=Count("mentions")).order_by("-shared", "-published_at", "-pk")[:SHOWN])
    if not found:
        return None
    images = RecordImages([])
    return {"heading": _heading(found, names), "cards": [card(publication, images) for publication in found]}


def _heading(found: list, names: dict[str, str]) -> str:
    """Names the subjects that most of the articles found are about, in the order of the article's own list."""
    mentions = Mention.objects.filter(publication__in=found, entity__uid__in=list(names))
    counted = Counter(str(uid) for uid in mentions.values_list("entity__uid", flat=True))
    first = sorted(counted, key=lambda uid: (-counted[uid], list(names).index(uid)))[:NAMED]
    joined = f" {pgettext('the last of several names', 'and')} ".join(names[uid] for uid in first)
    return _("More on %(names)s") % {"names": joined}
