"""The public pages of an article's versions, below the URL of the article:

    versions/         the list of versions, with time, class, summary and people
    versions/2/       the second version
    versions/1..2/    the comparison of two versions

None of them is for search engines: they are `noindex`, and their canonical URL is the article's. Redirects, view
restrictions and withdrawal are those of the article (`router.py`).
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models.addresses import absolute_url
from articles.models.languages import direction
from articles.record.diff import Hunk, number_hunks, stretches
from articles.record.images import RecordImages
from articles.record.models import Publication, Version
from articles.record.reader_copy import ReaderCopy

from ..presenters.article import build, related_ids
from ..presenters.cards import cards_by_uid
from ..presenters.concealed import conceal
from ..presenters.history import History
from ..presenters.metadata import page_metadata
from .by_id import picture_url

NUMBER = r"[1-9][0-9]{0,6}"
PATH = re.compile(rf"(?P<article>/.+/)(?P<rest>versions/(?:{NUMBER}/|{NUMBER}\.\.{NUMBER}/)?)")


def split_path(path: str) -> tuple[str, str]:
    """Return the path of the article and the rest; both empty for a path that is not one of a page of versions."""
    found = PATH.fullmatch(path)
    return (found["article"], found["rest"]) if found else ("", "")


def serve_versions(publication: Publication, rest: str, request: HttpRequest) -> HttpResponse:
    """Serve the page for `rest`, the second value of `split_path`. Raises Http404 for an unknown version."""
    history = History.of(publication)
    numbers = [int(number) for number in re.findall(NUMBER, rest)]
    check_versions_exist(history, numbers)
    if not numbers:
        if "from" in request.GET:
            return redirect_to_comparison(history, request)
        return version_list(history, request)
    if len(numbers) == 1:
        return version_page(history, numbers[0], request)
    old, new = numbers
    if old >= new:
        return HttpResponsePermanentRedirect(history.path + comparison_path(old, new))
    return comparison_page(history, old, new, request)


def check_versions_exist(history: History, numbers: list[int]) -> None:
    if any(history.version(number) is None for number in numbers):
        raise Http404(_("There is no such version of this article."))


def comparison_path(first: int, second: int) -> str:
    """Return the path, below `versions/`, of the comparison of two versions; of one and the same, that of its page."""
    return f"{first}/" if first == second else f"{min(first, second)}..{max(first, second)}/"


def redirect_to_comparison(history: History, request: HttpRequest) -> HttpResponse:
    """Redirect from the form “Compare” to the page of the comparison."""
    chosen = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(re.fullmatch(NUMBER, number) for number in chosen):
        raise Http404(_("There is no such version of this article."))
    first, second = (int(number) for number in chosen)
    check_versions_exist(history, [first, second])
    return HttpResponseRedirect(history.path + comparison_path(first, second))


def version_list(history: History, request: HttpRequest) -> HttpResponse:
    context = shared_context(history, request, _("Versions of “%(title)s”"))
    return render(request, "reading/versions.html", context)


def version_page(history: History, number: int, request: HttpRequest) -> HttpResponse:
    """Show one version as an article page, with the record's images and the notes that readers saw with it."""
    copy = ReaderCopy.of(Version.objects.get(article_id=history.publication.article_id, number=number))
    article = build(
        conceal([copy.data])[0],
        images=RecordImages(copy.images(), url=picture_url(history.publication)),
        notes=history.notes_until(number),
        redactions=history.redactions,
        related=cards_by_uid(related_ids(copy.data)),
        updated_on=history.updated_on(number),
    )
    title = _("Version %(number)s of “%(title)s”") % {"number": number, "title": copy.data["title"]}
    context = shared_context(history, request, title) | {
        "article": article,
        "copy": copy.data,
        "version": history.version(number),
        "later_notes": history.notes_after(number),
        "newest": history.newest,
        "next_version": history.next_version(number),
    }
    context["meta"]["url"] = absolute_url(request.path)
    return render(request, "reading/version.html", context)


def comparison_page(history: History, old: int, new: int, request: HttpRequest) -> HttpResponse:
    """Show all differences of two versions, and the notes that were published in between."""
    versions = Version.objects.filter(article_id=history.publication.article_id, number__in=[old, new])
    copies = {version.number: ReaderCopy.of(version) for version in versions}
    before, after = conceal([copies[old].data, copies[new].data])
    found = stretches(before, after)
    title = _("“%(title)s”: from version %(old)s to version %(new)s")
    context = shared_context(history, request, title, old=old, new=new) | {
        "old": history.version(old),
        "new": history.version(new),
        "stretches": number_hunks(found),
        "count": sum(isinstance(stretch, Hunk) for stretch in found),
        "concealed": before == after and copies[old].data != copies[new].data,
        "images": RecordImages([*copies[old].images(), *copies[new].images()], url=picture_url(history.publication)),
        "notes": history.notes_between(old, new),
        "language": copies[new].data["language"],
        "direction": direction(copies[new].data["language"]),
    }
    return render(request, "reading/diff.html", context)


def shared_context(history: History, request: HttpRequest, title: str, **values: object) -> dict[str, Any]:
    """Return what all three pages print. title: may have the placeholder `%(title)s` and those of `values`."""
    card = history.publication.card
    title = title % {"title": card["title"], **values} if "%(" in title else title
    metadata = page_metadata(request, title)
    metadata["canonical"] = absolute_url(card["path"])
    return {"meta": metadata, "card": card, "history": history, "language": card["language"]}
