"""Restricting pages, and reading what the record has of it."""

from wagtail.models import Page, PageViewRestriction

from articles.record.formats.notes import NoteContent, read_note
from articles.record.models import Act, Entry, Publication
from articles.record.privacy.decisions import Readers, restrict
from articles.record.privacy.plans import Plan
from articles.record.verify import verify

LOGIN = Readers("login")
WORDS = "It is read by the members from now on."


def restrict_by_code(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def make_private(page: Page, cause: str = "members", text: str = WORDS, **options: object) -> Plan:
    return restrict(page, LOGIN, cause=cause, text=text, **options)


def types(article: Page) -> list[str]:
    return list(Entry.objects.filter(article_id=article.pk).order_by("position").values_list("type", flat=True))


def newest_note(article: Page) -> NoteContent:
    return read_note(Entry.objects.filter(article_id=article.pk).order_by("position").last().note_row.text)


def state(article: Page) -> tuple[bool, bool, str]:
    """Return (restricted by the page tree, private by the chain, cause)."""
    return Publication.objects.values_list("restricted", "private", "hidden_cause").get(article_id=article.pk)


def public_ids() -> set[int]:
    return set(Publication.objects.public().values_list("article_id", flat=True))


def findings() -> list[str]:
    return [str(finding) for finding in verify()]


def open_kinds() -> list[tuple[str, str]]:
    """Return (kind, state) of the acts that have not been carried out or cancelled."""
    return list(Act.objects.exclude(state__in=["done", "cancelled"]).order_by("pk").values_list("kind", "state"))
