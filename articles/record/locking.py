"""The order in which things happen to one article."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page

from articles.models import ArticlePage

from .permit import open_permit


@contextmanager
def act_on(page_id: int) -> Iterator[ArticlePage]:
    """One act on an article's record: a transaction, the lock on its row, and the permit to write.

    Gives the article as it stands at the desk. On SQLite the transaction itself is the lock: it is IMMEDIATE.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page_id)
        with open_permit():
            yield ArticlePage.objects.get(pk=page_id)
