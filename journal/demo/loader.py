"""Fills an empty site with demo content, through the same doors that editors use."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import ArticlePage, JournalPage, SiteSettings
from articles.models.journal import JournalDisclaimer
from articles.models.settings import NavigationItem
from articles.record.clock import demo_time
from articles.record.models import DemoMark
from articles.record.notes import NoteDraft, add_note
from articles.record.publish import publish
from journal.models import HomePage, StandardPage

from . import site as about
from .articles_to_pages import Body, make_page, tag
from .library import Library
from .markup import Revision, Source
from .sources import read_all

Say = Callable[[str], None]
PRESS_TIME = time(6, 30, tzinfo=UTC)
TELL_EVERY = 5


class DemoRefused(Exception):
    """Demo content may not be loaded here, with the reason in words."""


def is_empty() -> bool:
    """Whether the site has no journal yet."""
    return not JournalPage.objects.exists()


def load(say: Say) -> None:
    """Load everything or nothing. Raises DemoRefused."""
    if not settings.DEMO_ALLOWED:
        raise DemoRefused(_("Demo content and its log-ins are for development; these settings do not allow them."))
    if not is_empty():
        raise DemoRefused(_("This site has content already. `make demo` puts it aside and loads demo content anew."))
    with transaction.atomic():
        # Kept up to date row by row, the index of references would take a third of the time.
        with disable_reference_index_auto_update():
            load_all(say)
        DemoMark.objects.create()
        call_command("rebuild_references_index", verbosity=0)


def load_all(say: Say) -> None:
    say(_("demo content: people, programmes and firms"))
    library = Library()
    library.fill()
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    journals = {slug: make_journal(home, slug, library) for slug in about.JOURNALS}
    sources = read_all()
    for number, source in enumerate(sources, start=1):
        load_article(journals[source.first("journal")], source, library)
        if number % TELL_EVERY == 0 or number == len(sources):
            say(_("demo content: %(number)d of %(total)d articles") % {"number": number, "total": len(sources)})
    write_corrections(sources, library)
    describe_site(home, library)


def make_journal(home: HomePage, slug: str, library: Library) -> JournalPage:
    facts = about.JOURNALS[slug]
    journal = JournalPage(title=facts["title"], slug=slug, standfirst=facts["standfirst"], show_in_menus=True)
    for key in facts["standing"]:
        journal.standing_disclaimers.add(JournalDisclaimer(disclaimer=library.disclaimers[key]))
    home.add_child(instance=journal)
    journal.save_revision(user=library.users["admin"]).publish(user=library.users["admin"])
    return journal


def load_article(journal: JournalPage, source: Source, library: Library) -> None:
    """The first version of an article, dated as its file says."""
    page = make_page(source, library)
    page.full_clean(exclude=["path", "depth", "translation_key", "locale", "content_type", "url_path"])
    journal.add_child(instance=page)
    tag(page, source, library)
    revision = page.save_revision(user=library.users["author"])
    with demo_time(datetime.combine(date.fromisoformat(source.first("date")), PRESS_TIME)):
        publish(revision, user=library.users["editor"])
    library.pages[source.slug] = page


def write_corrections(sources: list[Source], library: Library) -> None:
    """What was corrected later, in the order of time."""
    later = [(revision.at, source, revision) for source in sources for revision in source.revisions]
    texts = {source.slug: source.body for source in sources}
    for at, source, revision in sorted(later, key=lambda entry: entry[0]):
        with demo_time(at):
            texts[source.slug] = correct(source, texts[source.slug], revision, library)


def correct(source: Source, text: str, revision: Revision, library: Library) -> str:
    """Publish a corrected text with its note, or a note alone. Returns the text that now stands."""
    page = ArticlePage.objects.get(pk=library.pages[source.slug].pk)
    note = NoteDraft(kind=revision.kind, text=revision.note)
    user = library.users["standards"]
    if not revision.replacements:
        add_note(page, note, user=user)
        return text
    text = revision.apply(text)
    page.body = Body(source, library).raw(text)
    publish(page.save_revision(user=user), user=user, notes=[note])
    return text


def describe_site(home: HomePage, library: Library) -> None:
    """The name, the front page, the standing pages and the footer."""
    site = Site.objects.get(is_default_site=True)
    site.site_name = about.NAME
    site.save()
    home.refresh_from_db()
    home.lead_article = library.pages[about.LEAD_ARTICLE]
    home.sign_up_heading, home.sign_up_text = about.SIGN_UP_HEADING, about.SIGN_UP_TEXT
    home.save_revision(user=library.users["admin"]).publish(user=library.users["admin"])
    words = SiteSettings.for_site(site)
    words.name, words.tagline = about.NAME, about.TAGLINE
    words.footer_text, words.postal_address = about.FOOTER, about.POSTAL_ADDRESS
    words.privacy_page = words.privacy_page or StandardPage.objects.filter(slug="privacy").first()
    words.save()
    for order, (slug, (title, standfirst, body, label)) in enumerate(about.PAGES.items()):
        page = StandardPage(title=title, slug=slug, standfirst=standfirst, body=body)
        home.add_child(instance=page)
        page.save_revision(user=library.users["admin"]).publish(user=library.users["admin"])
        if label:
            NavigationItem.objects.create(settings=words, page=page, label=label, sort_order=order)
