"""The stored wording is that of the form, whatever the browser sends."""

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Site

from articles.models import SiteSettings
from articles.record.models import Version
from journal.models import StandardPage
from journal.newsletter import form_wording
from journal.newsletter.models import Consent, Wording
from tests import factories as make

pytestmark = pytest.mark.django_db
BLOCK = "5e1c1b9e-6c1c-4d57-9a43-0f0f5f3f0a01"


@pytest.fixture
def article():
    body = [
        {"type": "paragraph", "value": "<p>The first span is due.</p>"},
        {"type": "sign_up", "value": {"heading": "Both journals", "text": "Once a week."}, "id": BLOCK},
    ]
    return make.make_article(make.make_journal(), "A bridge", body=body)


@pytest.fixture
def privacy_page() -> StandardPage:
    """A live privacy page that the site's footer links to."""
    site = Site.objects.get(is_default_site=True)
    page = site.root_page.add_child(instance=StandardPage(title="Privacy", slug="privacy-of-readers"))
    page.save_revision().publish()
    site_settings = SiteSettings.for_site(site)
    site_settings.privacy_page = page
    site_settings.save()
    return StandardPage.objects.get(pk=page.pk)


def fields_of(page: str, form_id: str) -> dict[str, str]:
    """Return the fields that a browser would send for a form in a page."""
    form = re.search(rf"<form(?:(?!</form>).)*sign-up-{form_id}-email.*?</form>", page, re.DOTALL).group(0)
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input [^>]*>", form)]
    return {field["name"]: unescape(field.get("value", "")) for field in inputs}


def visible_text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def sign_up_through(page: str, form_id: str, client: Client) -> Wording:
    """Send a form of the page and return the stored wording."""
    response = client.post("/newsletter/", fields_of(page, form_id) | {"email": "reader@example.org"})
    assert response.status_code == 303
    return Consent.objects.latest("pk").wording


def test_a_form_in_an_article_is_stored_with_the_wording_of_the_block(client, article):
    page = client.get("/tideline/a-bridge/").content.decode()
    stored = sign_up_through(page, BLOCK, client)
    assert (stored.heading, stored.text) == ("Both journals", "Once a week.")
    consent = Consent.objects.get()
    assert (consent.source, consent.block) == ("/tideline/a-bridge/", BLOCK)


@pytest.mark.parametrize(("path", "form_id"), [("/tideline/a-bridge/", BLOCK), ("/tideline/", "footer"), ("/", "home")])
def test_the_stored_wording_is_shown_on_the_form(client, article, privacy_page, path, form_id):
    page = client.get(path).content.decode()
    stored = sign_up_through(page, form_id, client)
    field = page.index(f'id="sign-up-{form_id}-email"')
    shown = visible_text(page[page.rindex('class="sign-up', 0, field) : page.index("</form>", field)].partition(">")[2])
    for words in (stored.heading, stored.text, stored.label, stored.button, stored.consent):
        assert words in shown
    assert str(form_wording.POLICY_LINK) in stored.consent


def test_the_stored_wording_is_shown_on_the_page_of_the_form(client, privacy_page):
    shown = visible_text(client.get("/newsletter/").content.decode())
    client.post("/newsletter/", {"email": "reader@example.org", "source": "/newsletter/", "block": "page"})
    stored = Wording.objects.get()
    for words in (stored.heading, stored.text, stored.label, stored.button, stored.consent):
        assert words in shown


def test_wording_sent_by_a_browser_is_ignored(client, article):
    client.post("/newsletter/", {"email": "reader@example.org", "heading": "Free money", "text": "Agreed to all"})
    assert not Wording.objects.filter(heading="Free money").exists()


def test_an_unknown_block_has_the_wording_of_the_site(client, article):
    site = Site.objects.get(is_default_site=True)
    other = "00000000-0000-0000-0000-000000000000"
    assert form_wording.find_form_text("/tideline/a-bridge/", other, site) == form_wording.site_form_text(site)
    assert form_wording.find_form_text("/no/such/page/", BLOCK, site) == form_wording.site_form_text(site)


def test_changed_wording_applies_from_its_publication_and_the_old_one_is_kept(client, article):
    page = client.get("/tideline/a-bridge/").content.decode()
    sign_up_through(page, BLOCK, client)
    draft = article.get_latest_revision_as_object()
    draft.body[1].value["heading"] = "A letter on Thursdays"
    draft.save_revision()
    assert sign_up_through(page, BLOCK, client).heading == "Both journals"
    make.publish_draft(type(article).objects.get(pk=article.pk))
    assert Version.objects.filter(article=article).count() == 2
    assert sign_up_through(page, BLOCK, client).heading == "A letter on Thursdays"
    assert set(Wording.objects.values_list("heading", flat=True)) == {"Both journals", "A letter on Thursdays"}


def test_the_privacy_page_is_stored_with_its_version(client, privacy_page):
    client.post("/newsletter/", {"email": "reader@example.org"})
    consent = Consent.objects.get()
    assert consent.policy_path == "/privacy-of-readers/"
    assert consent.policy_version.startswith(f"revision {privacy_page.live_revision_id}, ")


def test_without_a_privacy_page_none_is_stored(client):
    SiteSettings.objects.update(privacy_page=None)
    client.post("/newsletter/", {"email": "reader@example.org"})
    consent = Consent.objects.get()
    assert (consent.policy_path, consent.policy_version) == ("", "")
    assert consent.wording.consent == form_wording.CONSENT


INVALID_PATHS = ["", "x", "//evil.example/", "/\\evil", "https://evil.example/", "/a\x00b", "/a b", "/a?b=c", "/a\r\nb"]


@pytest.mark.parametrize("source", [*INVALID_PATHS, "/" + "a" * 600, "/newsletter/confirm/secret-token/", "=cmd()"])
def test_only_paths_of_the_site_without_tokens_are_stored(source):
    assert form_wording.clean_source(source) == "/newsletter/"


def test_paths_in_other_scripts_are_stored():
    assert form_wording.clean_source("/länder/беларусь/") == "/länder/беларусь/"


@pytest.mark.parametrize("block", ["", "a b", "<b>", "x" * 65, "a\x00"])
def test_only_names_of_blocks_are_stored(block):
    assert form_wording.clean_block(block) == "page"
