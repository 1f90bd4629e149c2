"""An editor tells readers what was changed, alone or in one act with the changed text."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from articles.record.canonical import parse
from articles.record.models import Note, Version, WaitingNote
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def editor(client):
    user = make.make_user("editor", public="Standards desk")
    client.force_login(user)
    return user


def address(article) -> str:
    return reverse("corrections:note", args=[article.pk])


def test_a_note_alone_makes_no_version(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    answer = client.post(address(article), {"kind": "correction", "text": "It is 25 tonnes."}, follow=True)
    assert "The note stands under" in answer.content.decode()
    note = Note.objects.get()
    assert (note.kind, parse(note.text)["text"]) == ("correction", "It is 25 tonnes.")
    assert note.entry.people["published"] == ["Standards desk"]
    assert Version.objects.count() == 1


def test_a_waiting_draft_stays_a_draft_and_the_form_leads_to_its_review(client, editor, journal):
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    assert reverse("corrections:review", args=[article.pk]) in client.get(address(article)).content.decode()
    client.post(address(article), {"kind": "update", "text": "More to come.", "publish_draft": "on"})
    assert make.publication_of(article).title == "A bridge"
    assert ArticlePage.objects.get(pk=article.pk).has_unpublished_changes
    assert Note.objects.get().entry.version == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "correction", "text": " "}, "an empty note tells readers nothing"),
        ({"kind": "rumour", "text": "x"}, "not one of the available choices"),
        ({"kind": "removal", "text": "x"}, "not one of the available choices"),
        ({"kind": "correction", "text": "x" * 5000}, "at most 4000"),
        ({"kind": "correction", "text": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_is_answered_in_words_and_writes_nothing(client, editor, journal, form, words):
    article = make.make_article(journal)
    answer = client.post(address(article), form)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Note.objects.exists()


def test_a_draft_or_a_withdrawn_article_has_no_form(client, editor, journal):
    draft, gone = make.make_draft(journal), make.make_article(journal)
    gone.unpublish()
    assert client.get(address(draft)).status_code == 404
    assert client.get(address(gone)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_one_who_may_not_publish_may_not_add_a_note(client, journal, method):
    article = make.make_article(journal)
    client.force_login(make.make_user("author", "Authors"))
    getattr(client, method)(address(article), {"kind": "correction", "text": "x"})
    assert not Note.objects.exists()
    client.logout()
    assert client.get(address(article)).status_code == 302


def test_the_editor_and_the_list_lead_to_the_form(client, editor, journal):
    article, draft = make.make_article(journal, "A bridge"), make.make_draft(journal)
    assert address(article) in client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert address(draft) not in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()


def test_a_note_with_markup_is_shown_as_words(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    client.post(address(article), {"kind": "correction", "text": "<script>alert(1)</script>\n\nSecond."})
    for page in ("/tideline/a-bridge/", "/corrections/"):
        words = client.get(page).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words
        assert "<script>alert(1)" not in words


def test_waiting_notes_are_seen_in_the_editor_and_can_be_discarded(client, editor, journal):
    draft = make.make_draft(journal)
    note = WaitingNote.objects.create(page=draft, kind="correction", text="It said otherwise.")
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "It said otherwise." in page
    assert "date not recorded" in page
    discard = reverse("corrections:discard", args=[note.pk])
    assert discard in page
    assert client.get(discard).status_code == 200
    assert WaitingNote.objects.exists()
    client.post(discard)
    assert not WaitingNote.objects.exists()


def test_the_one_who_may_not_edit_the_draft_may_not_discard_its_note(client, journal):
    draft = make.make_draft(journal)
    note = WaitingNote.objects.create(page=draft, kind="correction", text="x")
    client.force_login(make.make_user("author", "Authors"))
    client.post(reverse("corrections:discard", args=[note.pk]))
    assert WaitingNote.objects.exists()


def test_the_header_of_the_form_leads_back_to_the_article(client, editor, journal):
    article = make.make_article(journal, "A bridge")
    page = client.get(address(article)).content.decode()
    crumbs = page.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in crumbs
    assert "Add a note for readers" in crumbs
