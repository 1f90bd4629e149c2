"""The lock that orders what happens to one article."""

from wagtail.models import Page

from articles.models import ArticlePage


def lock(page_id: int) -> ArticlePage:
    """Lock the article's row until the end of the transaction and return the article as it stands.

    On SQLite the transaction itself is the lock: it is IMMEDIATE.
    """
    Page.objects.select_for_update().get(pk=page_id)
    return ArticlePage.objects.get(pk=page_id)
