"""The public pages of an article's versions, below the article's own address:

    versions/         every version with its time, class, summary and people
    versions/2/       the second one, exactly as it stood
    versions/1..2/    what differs between two, word by word

None of them is for search engines: they are `noindex`, and name the article as canonical. They are found, redirected,
guarded and withdrawn with the article (`articles.reading.router`).
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models.addresses import absolute_url
from articles.reading.presenters import cards, metadata
from articles.reading.presenters.article import build, direction, related_ids
from articles.reading.presenters.history import History
from articles.record.diff import Hunk, stretches
from articles.record.images import RecordImages
from articles.record.models import Publication, Version
from articles.record.reader_copy import ReaderCopy

NUMBER = r"[1-9][0-9]{0,6}"
ADDRESS = re.compile(rf"(?P<article>/.+/)(?P<rest>versions/(?:{NUMBER}/|{NUMBER}\.\.{NUMBER}/)?)")


def split(path: str) -> tuple[str, str]:
    """The address of the article and what follows it; both empty when the path is none of a version."""
    found = ADDRESS.fullmatch(path)
    return (found["article"], found["rest"]) if found else ("", "")


def respond(publication: Publication, rest: str, request: HttpRequest) -> HttpResponse:
    """The page that `rest`, the second part of `split`, asks for. Raises Http404 for a number that does not exist."""
    history = History.of(publication)
    numbers = [int(number) for number in re.findall(NUMBER, rest)]
    if any(history.version(number) is None for number in numbers):
        raise Http404(_("There is no such version of this article."))
    if not numbers:
        return compared(history, request) if "from" in request.GET else listed(publication, history, request)
    if len(numbers) == 1:
        return as_it_stood(publication, history, numbers[0], request)
    if numbers[0] >= numbers[1]:
        return HttpResponsePermanentRedirect(history.path + address_of(*numbers))
    return changes(publication, history, numbers[0], numbers[1], request)


def address_of(first: int, second: int) -> str:
    """Below `versions/`: the page of changes from the older to the newer; of one version alone, its page."""
    return f"{first}/" if first == second else f"{min(first, second)}..{max(first, second)}/"


def compared(history: History, request: HttpRequest) -> HttpResponse:
    """What the form “Compare” leads to."""
    chosen = [request.GET.get(name, "") for name in ("from", "to")]
    numbers = [int(number) for number in chosen if re.fullmatch(NUMBER, number)]
    if len(numbers) < len(chosen) or any(history.version(number) is None for number in numbers):
        raise Http404(_("There is no such version of this article."))
    return HttpResponseRedirect(history.path + address_of(*numbers))


def listed(publication: Publication, history: History, request: HttpRequest) -> HttpResponse:
    context = about(publication, history, request, _("Versions of “%(title)s”"))
    return render(request, "reading/versions.html", context)


def as_it_stood(publication: Publication, history: History, number: int, request: HttpRequest) -> HttpResponse:
    """One version by the renderer of the article: with the record's pictures, and the notes that stood while it did."""
    row = history.version(number)
    copy = ReaderCopy.of(Version.objects.get(article_id=publication.article_id, number=number))
    article = build(
        copy.data,
        images=RecordImages(copy.images()),
        notes=history.notes_until(number),
        related=cards.by_uid(related_ids(copy.data)),
        updated_on=history.updated_on(number),
    )
    title = _("Version %(number)s of “%(title)s”") % {"number": number, "title": copy.data["title"]}
    context = about(publication, history, request, title) | {
        "article": article,
        "copy": copy.data,
        "version": row,
        "later_notes": history.notes_after(number),
        "newest": history.newest,
        "until": history.until(number),
    }
    context["meta"]["url"] = absolute_url(request.path)
    return render(request, "reading/version.html", context)


def changes(publication: Publication, history: History, old: int, new: int, request: HttpRequest) -> HttpResponse:
    """All that differs between two versions, with the notes that were published on the way."""
    texts = Version.objects.filter(article_id=publication.article_id, number__in=[old, new])
    copies = {version.number: ReaderCopy.of(version) for version in texts}
    found = stretches(copies[old].data, copies[new].data)
    title = _("“%(title)s”: from version %(old)s to version %(new)s")
    context = about(publication, history, request, title, old=old, new=new) | {
        "old": history.version(old),
        "new": history.version(new),
        "stretches": numbered(found),
        "count": sum(isinstance(item, Hunk) for item in found),
        "images": RecordImages([*copies[old].images(), *copies[new].images()]),
        "notes": history.notes_between(old, new),
        "language": copies[new].data["language"],
        "direction": direction(copies[new].data["language"]),
    }
    return render(request, "reading/diff.html", context)


def numbered(found: list) -> list[dict[str, Any]]:
    """[{"hunk": Hunk, "number": 1}, {"unchanged": Unchanged}, …]"""
    result: list[dict[str, Any]] = []
    number = 0
    for item in found:
        if isinstance(item, Hunk):
            number += 1
            result.append({"hunk": item, "number": number})
        else:
            result.append({"unchanged": item})
    return result


def about(
    publication: Publication, history: History, request: HttpRequest, title: str, **words: object
) -> dict[str, Any]:
    """What all three pages print, with META: the article as canonical, and no page for search engines."""
    card = publication.card
    title = title % {"title": card["title"], **words} if "%(" in title else title
    meta = metadata.page(request, title)
    meta["canonical"] = absolute_url(card["path"])
    return {"meta": meta, "card": card, "history": history, "language": card["language"]}
