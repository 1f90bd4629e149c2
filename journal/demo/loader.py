"""Fills an empty site with demo content, through the functions that the admin uses."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import ArticlePage, JournalPage, SiteSettings
from articles.models.journal import JournalDisclaimer
from articles.models.settings import NavigationItem
from articles.record.bulk import Item, publish_all
from articles.record.clock import demo_time
from articles.record.models import DemoMark
from articles.record.notes import NoteDraft, add_note
from journal.models import HomePage, StandardPage

from . import markdown, site_data
from .article_files import ArticleFile, Correction, read_all_articles
from .demo_objects import DemoObjects
from .page_builder import BodyBuilder, build_page, tag_page

# Called with the number of articles loaded so far, and of all articles.
ReportProgress = Callable[[int, int], None]
PUBLICATION_TIME = time(6, 30, tzinfo=UTC)


class DemoRefused(Exception):
    """Raised where demo content may not be loaded. The message is for people; `code` is for code."""

    def __init__(self, message: str, code: str):
        super().__init__(message)
        self.code = code


def is_empty() -> bool:
    """Whether the site has no journal yet."""
    return not JournalPage.objects.exists()


def load(report_progress: ReportProgress) -> None:
    """Load all demo content in one transaction. Raises DemoRefused."""
    if not settings.DEMO_ALLOWED:
        message = _("Demo content and its log-ins are for development; these settings do not allow them.")
        raise DemoRefused(message, code="not_allowed")
    if not is_empty():
        message = _("This site has content already. `make demo` puts it aside and loads demo content anew.")
        raise DemoRefused(message, code="not_empty")
    with transaction.atomic():
        # Building the reference index once, at the end, is faster than updating it at each save.
        with disable_reference_index_auto_update():
            load_all(report_progress)
        DemoMark.objects.create()
        call_command("rebuild_references_index", verbosity=0)


def load_all(report_progress: ReportProgress) -> None:
    articles = read_all_articles()
    report_progress(0, len(articles))
    objects = DemoObjects()
    objects.create_all()
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    journals = {slug: create_journal(home, slug, objects) for slug in site_data.JOURNALS}
    for number, article in enumerate(articles, start=1):
        load_article(journals[article.journal], article, objects)
        report_progress(number, len(articles))
    load_corrections(articles, objects)
    set_up_site(home, objects)


def create_journal(home: HomePage, slug: str, objects: DemoObjects) -> JournalPage:
    data = site_data.JOURNALS[slug]
    journal = JournalPage(title=data.title, slug=slug, standfirst=data.standfirst, show_in_menus=True)
    for key in data.standing_disclaimers:
        journal.standing_disclaimers.add(JournalDisclaimer(disclaimer=objects.disclaimers[key]))
    home.add_child(instance=journal)
    journal.save_revision(user=objects.users["admin"]).publish(user=objects.users["admin"])
    return journal


def load_article(journal: JournalPage, article: ArticleFile, objects: DemoObjects) -> None:
    """Publish the first version of an article, at the date in its file."""
    page = build_page(article, objects)
    page.full_clean(exclude=["path", "depth", "translation_key", "locale", "content_type", "url_path"])
    journal.add_child(instance=page)
    tag_page(page, article, objects)
    revision = page.save_revision(user=objects.users["author"])
    with demo_time(datetime.combine(article.date, PUBLICATION_TIME)):
        publish_all([Item(revision)], user=objects.users["editor"], imported=False)
    objects.pages[article.slug] = page


def load_corrections(articles: Sequence[ArticleFile], objects: DemoObjects) -> None:
    """Publish the corrections of all articles in chronological order."""
    corrections = [(correction, article) for article in articles for correction in article.corrections]
    bodies = {article.slug: article.body for article in articles}
    for correction, article in sorted(corrections, key=lambda pair: pair[0].at):
        bodies[article.slug] = correction.apply(bodies[article.slug])
        with demo_time(correction.at):
            publish_correction(correction, article, bodies[article.slug], objects)


def publish_correction(correction: Correction, article: ArticleFile, body: str, objects: DemoObjects) -> None:
    """Publish a corrected body with its note, or the note alone where the correction changes no text."""
    page = ArticlePage.objects.get(pk=objects.pages[article.slug].pk)
    note = NoteDraft(kind=correction.kind, text=correction.note)
    user = objects.users["standards"]
    if not correction.replace:
        add_note(page, note, user=user)
        return
    page.body = BodyBuilder(article, objects).raw_body(markdown.parse(body).blocks)
    publish_all([Item(page.save_revision(user=user), notes=[note])], user=user, imported=False)


def set_up_site(home: HomePage, objects: DemoObjects) -> None:
    """Set the site's name, front page and settings, and create the standing pages."""
    site = Site.objects.get(is_default_site=True)
    site.site_name = site_data.NAME
    site.save()
    home.refresh_from_db()
    home.lead_article = objects.pages[site_data.LEAD_ARTICLE]
    home.sign_up_heading, home.sign_up_text = site_data.SIGN_UP_HEADING, site_data.SIGN_UP_TEXT
    home.save_revision(user=objects.users["admin"]).publish(user=objects.users["admin"])
    site_settings = SiteSettings.for_site(site)
    site_settings.name, site_settings.tagline = site_data.NAME, site_data.TAGLINE
    site_settings.footer_text, site_settings.postal_address = site_data.FOOTER, site_data.POSTAL_ADDRESS
    site_settings.privacy_page = site_settings.privacy_page or StandardPage.objects.filter(slug="privacy").first()
    site_settings.save()
    for order, (slug, data) in enumerate(site_data.PAGES.items()):
        page = StandardPage(title=data.title, slug=slug, standfirst=data.standfirst, body=data.body)
        home.add_child(instance=page)
        page.save_revision(user=objects.users["admin"]).publish(user=objects.users["admin"])
        NavigationItem.objects.create(settings=site_settings, page=page, label=data.navigation_label, sort_order=order)
