"""From an imported article to the desk, and through the record's one service to readers.

`plan` only reads; `write` does everything in one transaction, so that a refusal leaves nothing behind.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles.models import ArticleAuthor, ArticleDisclaimer, ArticlePage, Author, Disclaimer, JournalPage
from articles.models.addresses import address_problem
from articles.models.languages import ARTICLE_LANGUAGES
from articles.record.models import WaitingNote
from articles.record.publish import publish as publish_revision
from articles.record.refusals import Refused
from entities.matching import Vocabulary
from entities.models import Kind
from entities.names import ascii_slug, name_key

from . import rich
from .imported import ImportedArticle, ImportRefused, JournalFacts, KnownDisclaimer
from .tagging import Findings, find_entities

LONGEST_NAME = 150
LONGEST_ADDRESS = 500
TAG_FIELDS = {Kind.COUNTRY: "countries", Kind.PROGRAMME: "programmes", Kind.FIRM: "firms"}


@dataclass(frozen=True)
class Signatory:
    """A name of the by-line, and the author who has it; without one, an author will be made."""

    name: str
    author: Author | None


@dataclass(frozen=True)
class Plan:
    """What will be written where, so that it can be told before anything is."""

    article: ImportedArticle
    journal: JournalPage
    slug: str
    language: str
    signatories: tuple[Signatory, ...]
    findings: Findings


def find_journal(slug: str) -> JournalPage:
    """The journal at this address, or ImportRefused with the ones that exist."""
    found = list(JournalPage.objects.filter(slug=slug))
    if len(found) == 1:
        return found[0]
    if found:
        raise ImportRefused(_("Several journals have the address “%(slug)s”.") % {"slug": slug})
    slugs = ", ".join(JournalPage.objects.order_by("slug").values_list("slug", flat=True))
    words = _("There is no journal “%(slug)s”. There are: %(slugs)s.") if slugs else _("There is no journal yet.")
    raise ImportRefused(words % {"slug": slug, "slugs": slugs})


def facts_of(journal: JournalPage) -> JournalFacts:
    """What the reader of files has to know of a journal: its name, standfirst and the house's disclaimers."""
    standing = set(journal.standing_disclaimers.values_list("disclaimer_id", flat=True))
    known = [
        KnownDisclaimer(str(row.uid), row.title, rich.plain(row.text), row.pk in standing)
        for row in Disclaimer.objects.order_by("pk")
        if row.pk in standing or not row.retired
    ]
    return JournalFacts(journal.title, journal.standfirst, tuple(known))


def plan(article: ImportedArticle, journal: JournalPage) -> Plan:
    """Decides address, language, authors and tags. Reads only.

    Raises ImportRefused when the address is taken or a name is too long.
    """
    slug = ascii_slug(article.title, "article")
    refuse_taken(journal, slug)
    settle_canonical(article)
    language = settled_language(article)
    findings = find_entities(article, Vocabulary.load(language))
    return Plan(article, journal, slug, language, signatories(article), findings)


def refuse_taken(journal: JournalPage, slug: str) -> None:
    there = journal.get_children().filter(slug=slug).first()
    if there:
        words = _(
            "%(journal)s already has “%(title)s” at the address “%(slug)s”. Give another title to import it again."
        )
        raise ImportRefused(words % {"journal": journal.title, "title": there.title, "slug": slug})
    problem = address_problem(ArticlePage(slug=slug), journal)
    if problem:
        raise ImportRefused(
            _("%(problem)s It comes from the title: give another one.") % {"problem": " ".join(problem.messages)}
        )


def settle_canonical(article: ImportedArticle) -> None:
    """Drops a canonical address that is none, with a doubt."""
    if not article.canonical:
        return
    try:
        URLValidator(schemes=["http", "https"])(article.canonical)
        fits = len(article.canonical) <= LONGEST_ADDRESS
    except ValidationError:
        fits = False
    if not fits:
        article.doubt(0, _("“%(text)s” is no address; the canonical address stays open.") % {"text": article.canonical})
        article.canonical = ""


