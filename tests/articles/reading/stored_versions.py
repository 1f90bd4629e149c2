"""Versions that are written directly to the record, without a publication."""

from django.utils import timezone

from articles.models import ArticlePage
from articles.record.chain import Context, append_entry
from articles.record.models import Version
from articles.record.notes import NoteDraft, write_note_draft
from articles.record.reader_copy import ReaderCopy
from articles.record.transactions import allow_record_writes
from tests import factories as make


def add_versions(article: ArticlePage, numbers: range) -> None:
    """Write versions directly to the record, every second one with a note."""
    publication = make.publication_of(article)
    data = ReaderCopy.of(publication.version).data
    with allow_record_writes():
        for number in numbers:
            text = ReaderCopy(data | {"standfirst": f"Standfirst number {number}."}).version_text()
            publication.version = add_version(article, number, text)
            if number % 2:
                draft = NoteDraft("update", f"Again {number}.")
                write_note_draft(context_of(article), draft, version=number)
        publication.save()


def add_version(article: ArticlePage, number: int, text: str) -> Version:
    entry = append_entry(context_of(article), type="version", text=text, version=number, change_class="")
    version = Version(entry=entry, article=article, number=number, text=text)
    version.save()
    return version


def context_of(article: ArticlePage) -> Context:
    return Context(article, make.publication_of(article).uid, timezone.now(), "Marius Kask")
