"""What tests of scheduled acts have in common."""

from articles.record.formats.versions import read_version
from articles.record.models import Act, Version
from articles.record.schedule import carry_out_due
from tests import factories as make


def due(act: Act) -> Act:
    """Carry out an act as the scheduler does when it is due, and return it."""
    make.make_due(act)
    carry_out_due()
    act.refresh_from_db()
    return act


def titles(article) -> list[str]:
    texts = Version.objects.filter(article_id=article.pk).order_by("number").values_list("text", flat=True)
    return [read_version(text)["copy"]["title"] for text in texts]
