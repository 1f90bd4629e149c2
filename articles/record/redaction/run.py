"""Redacting words or a picture: in one article, or in every article that has them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import ArticlePage
from articles.models.people import Actor

from ..refusals import Refused
from . import pictures
from .acts import Plan, Reason, plan_redaction, redact_article
from .addresses import NeutralAddresses
from .places import Search
from .rows import RowChange, may_change, other_changes, write_changes
from .targets import WordsRemoval
from .words import Words


def redact_words(
    article: ArticlePage,
    words: str | Sequence[str],
    *,
    cause: str,
    order: str = "",
    text: str = "",
    user: Actor = None,
    ignore_case: bool = False,
) -> Plan | None:
    """Remove words from every copy of one article; return what was changed, or None when they were in none.

    words: one text or several. cause: a WithdrawalCause, or "court". order: the order of a court or an authority, text:
    one line; both are public. Raises Refused, with the codes words_too_short, unknown_cause, reason_too_long,
    words_in_reason, chain_does_not_verify and would_not_verify.
    """
    wanted = Words((words,) if isinstance(words, str) else tuple(words), ignore_case)
    reason = Reason(cause, order, text, user)
    check_reason(wanted, reason)
    return redact_article(article.pk, WordsRemoval.of(wanted), reason)


def check_reason(words: Words, reason: Reason) -> None:
    """Raise Refused when the public reason repeats what is redacted."""
    if words.is_in(reason.order) or words.is_in(reason.text):
        raise Refused(_("The text for readers contains what is redacted."), "words_in_reason")


def find_words(words: Words, article_ids: Iterable[int]) -> Iterator[Plan]:
    """Yield what redacting words would change in each of these articles that has them. Writes nothing.

    A plan is false when it changes nothing, because the words are only where they cannot be changed.
    """
    for article_id in article_ids:
        plan = plan_redaction(article_id, WordsRemoval.of(words))
        if plan or plan.kept:
            yield plan


def rows_elsewhere(words: Words, article_ids: Iterable[int]) -> list[RowChange]:
    """Return the values with the words in rows that belong to none of these articles."""
    search = Search(words, NeutralAddresses(words), markup=True)
    return list(other_changes(search, list(article_ids)))


def redact_elsewhere(words: Words) -> list[RowChange]:
    """Remove words from rows that belong to no article, such as biographies; return those that a person must change.

    What is part of a URL, unique or an account is not changed here.
    """
    everything = list(ArticlePage.objects.values_list("pk", flat=True))
    with transaction.atomic():
        found = rows_elsewhere(words, everything)
        write_changes(change for change in found if may_change(change))
    return [change for change in found if not may_change(change)]


def redact_picture(
    original: str,
    *,
    cause: str,
    order: str = "",
    text: str = "",
    user: Actor = None,
    library: bool = False,
    on: str = "",
    progress: Callable[[Plan], None] = lambda plan: None,
) -> list[Plan]:
    """Remove a picture from every article, and its files; return what was changed, one plan for each article.

    original: SHA-256 of the original file. library: whether it is deleted from the library of images as well. Each
    article is one transaction; the files are deleted with the last one. Raises Refused.
    """
    reason = Reason(cause, order, text, user, on)
    removal = pictures.removal_of(original, library=library)
    plans = []
    for article_id in pictures.articles_with(removal):
        if plan := redact_article(article_id, removal, reason):
            plans.append(plan)
            progress(plan)
    pictures.remove_from_library(removal)
    return plans
