"""Long lists, a page at a time."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

ARTICLES_A_PAGE = 20
NOTES_A_PAGE = 30
AUTHORS_A_PAGE = 60
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def page_of(
    request: HttpRequest, rows: Any, per_page: int, shown: Callable[[Sequence], Sequence] | None = None
) -> Page:
    """The page of a list that `?page=` asks for. `shown` turns its rows into what the template prints.

    Raises Http404 for a page beyond the end and for what is no number of a page. An empty list has one empty page.
    """
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404(_("There is no such page of this list."))
    try:
        page = Paginator(rows, per_page).page(int(number))
    except EmptyPage as beyond:
        raise Http404(_("There is no such page of this list.")) from beyond
    found: Any = page.object_list
    page.object_list = shown(found) if shown else list(found)
    return page
