"""Write a planned import: a draft with its notes beside it, and a publication through the record if asked.

Everything is written in one transaction: a rejected import leaves nothing behind.
"""

import json

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from articles.models import ArticleAuthor, ArticleDisclaimer, ArticlePage, Author, Disclaimer
from articles.record.bulk import Item, publish_all
from articles.record.models import WaitingNote
from articles.record.refusals import Refused
from entities.models import Kind

from .imported import ImportedArticle
from .planning import Plan
from .problems import ImportRejected, RejectionCode

TAG_FIELDS = {Kind.COUNTRY: "countries", Kind.PROGRAMME: "programmes", Kind.FIRM: "firms"}


def write_import(plan: Plan, *, publish: bool = False, user: AbstractBaseUser | None = None) -> ArticlePage:
    """Create the draft with its notes, and publish it if `publish` is set. Return the page.

    Raises ImportRejected when the draft is invalid, the record refuses the publication, or it has no date.
    """
    if publish:
        plan.require_date()
    try:
        with transaction.atomic():
            page = create_draft(plan, user)
            if publish:
                publish_all([Item(page.latest_revision)], user=user, imported=True)
    except ValidationError as error:
        raise ImportRejected(" ".join(error.messages), RejectionCode.INVALID_DRAFT) from error
    except Refused as error:
        raise ImportRejected(error, RejectionCode.PUBLICATION_REFUSED) from error
    page.refresh_from_db()
    return page


def create_draft(plan: Plan, user: AbstractBaseUser | None) -> ArticlePage:
    """Create the page with its first revision, and a WaitingNote for each note."""
    article = plan.article
    page = ArticlePage(
        title=article.title,
        slug=plan.slug,
        standfirst=article.standfirst,
        language=plan.language,
        published_on=article.date,
        canonical_url=plan.canonical_url,
        body=json.dumps([{"type": block.name, "value": block.value} for block in article.blocks]),
        owner=user,
    )
    page.article_authors = [
        ArticleAuthor(author=planned.author or create_author(planned.name), sort_order=order)
        for order, planned in enumerate(plan.authors)
    ]
    page.article_disclaimers = linked_disclaimers(article)
    for kind, field in TAG_FIELDS.items():
        getattr(page, field).add(*plan.entities.of_kind(kind))
    plan.journal.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user)
    page.save_revision(user=user)
    for note in article.notes:
        WaitingNote.objects.create(
            page=page, kind=note.kind.value, text=note.text, dated=note.date, date_text=note.date_as_written
        )
    return page


def create_author(name: str) -> Author:
    """Create an author with nothing but a name."""
    author = Author(name=name)
    author.full_clean()
    author.save()
    return author


def linked_disclaimers(article: ImportedArticle) -> list[ArticleDisclaimer]:
    """Return rows for the article's disclaimers without those that the journal shows under every article."""
    uids = [known.key for known in article.disclaimers if not known.standing]
    by_uid = {str(disclaimer.uid): disclaimer for disclaimer in Disclaimer.objects.filter(uid__in=uids)}
    return [ArticleDisclaimer(disclaimer=by_uid[uid], sort_order=order) for order, uid in enumerate(uids)]
