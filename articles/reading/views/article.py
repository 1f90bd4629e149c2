"""The page of one article: from its version, from a draft, or what is left of it once withdrawn."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from articles.corrections.serializer import notes_of
from articles.reading.presenters import cards, metadata
from articles.reading.presenters.article import build, related_ids
from articles.reading.presenters.recommendations import more_on
from articles.reading.presenters.record_line import record_line
from articles.record.freeze import freeze
from articles.record.images import LibraryImages, RecordImages
from articles.record.models import Publication
from articles.record.reader_copy import ReaderCopy


def respond(publication: Publication, request) -> HttpResponse:
    """The article as its current version has it, with its notes."""
    copy = ReaderCopy.of(publication.version)
    notes = notes_of(publication)
    images = RecordImages(copy.images())
    article = build(
        copy.data,
        images=images,
        notes=notes,
        related=cards.by_uid(related_ids(copy.data)),
        updated_on=timezone.localdate(publication.substantive_at),
    )
    meta = metadata.article(article, copy, publication, notes, request, images)
    context = {"article": article, "copy": copy.data, "meta": meta, "more": more_on(copy.data)}
    context["record"] = record_line(publication, notes)
    return render(request, "reading/article.html", context)


def withdrawn(publication: Publication, request) -> HttpResponse:
    """Title, authors, dates, who and why; the text is gone from the public."""
    notes = notes_of(publication)
    context = {"card": publication.card, "publication": publication, "notes": notes, "removal": notes[-1]}
    return render(request, "reading/withdrawn.html", context, status=410)


def preview(page, request) -> HttpResponse:
    """A draft as readers will see it: a copy made on the fly, through the same renderer. Writes nothing."""
    frozen = freeze_draft(page)
    publication = getattr(page, "publication", None)
    article = build(
        frozen.copy.data,
        images=LibraryImages(frozen.images, frozen.copy.images()),
        notes=notes_of(publication) if publication else [],
        related=cards.by_uid(related_ids(frozen.copy.data)),
        preview=True,
    )
    return render(request, "reading/article.html", {"article": article, "copy": frozen.copy.data, "meta": None})


def freeze_draft(page):
    """Freeze a page in memory, which may never have been saved."""
    publication = getattr(page, "publication", None) if page.pk else None
    journal = page.get_parent().specific
    first: date = page.published_on or (publication.published_on if publication else timezone.localdate())
    return freeze(
        page,
        journal=journal,
        uid=publication.uid if publication else UUID(int=0),
        site=journal.get_site() or Site.objects.get(is_default_site=True),
        path=publication.card["path"] if publication else f"{journal.url or '/'}{page.slug}/",
        first_published=first,
        before=ReaderCopy.of(publication.version) if publication else None,
    )
