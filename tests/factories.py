"""Functions that create the objects of tests.

They leave out Wagtail's reference index (where an image or page is used) and its search rows of pages, authors and
images, which take a third of the time of a save. Readers search other rows, which the record writes itself. A test
about usage or about the admin's search calls `update_indexes` first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from modelsearch import signal_handlers
from PIL import Image as PillowImage
from wagtail.models import Site
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
    update_reference_index_on_save,
)

from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Author,
    Disclaimer,
    EditorialImage,
    JournalDisclaimer,
    JournalPage,
    PublicName,
)
from articles.record.models import Act, Publication, Version
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions, publish
from articles.record.schedule import schedule_publication
from articles.record.transactions import lock_article
from entities.models import Country, Firm, Programme

numbers = count(1)


@contextmanager
def no_indexes() -> Iterator[None]:
    """Do not update Wagtail's reference index and its search rows of pages. May be used inside itself."""
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    with disable_reference_index_auto_update(), patch.object(signal_handlers, "insert_or_update_object_task"):
        yield


def update_indexes(instance: Model) -> None:
    """Write what the factories leave out for an object."""
    update_reference_index_on_save(instance)
    signal_handlers.post_save_signal_handler(instance)


def make_site() -> Site:
    """The site that the migrations made."""
    return Site.objects.get(is_default_site=True)


@no_indexes()
def make_journal(title: str = "Tideline", *, disclaimers=(), **fields) -> JournalPage:
    """A live journal under the home page, without a revision."""
    fields.setdefault("standfirst", "Ports and cables")
    journal = JournalPage(title=title, first_published_at=timezone.now(), last_published_at=timezone.now(), **fields)
    for position, disclaimer in enumerate(disclaimers):
        journal.standing_disclaimers.add(JournalDisclaimer(disclaimer=disclaimer, sort_order=position))
    make_site().root_page.add_child(instance=journal)
    return JournalPage.objects.get(pk=journal.pk)


@no_indexes()
def make_author(name: str = "Ilinca Drăgan", **fields) -> Author:
    return Author.objects.create(name=name, **fields)


@no_indexes()
def make_disclaimer(text: str = "<p>Views are the author’s own.</p>", **fields) -> Disclaimer:
    return Disclaimer.objects.create(title=fields.pop("title", f"Standing {next(numbers)}"), text=text, **fields)


def make_country(alpha2: str = "BY") -> Country:
    """A country of the vocabulary that the migrations made."""
    return Country.objects.get(alpha2=alpha2)


@no_indexes()
def make_programme(name: str = "Polonez", **fields) -> Programme:
    return Programme.objects.create(name=name, **fields)


@no_indexes()
def make_firm(name: str = "Kret", **fields) -> Firm:
    return Firm.objects.create(name=name, **fields)


@no_indexes()
def make_image(title: str = "Bridge", *, colour=(200, 40, 40), size=(640, 400), **fields) -> EditorialImage:
    content = BytesIO()
    PillowImage.new("RGB", size, colour).save(content, "JPEG")
    file = ContentFile(content.getvalue(), name=f"picture-{next(numbers)}.jpg")
    return EditorialImage.objects.create(title=title, file=file, width=size[0], height=size[1], **fields)


def paragraph(html: str) -> tuple[str, str]:
    return ("paragraph", f"<p>{html}</p>")


@no_indexes()
def make_draft(
    journal: JournalPage, title: str = "", *, authors=(), countries=(), programmes=(), firms=(), **fields
) -> ArticlePage:
    """An article with a first revision that readers have not seen."""
    title = title or f"Article number {next(numbers)}"
    fields.setdefault("body", [paragraph("The first span is due in October.")])
    article = ArticlePage(title=title, **fields)
    for position, author in enumerate(authors):
        article.article_authors.add(ArticleAuthor(author=author, sort_order=position))
    article.countries.set(countries)
    article.programmes.set(programmes)
    article.firms.set(firms)
    journal.add_child(instance=article)
    article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


@no_indexes()
def publish_draft(article: ArticlePage, **options) -> Version:
    """Publish the newest revision through the record's service."""
    return publish(article.get_latest_revision(), **options)


@no_indexes()
def schedule(article: ArticlePage, *, due: datetime | None = None, **options) -> Act:
    """Schedule the newest revision, for tomorrow unless `due` is given. options: those of PublishOptions."""
    due = due or timezone.now() + timedelta(days=1)
    with lock_article(article.pk):
        prepared = prepare(article.get_latest_revision(), accepted=options.get("accepted", frozenset()), due=due)
        return schedule_publication(prepared, PublishOptions(**options), due)


def make_due(act: Act) -> None:
    """Move the time of an act to a minute ago."""
    Act.objects.filter(pk=act.pk).update(due=timezone.now() - timedelta(minutes=1))


@no_indexes()
def make_article(journal: JournalPage, title: str = "", **fields) -> ArticlePage:
    """A published article: version 1. With a day of first publication, it was published elsewhere before."""
    article = make_draft(journal, title, **fields)
    publish_draft(article, imported=bool(fields.get("published_on")))
    return ArticlePage.objects.get(pk=article.pk)


@no_indexes()
def edit(article: ArticlePage, **fields) -> ArticlePage:
    """Save a draft with other values over an article, as the editor does."""
    draft = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def publication_of(article: ArticlePage) -> Publication:
    return Publication.objects.select_related("version").get(article_id=article.pk)


def make_user(name: str = "editor", group: str = "Editors", *, public: str = "", **fields):
    """A user of the admin whose log-in name and password are both `name`."""
    user = get_user_model().objects.create_user(name, f"{name}@example.org", name, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    if public:
        PublicName.objects.create(user=user, name=public)
    return user