def settled_language(article: ImportedArticle) -> str:
    """The language that the file names, if articles may have it; English otherwise."""
    known = {code for code, _label in ARTICLE_LANGUAGES}
    wanted = article.language.replace("_", "-").lower()
    found = next((code for code in (wanted, wanted.split("-")[0]) if code in known), "")
    if wanted and not found:
        article.doubt(
            0, _("The language “%(text)s” is not one of ours; taken as English.") % {"text": article.language}
        )
    return found or "en"


def signatories(article: ImportedArticle) -> tuple[Signatory, ...]:
    """The authors by name, whatever the case and diacritics; each once."""
    known: dict[str, list[Author]] = {}
    for author in Author.objects.order_by("retired", "pk"):
        known.setdefault(name_key(author.name), []).append(author)
    found: dict[str, Signatory] = {}
    for name in article.authors:
        key = name_key(name)
        if not key or key in found:
            continue
        if len(name) > LONGEST_NAME:
            raise ImportRefused(
                _("The name of an author has more than %(limit)d characters.") % {"limit": LONGEST_NAME}
            )
        namesakes = known.get(key, [])
        if len(namesakes) > 1:
            words = _("%(count)d authors are called %(name)s; “%(slug)s” was taken.")
            article.doubt(0, words % {"count": len(namesakes), "name": name, "slug": namesakes[0].slug})
        found[key] = Signatory(name, namesakes[0] if namesakes else None)
    return tuple(found.values())


def write(planned: Plan, *, publish: bool = False, user=None) -> ArticlePage:
    """Writes the draft with its notes beside it, and publishes it if asked; all or nothing.

    Raises ImportRefused in words when the desk or the record refuses.
    """
    if publish:
        refuse_undated(planned)
    try:
        with transaction.atomic():
            page = save_draft(planned, user)
            if publish:
                publish_revision(page.latest_revision, user=user, imported=True)
    except ValidationError as error:
        raise ImportRefused(" ".join(error.messages)) from error
    except Refused as refused:
        raise ImportRefused(str(refused)) from refused
    page.refresh_from_db()
    return page


def refuse_undated(planned: Plan) -> None:
    if planned.article.date is None:
        raise ImportRefused(_("Publishing needs the day of the first publication: give --date YYYY-MM-DD."))


def save_draft(planned: Plan, user) -> ArticlePage:
    article = planned.article
    page = ArticlePage(
        title=article.title,
        slug=planned.slug,
        standfirst=article.standfirst,
        language=planned.language,
        published_on=article.date,
        canonical_url=article.canonical,
        body=json.dumps([{"type": block.name, "value": block.value} for block in article.blocks]),
        owner=user,
    )
    page.article_authors = [
        ArticleAuthor(author=signatory.author or new_author(signatory.name), sort_order=order)
        for order, signatory in enumerate(planned.signatories)
    ]
    page.article_disclaimers = article_disclaimers(article)
    for kind, field in TAG_FIELDS.items():
        getattr(page, field).add(*planned.findings.of_kind(kind))
    planned.journal.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user)
    page.save_revision(user=user)
    for note in article.notes:
        WaitingNote.objects.create(
            page=page, kind=note.kind.value, text=note.text, dated=note.date, date_text=note.date_as_written
        )
    return page


def new_author(name: str) -> Author:
    author = Author(name=name)
    author.full_clean()
    author.save()
    return author


def article_disclaimers(article: ImportedArticle) -> list[ArticleDisclaimer]:
    """Rows for disclaimers that the journal does not bring with it."""
    uids = [known.key for known in article.disclaimers if not known.standing]
    by_uid = {str(row.uid): row for row in Disclaimer.objects.filter(uid__in=uids)}
    return [ArticleDisclaimer(disclaimer=by_uid[uid], sort_order=order) for order, uid in enumerate(uids)]
