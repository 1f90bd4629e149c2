"""Pages of a long list."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

ARTICLES_PER_PAGE = 20
NOTES_PER_PAGE = 30
AUTHORS_PER_PAGE = 60
DAYS_PER_PAGE = 60
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def get_list_page(
    request: HttpRequest, rows: Any, per_page: int, present: Callable[[Any], Sequence[Any]] = list
) -> Page[Any]:
    """Return the page of a list for which the query parameter `page` asks.

    rows: a queryset or sequence. present: turns the rows of the page into what the template prints.

    Raises Http404 for a page beyond the end, and for a value that is not the number of a page. An empty list has one
    empty page.
    """
    number = request.GET.get("page", "1")
    if not PAGE_NUMBER.fullmatch(number):
        raise Http404(_("There is no such page of this list."))
    try:
        page: Page[Any] = Paginator(rows, per_page).page(int(number))
    except EmptyPage as error:
        raise Http404(_("There is no such page of this list.")) from error
    page.object_list = present(page.object_list)
    return page
