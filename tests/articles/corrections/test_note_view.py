"""The form that adds a note to a public article, and pending notes of imported articles."""

import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from articles.models import ArticlePage
from articles.record.canonical import parse
from articles.record.models import ActState, Note, Status, Version, WaitingNote
from articles.record.notes import NoteDraft, add_note
from articles.record.refusals import Refused
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.responses import error_codes, links, message_levels, parse_html

pytestmark = pytest.mark.django_db

CORRECTION = {"kind": "correction", "text": "It is 25 tonnes."}


def note_url(article) -> str:
    return reverse("corrections:note", args=[article.pk])


def review_url(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def edit_url(article) -> str:
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_adding_a_note_makes_no_version(client, editor, article):
    response = client.post(note_url(article), CORRECTION, follow=True)
    assert message_levels(response) == ["success"]
    assert response.redirect_chain[-1][0] == edit_url(article)
    assert "/tideline/a-bridge/" in links(response)
    note = Note.objects.get()
    assert (note.kind, parse(note.text)["text"]) == ("correction", "It is 25 tonnes.")
    assert note.entry.people["published"] == ["Standards desk"]
    assert Version.objects.count() == 1


def test_the_form_lists_the_published_notes(client, editor, article):
    client.post(note_url(article), CORRECTION)
    items = parse_html(client.get(note_url(article))).select("#main ol li[value]")
    assert [item["value"] for item in items] == ["1"]
    assert CORRECTION["text"] in items[0].get_text()


def test_a_note_leaves_a_draft_unpublished_and_the_form_links_to_its_review(client, editor, article):
    article = make.edit(article, title="A longer bridge")
    assert review_url(article) in links(client.get(note_url(article)))
    client.post(note_url(article), {"kind": "update", "text": "More to come.", "publish_draft": "on"})
    assert make.publication_of(article).title == "A bridge"
    assert ArticlePage.objects.get(pk=article.pk).has_unpublished_changes
    assert Note.objects.get().entry.version == 1


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        ({"kind": "correction", "text": " "}, {"text": ["required"]}),
        ({"kind": "rumour", "text": "x"}, {"kind": ["invalid_choice"]}),
        ({"kind": "removal", "text": "x"}, {"kind": ["invalid_choice"]}),
        ({"kind": "correction", "text": "x" * 5000}, {"text": ["max_length"]}),
        ({"kind": "correction", "text": "a\x00b"}, {"text": ["null_characters_not_allowed"]}),
    ],
)
def test_invalid_input_is_a_form_error_and_writes_nothing(client, editor, article, form, codes):
    assert error_codes(client.post(note_url(article), form)) == codes
    assert not Note.objects.exists()


def test_a_refusal_of_the_record_is_a_form_error(client, editor, article, monkeypatch):
    def refuse(*args, **kwargs):
        raise Refused("No.", "test")

    monkeypatch.setattr("articles.corrections.views.notes.add_note", refuse)
    assert error_codes(client.post(note_url(article), CORRECTION)) == {"__all__": ["test"]}


def test_a_draft_has_no_form(client, editor, journal):
    assert client.get(note_url(make.make_draft(journal))).status_code == 404


def test_a_withdrawn_article_can_get_a_note_and_stays_withdrawn(client, editor, journal):
    withdrawn = make.make_article(journal)
    withdrawn.unpublish()
    client.post(note_url(withdrawn), {"kind": "editors_note", "text": "The reason was another one."})
    assert [note.kind for note in Note.objects.order_by("number")] == ["removal", "editors_note"]
    assert make.publication_of(withdrawn).status == Status.WITHDRAWN


