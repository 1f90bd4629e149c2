"""Plan an import: decide slug, language, authors and tags. Only reads the database, and changes no argument."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from articles.models import ArticlePage, Author, Disclaimer, JournalPage
from articles.models.addresses import address_problem
from articles.models.languages import ARTICLE_LANGUAGES
from entities.matching import Vocabulary
from entities.names import ascii_slug, name_key

from . import limits
from .imported import ImportedArticle, JournalFacts, KnownDisclaimer
from .markdown import plain_text
from .problems import ImportRejected, ImportWarning, RejectionCode, WarningCode
from .tagging import FoundEntities, find_entities

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class PlannedAuthor:
    """A name of the byline and the author of this name. Without an author, one will be created."""

    name: str
    author: Author | None


@dataclass(frozen=True)
class Plan:
    """What will be written, and where. `warnings` are those of the article and those of the plan."""

    article: ImportedArticle
    journal: JournalPage
    slug: str
    language: str
    canonical_url: str
    authors: tuple[PlannedAuthor, ...]
    entities: FoundEntities
    warnings: tuple[ImportWarning, ...]

    def require_date(self) -> None:
        """Raise ImportRejected when the date of first publication is missing, which a publication needs."""
        if self.article.date is None:
            message = _("Publishing needs the date of first publication: give --date YYYY-MM-DD.")
            raise ImportRejected(message, RejectionCode.NO_DATE)


def find_journal(slug: str) -> JournalPage:
    """Return the journal with this slug, or raise ImportRejected with a list of the journals that exist."""
    found = list(JournalPage.objects.filter(slug=slug))
    if len(found) == 1:
        return found[0]
    if found:
        message = _("Several journals have the slug “%(slug)s”.") % {"slug": slug}
        raise ImportRejected(message, RejectionCode.AMBIGUOUS_JOURNAL)
    slugs = ", ".join(JournalPage.objects.order_by("slug").values_list("slug", flat=True))
    if not slugs:
        raise ImportRejected(_("There is no journal yet."), RejectionCode.NO_JOURNAL)
    message = _("There is no journal “%(slug)s”. Journals: %(slugs)s.") % {"slug": slug, "slugs": slugs}
    raise ImportRejected(message, RejectionCode.UNKNOWN_JOURNAL)


def journal_facts(journal: JournalPage) -> JournalFacts:
    """Return a journal's name, standfirst and the disclaimers that may be in its articles."""
    standing = set(journal.standing_disclaimers.values_list("disclaimer_id", flat=True))
    known = [
        KnownDisclaimer(str(disclaimer.uid), disclaimer.title, plain_text(disclaimer.text), disclaimer.pk in standing)
        for disclaimer in Disclaimer.objects.order_by("pk")
        if disclaimer.pk in standing or not disclaimer.retired
    ]
    return JournalFacts(journal.title, journal.standfirst, tuple(known))


def plan_import(article: ImportedArticle, journal: JournalPage) -> Plan:
    """Return the plan for an article in a journal.

    Raises ImportRejected when the slug is in use or the name of an author is too long.
    """
    slug = ascii_slug(article.title, "article")
    reject_slug_in_use(journal, slug)
    warnings = list(article.warnings)
    canonical_url = valid_canonical_url(article, warnings)
    language = article_language(article, warnings)
    entities = find_entities(article, Vocabulary.load(language))
    authors = match_authors(article, warnings)
    return Plan(article, journal, slug, language, canonical_url, authors, entities, tuple(warnings))


def reject_slug_in_use(journal: JournalPage, slug: str) -> None:
    """Raise ImportRejected when the journal has a page with this slug, or another article has or had the address."""
    existing = journal.get_children().filter(slug=slug).first()
    if existing:
        message = _(
            "%(journal)s already has “%(title)s” with the slug “%(slug)s”. To import it again, change the title."
        )
        values = {"journal": journal.title, "title": existing.title, "slug": slug}
        raise ImportRejected(message % values, RejectionCode.SLUG_IN_USE)
    problem = address_problem(ArticlePage(slug=slug), journal)
    if problem:
        message = _("%(problem)s The slug comes from the title: give another one with --title.")
        raise ImportRejected(message % {"problem": " ".join(problem.messages)}, RejectionCode.ADDRESS_PROBLEM)


def valid_canonical_url(article: ImportedArticle, warnings: list[ImportWarning]) -> str:
    """Return the canonical URL. Discard an invalid one and add a warning."""
    url = article.canonical_url
    if not url:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        is_valid = False
    else:
        is_valid = len(url) <= limits.CANONICAL_URL
    if is_valid:
        return url
    message = _("“%(text)s” is not a valid URL; the canonical URL was left empty.") % {"text": url}
    warnings.append(ImportWarning(0, WarningCode.INVALID_CANONICAL_URL, message))
    return ""


def article_language(article: ImportedArticle, warnings: list[ImportWarning]) -> str:
    """Return the file's language, or its base language, if articles can have it. Otherwise English, with a warning."""
    known = {code for code, _label in ARTICLE_LANGUAGES}
    wanted = article.language.replace("_", "-").lower()
    found = next((code for code in (wanted, wanted.split("-")[0]) if code in known), "")
    if wanted and not found:
        message = _("The language “%(text)s” is not available; English was used.") % {"text": article.language}
        warnings.append(ImportWarning(0, WarningCode.UNKNOWN_LANGUAGE, message))
    return found or DEFAULT_LANGUAGE


def match_authors(article: ImportedArticle, warnings: list[ImportWarning]) -> tuple[PlannedAuthor, ...]:
    """Match the names of the byline with the authors, ignoring case and diacritics. Each author appears once."""
    known: dict[str, list[Author]] = {}
    for author in Author.objects.order_by("retired", "pk"):
        known.setdefault(name_key(author.name), []).append(author)
    planned: dict[str, PlannedAuthor] = {}
    for name in article.authors:
        key = name_key(name)
        if not key or key in planned:
            continue
        if len(name) > limits.AUTHOR_NAME:
            message = _("The name of an author has more than %(limit)d characters.") % {"limit": limits.AUTHOR_NAME}
            raise ImportRejected(message, RejectionCode.AUTHOR_NAME_TOO_LONG)
        namesakes = known.get(key, [])
        if len(namesakes) > 1:
            message = _("%(count)d authors are called %(name)s; “%(slug)s” was used.")
            values = {"count": len(namesakes), "name": name, "slug": namesakes[0].slug}
            warnings.append(ImportWarning(0, WarningCode.AUTHORS_WITH_SAME_NAME, message % values))
        planned[key] = PlannedAuthor(name, namesakes[0] if namesakes else None)
    return tuple(planned.values())
