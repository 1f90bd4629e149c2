"""Links to hidden articles in rich text outside the record."""

import pytest
from django.db import transaction
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from articles.models import ArticlePage, SiteSettings
from articles.reading.presenters.concealed import no_longer_public
from articles.reading.rich_text import without_hidden
from articles.record.models import Publication
from articles.record.transactions import allow_record_writes
from articles.record.withdraw import withdraw
from journal.models import StandardPage
from tests import factories as make

pytestmark = pytest.mark.django_db

PATH = "/tideline/the-secret/"
HREFS = {
    "absolute": 'href="http://testserver/tideline/the-secret/"',
    "relative": 'href="/tideline/the-secret/"',
    "percent-encoded": 'href="/tideline/%74he-secret/"',
    "host in capitals, two slashes": 'href="HTTP://TESTSERVER//tideline/the-secret"',
    "by id": 'href="/record/{uid}/"',
    "chosen": 'linktype="page" id="{page}"',
    "chosen, other order": 'id="{page}" linktype="page"',
}
PLACES = ["standing page", "author", "entity", "disclaimer", "footer"]


@pytest.fixture(scope="module")
def secret_id(module_rows):
    with module_rows():
        return make.make_article(make.make_journal(), "The secret deal", slug="the-secret").pk


@pytest.fixture
def secret(secret_id, db):
    """A public article. Made once for this module."""
    return ArticlePage.objects.get(pk=secret_id)


@pytest.fixture
def journal(secret):
    """The journal of the article."""
    return secret.get_parent().specific


@pytest.fixture(params=["withdrawn", "private"])
def hide(request, secret):
    """Two functions: one hides the article, the other makes it public again."""

    def set_private(private: bool) -> None:
        with transaction.atomic(), allow_record_writes():
            Publication.objects.filter(article=secret).update(private=private)

    def reinstate() -> None:
        make.publish_draft(make.edit(type(secret).objects.get(pk=secret.pk)), change_class="update", reinstate=True)

    if request.param == "private":
        return lambda: set_private(True), lambda: set_private(False)
    return lambda: withdraw(secret, cause="privacy"), reinstate


def link(secret, attributes: str, words: str = "this") -> str:
    filled = attributes.format(uid=make.publication_of(secret).uid, page=secret.pk)
    return f"<p>See <a {filled}>{words}</a>.</p>"


def make_place(place: str, html: str) -> str:
    """Make something with this rich text and return the path of a page that shows it."""
    if place == "standing page":
        make.make_site().root_page.add_child(instance=StandardPage(title="About us", slug="about-us", body=html))
        return "/about-us/"
    if place == "author":
        author = make.make_author("Ann", bio=html)
        make.make_article(make.make_journal("Second"), "Other", authors=[author])
        return author.get_absolute_url()
    if place == "entity":
        make.make_firm("Kret", description=html)
        return "/firms/kret/"
    if place == "disclaimer":
        make.make_journal("Second", disclaimers=[make.make_disclaimer(html)])
        return "/second/"
    settings = SiteSettings.for_site(make.make_site())
    settings.footer_text = html
    settings.save()
    return "/authors/"


@pytest.mark.parametrize("form", ["chosen", "relative"])
@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_on_no_page_while_the_article_is_hidden(get_page, secret, hide, place, form):
    # No page of these places lists the article itself.
    path = make_place(place, link(secret, HREFS[form], "The secret deal"))
    hide_it, show_it = hide
    assert get_page(path).find("a", href=PATH)
    hide_it()
    shown = str(get_page(path))
    assert "the-secret" not in shown
    assert "The secret deal" not in shown
    assert no_longer_public() in shown
    show_it()
    assert get_page(path).find("a", href=PATH)


@pytest.mark.parametrize("attributes", HREFS.values(), ids=HREFS)
def test_a_link_is_removed_in_every_form_and_its_words_are_kept(secret, hide, attributes):
    html = link(secret, attributes)
    hide_it, show_it = hide
    assert without_hidden(html) == html
    hide_it()
    assert without_hidden(html) == "<p>See this.</p>"
    show_it()
    assert without_hidden(html) == html


@pytest.mark.parametrize("words", ["“The <b>secret</b> deal”", "The former secret", "/tideline/the-secret/"])
@pytest.mark.parametrize("attributes", [HREFS["chosen"], HREFS["relative"]])
def test_words_that_name_the_article_are_replaced(secret, words, attributes):
    make.publish_draft(make.edit(secret, title="The former secret"), change_class="update")
    make.publish_draft(make.edit(secret, title="The secret deal"), change_class="update")
    html = link(secret, attributes, words)
    assert without_hidden(html) == html
    withdraw(type(secret).objects.get(pk=secret.pk), cause="privacy")
    assert without_hidden(html) == f"<p>See {no_longer_public()}.</p>"


def test_other_links_are_kept(journal, secret):
    other = make.make_article(journal, "Other", slug="other")
    html = (
        f'<p><a href="https://example.org/tideline/the-secret/">a</a> <a linktype="page" id="{other.pk}">b</a>'
        f'<a linktype="page" id="{secret.pk}">c</a> <a linktype="page" id="{journal.pk}">d</a>'
        '<a href="mailto:a@example.org">e</a></p>'
    )
    withdraw(secret, cause="privacy")
    assert without_hidden(html) == html.replace(f'<a linktype="page" id="{secret.pk}">c</a>', "c")


def test_an_anchor_that_is_not_closed_hides_no_link(secret):
    withdraw(secret, cause="privacy")
    assert without_hidden(f'<a name="x"><a href="{PATH}">a</a>') == '<a name="x">a'


def test_wagtails_own_filter_gives_no_url_of_a_hidden_article_either(journal, secret, hide):
    other = make.make_article(journal, "Other", slug="other")
    html = "".join(f'<a linktype="page" id="{page}">a</a>' for page in (secret.pk, other.pk, 0))
    hide[0]()
    assert expand_db_html(html) == '<a>a</a><a href="/tideline/other/">a</a><a>a</a>'
    hide[1]()
    assert expand_db_html(html) == f'<a href="{PATH}">a</a><a href="/tideline/other/">a</a><a>a</a>'


def test_the_editor_still_has_the_link(secret):
    withdraw(secret, cause="privacy")
    html = f'<p data-block-key="a"><a linktype="page" id="{secret.pk}">this</a></p>'
    converter = ContentstateConverter(features=["link"])
    stored = converter.from_database_format(html)
    assert f'"id": {secret.pk}' in stored
    assert converter.to_database_format(stored) == html


def test_the_number_of_queries_does_not_depend_on_the_number_of_links(journal, secret, django_assert_num_queries):
    articles = [secret, *(make.make_article(journal, f"Other {number}") for number in range(5))]
    html = "".join(link(article, HREFS["chosen"]) + link(article, HREFS["by id"]) for article in articles)
    with django_assert_num_queries(1):
        without_hidden(html)
    for article in articles:
        withdraw(article, cause="privacy")
    with django_assert_num_queries(2):
        without_hidden(html)
    with django_assert_num_queries(0):
        without_hidden('<p>A <b>text</b> with <a href="https://example.org/">a link</a>.</p>')
