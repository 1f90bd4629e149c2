"""The views of one article: its current version, its page when it is withdrawn, and the preview of a draft."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from articles.corrections.pictures import admin_picture_url
from articles.corrections.redactions import notes_and_redactions
from articles.corrections.serializer import notes_of
from articles.models import ArticlePage
from articles.record.freeze import Frozen, freeze
from articles.record.images import LibraryImages, RecordImages
from articles.record.models import ChangeClass, Publication
from articles.record.reader_copy import ReaderCopy

from ..presenters.article import build, related_ids
from ..presenters.cards import cards_by_uid
from ..presenters.concealed import conceal
from ..presenters.metadata import article_metadata
from ..presenters.recommendations import recommend
from ..presenters.record_line import make_record_line
from .by_id import picture_url


def article_page(publication: Publication, request: HttpRequest) -> HttpResponse:
    """Show the current version of an article, with its notes."""
    copy = ReaderCopy.of(publication.version)
    notes, redactions = notes_and_redactions(publication)
    images = RecordImages(copy.images(), url=picture_url(publication))
    article = build(
        conceal([copy.data])[0],
        images=images,
        notes=notes,
        redactions=redactions,
        related=cards_by_uid(related_ids(copy.data)),
        updated_on=timezone.localdate(publication.substantive_at),
    )
    context = {
        "article": article,
        "copy": copy.data,
        "meta": article_metadata(article, copy, publication, notes, request, images),
        "more": recommend(copy.data),
        "record": make_record_line(publication, notes),
    }
    return render(request, "reading/article.html", context)


def withdrawn_page(publication: Publication, request: HttpRequest) -> HttpResponse:
    """Show title, authors, dates and the notes of a withdrawn article, without its text. Status 410."""
    notes, redactions = notes_and_redactions(publication)
    withdrawal = [note for note in notes if note["kind"] == ChangeClass.REMOVAL][-1]
    shown = [*redactions, *notes]
    context = {"card": publication.card, "publication": publication, "notes": shown, "withdrawal": withdrawal}
    return render(request, "reading/withdrawn.html", context, status=410)


def article_preview(page: ArticlePage, request: HttpRequest) -> HttpResponse:
    """Show a draft as readers will see it, from a copy that is not stored."""
    frozen = freeze_draft(page)
    publication: Publication | None = getattr(page, "publication", None)
    article = build(
        frozen.copy.data,
        images=LibraryImages(frozen.images, frozen.copy.images(), url=admin_picture_url(publication)),
        notes=notes_of(publication) if publication else [],
        related=cards_by_uid(related_ids(frozen.copy.data)),
        preview=True,
    )
    return render(request, "reading/article.html", {"article": article, "copy": frozen.copy.data, "meta": None})


def freeze_draft(page: ArticlePage) -> Frozen:
    """Return the copy of a page in memory, which may never have been saved."""
    publication: Publication | None = getattr(page, "publication", None) if page.pk else None
    journal = page.get_parent().specific
    first_published: date = page.published_on or (publication.published_on if publication else timezone.localdate())
    return freeze(
        page,
        journal=journal,
        uid=publication.uid if publication else UUID(int=0),
        site=journal.get_site() or Site.objects.get(is_default_site=True),
        path=publication.card["path"] if publication else f"{journal.url or '/'}{page.slug}/",
        first_published=first_published,
        before=ReaderCopy.of(publication.version) if publication else None,
    )