def note_form(client, article) -> dict[str, str]:
    """Open the form and return its hidden fields."""
    fields = parse_html(client.get(note_url(article))).select("form[method=post] input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def test_a_form_sent_twice_adds_one_note(client, editor, article):
    data = note_form(client, article) | {"kind": "correction", "text": "Two spans."}
    for _time in range(2):
        assert client.post(note_url(article), data).status_code == 302
    assert Note.objects.count() == 1


def test_an_editor_is_shown_a_note_that_was_added_meanwhile_and_sends_theirs_again(client, editor, article):
    data = note_form(client, article) | {"kind": "correction", "text": "Two spans."}
    add_note(article, NoteDraft("update", "A third span."), user=None)
    response = client.post(note_url(article), data)
    assert error_codes(response) == {"__all__": ["entries_added"]}
    fields = parse_html(response).select("form[method=post] input[type=hidden]")
    again = {field["name"]: field.get("value", "") for field in fields} | {"kind": "correction", "text": "Two spans."}
    assert client.post(note_url(article), again).status_code == 302
    assert Note.objects.count() == 2


def test_a_note_on_an_article_that_was_withdrawn_meanwhile_is_not_added(client, editor, article):
    data = note_form(client, article) | {"kind": "correction", "text": "Two spans."}
    withdraw(article, cause="legal", reason="A court’s order.")
    data["position"] = "2"
    response = client.post(note_url(article), data)
    assert error_codes(response) == {"__all__": ["standing_changed"]}
    assert [note.kind for note in Note.objects.all()] == ["removal"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_user_without_permission_to_publish_cannot_add_a_note(client, article, method):
    client.force_login(make.make_user("author", "Authors"))
    getattr(client, method)(note_url(article), {"kind": "correction", "text": "x"})
    assert not Note.objects.exists()
    client.logout()
    assert client.get(note_url(article)).status_code == 302


def test_the_editor_links_to_the_form_for_public_articles_only(client, editor, journal, article):
    draft = make.make_draft(journal)
    assert note_url(article) in links(client.get(edit_url(article)))
    assert note_url(draft) not in links(client.get(edit_url(draft)))


def test_markup_in_a_note_is_escaped(client, editor, article):
    client.post(note_url(article), {"kind": "correction", "text": "<script>alert(1)</script>\n\nSecond."})
    for page in ("/tideline/a-bridge/", "/corrections/"):
        html = client.get(page).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert(1)" not in html


def test_pending_notes_are_shown_in_the_editor_and_can_be_discarded(client, editor, journal):
    draft = make.make_draft(journal)
    note = WaitingNote.objects.create(page=draft, kind="correction", text="It was otherwise.")
    page = client.get(edit_url(draft))
    discard_url = reverse("corrections:discard", args=[note.pk])
    assert discard_url in links(page)
    text = " ".join(parse_html(page).find("a", href=discard_url).parent.get_text().split())
    assert re.search(r"\(\w.+\): It was otherwise\.", text), "a kind, a date or that there is none, and the text"
    assert edit_url(draft) in links(client.get(discard_url))
    assert WaitingNote.objects.exists()
    assert message_levels(client.post(discard_url)) == ["success"]
    assert not WaitingNote.objects.exists()
    entry = PageLogEntry.objects.get(page_id=draft.pk, action="articles.note_discard")
    assert (entry.user, entry.data["text"]) == (editor, "It was otherwise.")


def test_a_pending_note_is_shown_with_the_date_of_its_source(client, editor, journal):
    draft = make.make_draft(journal)
    WaitingNote.objects.create(page=draft, kind="correction", text="x", date_text="in spring 2019")
    assert "(in spring 2019)" in client.get(edit_url(draft)).content.decode()


def test_the_author_of_a_draft_cannot_discard_its_note_without_permission_to_publish(client, journal):
    author = make.make_user("author", "Authors")
    draft = make.make_draft(journal, owner=author)
    note = WaitingNote.objects.create(page=draft, kind="correction", text="x")
    client.force_login(author)
    client.post(reverse("corrections:discard", args=[note.pk]))
    assert WaitingNote.objects.exists()


def test_the_breadcrumbs_of_the_form_lead_back_to_the_article(client, editor, article):
    breadcrumbs = parse_html(client.get(note_url(article))).find("nav", attrs={"aria-label": "Breadcrumb"})
    assert edit_url(article) in [link["href"] for link in breadcrumbs.select("a[href]")]


@pytest.fixture
def scheduled(changed):
    return make.schedule(changed, change_class="copy_edit")


def send_note(client, article, **values):
    """Open the form and send it as the browser does."""
    form = client.get(note_url(article)).context["form"]
    shown = {name: form[name].value() or "" for name in ("token", "basis", "position", "scheduled")}
    return client.post(note_url(article), shown | values)


@pytest.mark.parametrize(("choice", "state"), [("cancel", ActState.CANCELLED), ("renew", ActState.ATTENTION)])
def test_a_note_that_stops_a_scheduled_publication_asks_what_becomes_of_it(client, editor, scheduled, choice, state):
    retraction = {"kind": "retraction", "text": "The figures were invented."}
    response = send_note(client, scheduled.article, **retraction)
    assert error_codes(response) == {"open_act": ["no_open_act"]}
    assert retraction["text"] in response.content.decode()
    assert not Note.objects.exists()
    assert message_levels(send_note(client, scheduled.article, **retraction, open_act=choice)) == ["success"]
    scheduled.refresh_from_db()
    assert scheduled.state == state
    assert Note.objects.get().kind == "retraction"


def test_a_note_that_does_not_stop_a_scheduled_publication_asks_nothing(client, editor, scheduled):
    assert message_levels(send_note(client, scheduled.article, **CORRECTION)) == ["success"]
    scheduled.refresh_from_db()
    assert scheduled.state == ActState.WAITING
    send_note(client, scheduled.article, kind="retraction", text="It was wrong.", open_act="renew")
    form = client.get(note_url(scheduled.article)).context["form"]
    assert "open_act" in form.fields
    concern = {"kind": "retraction", "text": "It was all wrong."}
    response = send_note(client, scheduled.article, **concern)
    assert message_levels(response) == ["success"], "a second retraction changes no basis"


def test_a_publication_scheduled_meanwhile_is_shown_before_a_note_stops_it(client, editor, changed):
    fields = client.get(note_url(changed)).context["form"]
    shown = {name: fields[name].value() or "" for name in ("token", "basis", "position")}
    act = make.schedule(changed, change_class="copy_edit")
    retraction = {"kind": "retraction", "text": "It was wrong."}
    response = client.post(note_url(changed), {**shown, **retraction})
    form = response.context["form"]
    assert error_codes(response) == {"open_act": ["no_open_act"]}
    again = {name: form[name].value() or "" for name in ("token", "basis", "position", "scheduled")}
    client.post(note_url(changed), {**again, **retraction, "open_act": "cancel"})
    act.refresh_from_db()
    assert act.state == ActState.CANCELLED


def test_a_lock_for_editing_does_not_stop_a_note(client, editor, article):
    ArticlePage.objects.filter(pk=article.pk).update(locked=True, locked_by=make.make_user("other"))
    assert message_levels(client.post(note_url(article), CORRECTION)) == ["success"]
    assert Note.objects.get().kind == "correction"
