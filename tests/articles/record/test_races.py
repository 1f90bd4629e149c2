"""Two people, or a person and the scheduler, change the same article at the same moment."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage
from articles.record.models import Act, ActState, Address, Entry, Note, Publication, Status, Version
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy import decisions
from articles.record.privacy.batches import write_batch
from articles.record.privacy.decisions import Readers, restrict
from articles.record.schedule import attention, cancel, carry_out
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.interleaving import interleave
from tests.articles.responses import parse_html

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def journal():
    return make.make_journal("Tideline")


@pytest.fixture
def scheduled(journal):
    """An act that is due: a change of a public article."""
    article = make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")
    act = make.schedule(article, change_class="copy_edit")
    make.make_due(act)
    return act


def page_of(act: Act) -> ArticlePage:
    return ArticlePage.objects.get(pk=act.article_id)


def withdraw_now(act: Act) -> None:
    withdraw(page_of(act), cause="legal", reason="An order.")


def types(article_id: int) -> list[str]:
    return list(Entry.objects.filter(article_id=article_id).order_by("position").values_list("type", flat=True))


def assert_in_order() -> None:
    assert [str(finding) for finding in verify()] == []


def test_a_withdrawal_while_a_scheduled_publication_is_written_follows_it(scheduled):
    interleave(lambda: carry_out(scheduled.pk), lambda: withdraw_now(scheduled))
    assert types(scheduled.article_id) == ["version", "version", "withdrawal"]
    assert make.publication_of(scheduled.article).status == Status.WITHDRAWN
    assert_in_order()


def test_a_scheduled_publication_does_not_undo_a_withdrawal_that_is_being_written(scheduled):
    interleave(lambda: withdraw_now(scheduled), lambda: carry_out(scheduled.pk))
    assert types(scheduled.article_id) == ["version", "withdrawal"]
    scheduled.refresh_from_db()
    assert scheduled.state == ActState.ATTENTION
    assert_in_order()


def test_two_schedulers_carry_out_an_act_once_and_leave_nothing_to_do(scheduled):
    first, second = interleave(lambda: carry_out(scheduled.pk), lambda: carry_out(scheduled.pk))
    assert (first.error, second.error, second.result) == (None, None, None)
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.attention) == (ActState.DONE, "")
    assert types(scheduled.article_id) == ["version", "version"]


def test_an_act_that_is_being_carried_out_is_not_cancelled(scheduled):
    _first, second = interleave(lambda: carry_out(scheduled.pk), lambda: cancel(scheduled.pk, user=None))
    scheduled.refresh_from_db()
    assert (second.error, second.result, scheduled.state) == (None, None, ActState.DONE)


def test_a_note_form_sent_twice_at_once_adds_one_note(scheduled):
    page = page_of(scheduled)
    draft = NoteDraft("correction", "Longer.")
    add = lambda: add_note(page, draft, user=None, token="the form")  # noqa: E731  # used twice
    first, second = interleave(add, add)
    assert first.error is None
    assert second.error.code == "already_decided"
    assert Note.objects.count() == 1


def test_a_review_sent_while_a_withdrawal_is_written_publishes_nothing(scheduled):
    cancel(scheduled.pk, user=None)
    make.make_user("editor")
    client, url = Client(), reverse("corrections:review", args=[scheduled.article_id])
    client.login(username="editor", password="editor")
    fields = parse_html(client.get(url)).select(".review-form input[type=hidden]")
    decision = {field["name"]: field["value"] for field in fields} | {"change_class": "copy_edit"}
    _first, second = interleave(lambda: withdraw_now(scheduled), lambda: client.post(url, decision))
    assert second.result.status_code == 200
    assert types(scheduled.article_id) == ["version", "withdrawal"]


def test_a_withdrawal_of_several_articles_while_their_restriction_is_written(journal, monkeypatch):
    """Both lock all articles, one in the order of the page tree: without a common order they would wait for ever."""
    articles = [make.make_article(journal, title) for title in ("One", "Two")]
    Page.objects.get(pk=articles[1].pk).move(Page.objects.get(pk=articles[0].pk), "left")
    monkeypatch.setattr(decisions, "write_entries_of", lambda batch: None)
    restrict(Page.objects.get(pk=journal.pk), Readers("login"), cause="members", text="For members.")
    waiting = list(Act.objects.filter(state=ActState.WAITING).values_list("pk", flat=True))
    make.make_user("editor")
    client = Client()
    client.login(username="editor", password="editor")
    url = reverse("corrections:withdraw") + "?" + "&".join(f"id={article.pk}" for article in articles)
    withdrawal, batch = interleave(
        lambda: client.post(url, {"cause": "error", "reason": "Wrong."}), lambda: write_batch(waiting)
    )
    assert (withdrawal.error, batch.error) == (None, None)
    assert withdrawal.result.status_code == 302
    assert [types(article.pk) for article in articles] == [["version", "withdrawal", "restriction"]] * 2
    assert_in_order()


@pytest.mark.parametrize("change", ["note", "publication", "withdrawal", "scheduled"])
def test_a_journal_made_private_while_an_article_in_it_changes_stays_hidden(scheduled, change):
    page = page_of(scheduled)
    changes = {
        "note": lambda: add_note(page, NoteDraft("correction", "Longer."), user=None),
        "publication": lambda: make.publish_draft(page, change_class="copy_edit"),
        "withdrawal": lambda: withdraw_now(scheduled),
        "scheduled": lambda: carry_out(scheduled.pk),
    }

    def make_private() -> None:
        PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk).get_parent(), restriction_type="login")

    _first, second = interleave(changes[change], make_private)
    assert second.error is None
    assert Publication.objects.get(article_id=page.pk).restricted
    assert not Publication.objects.public().exists()


def test_a_first_publication_in_a_journal_that_becomes_private_is_never_public(journal):
    draft = make.make_draft(journal, "A bridge")

    def make_private() -> None:
        PageViewRestriction.objects.create(page=Page.objects.get(pk=journal.pk), restriction_type="login")

    interleave(lambda: make.publish_draft(draft), make_private)
    assert Publication.objects.get(article_id=draft.pk).restricted


def test_two_articles_at_one_address_at_once_give_one_of_them_a_refusal(journal):
    moved = make.make_article(journal, "Moved", slug="moved")
    moved.move(make.make_journal("Frontier"), pos="last-child")
    renamed = make.edit(ArticlePage.objects.get(pk=moved.pk), slug="a-bridge")
    draft = make.make_draft(journal, "A bridge", slug="a-bridge")
    first, second = interleave(
        lambda: make.publish_draft(renamed, change_class="copy_edit"), lambda: make.publish_draft(draft)
    )
    assert first.error is None
    assert second.error.code == "address_taken"
    assert Address.objects.get(path="/tideline/a-bridge/").publication.article_id == moved.pk
    assert Version.objects.filter(article=draft).count() == 0
    assert_in_order()


def test_an_address_that_is_being_reserved_is_not_given_to_another_article(journal):
    moved = make.make_draft(journal, "Moved", slug="a-bridge")
    act = make.schedule(moved)
    cancel(act.pk, user=None)
    moved.move(make.make_journal("Frontier"), pos="last-child")
    draft = make.make_draft(journal, "A bridge", slug="a-bridge")
    first, second = interleave(lambda: make.schedule(draft), lambda: make.publish_draft(draft))
    assert first.error is None
    assert second.error is None
    assert Version.objects.filter(article=draft).count() == 1
    assert Act.objects.get(pk=first.result.pk).state == ActState.ATTENTION


def posting(url: str, **values: str):
    """A function that sends a form of the admin as an editor who has opened it."""
    make.make_user("editor")
    client = Client()
    client.login(username="editor", password="editor")
    form = client.get(url).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if form[name].is_hidden}
    return lambda: client.post(url, shown | values)


def codes(response) -> set[str]:
    return {error.code for errors in response.context["form"].errors.as_data().values() for error in errors}


def test_a_publication_that_is_being_scheduled_is_not_cancelled_unseen_by_a_withdrawal(journal):
    article = make.make_article(journal, "A bridge")
    draft = make.edit(article, title="A longer bridge")
    withdrawing = posting(
        reverse("corrections:withdraw") + f"?id={article.pk}", cause="legal", reason="A court’s order."
    )
    _first, second = interleave(lambda: make.schedule(draft, change_class="update"), withdrawing)
    assert codes(second.result) == {"articles_changed"}
    assert Act.objects.get(state=ActState.WAITING).article_id == article.pk
    assert types(article.pk) == ["version"]


def test_a_note_that_is_being_added_is_shown_before_another_one_is(journal):
    article = make.make_article(journal, "A bridge")
    adding = posting(reverse("corrections:note", args=[article.pk]), kind="correction", text="Mine.")
    _first, second = interleave(lambda: add_note(article, NoteDraft("correction", "Theirs."), user=None), adding)
    assert codes(second.result) == {"entries_added"}
    assert Note.objects.count() == 1


def test_a_publication_that_is_being_scheduled_is_not_stopped_unseen_by_a_retraction(journal):
    article = make.make_article(journal, "A bridge")
    draft = make.edit(article, title="A longer bridge")
    adding = posting(reverse("corrections:note", args=[article.pk]), kind="retraction", text="It was wrong.")
    _first, second = interleave(lambda: make.schedule(draft, change_class="update"), adding)
    assert codes(second.result) == {"scheduled_meanwhile", "no_open_act"}
    assert Act.objects.filter(state=ActState.WAITING).count() == 1
    assert not Note.objects.exists()


def test_a_draft_that_is_being_scheduled_is_not_deleted(journal):
    draft = make.make_draft(journal, "A draft")
    make.make_user("boss", "", is_superuser=True)
    client = Client()
    client.login(username="boss", password="boss")
    deleting = lambda: client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))  # noqa: E731  # used once
    first, second = interleave(lambda: make.schedule(draft), deleting)
    assert (first.error, second.error) == (None, None)
    assert Act.objects.get().state == ActState.WAITING


def test_an_act_whose_article_is_deleted_meanwhile_stops_no_other(journal, scheduled):
    draft = make.make_draft(journal, "A draft")
    act = make.schedule(draft)
    ArticlePage.objects.get(pk=draft.pk).delete()
    assert carry_out(act.pk) is None
    assert attention(act.pk, "It failed.") is None
    assert carry_out(scheduled.pk).state == ActState.DONE
