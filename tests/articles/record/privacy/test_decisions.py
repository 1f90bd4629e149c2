"""A person makes a page private, opens it again or moves it, with cause and words."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import JournalPage
from articles.record.acts import AlreadyDecided
from articles.record.basis import basis_of
from articles.record.models import Act, ActKind, ActState, Entry, Publication
from articles.record.notes import NoteDraft, add_note
from articles.record.prepare import prepare
from articles.record.privacy import decisions, entries
from articles.record.privacy.batches import write_entries_under
from articles.record.privacy.decisions import Readers, Shown, move_page, open_page, restrict
from articles.record.publish import PublishOptions
from articles.record.refusals import Refused
from articles.record.schedule import carry_out, schedule_publication
from articles.record.transactions import lock_article
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.refusals import refused

from .helpers import LOGIN, WORDS, findings, make_private, newest_note, public_ids, restrict_by_code, state, types

pytestmark = pytest.mark.django_db


def schedule(article, **fields) -> Act:
    """Schedule the publication of a draft for tomorrow."""
    draft = make.edit(article, **fields) if fields else article
    with lock_article(article.pk):
        prepared = prepare(draft.get_latest_revision())
        return schedule_publication(prepared, PublishOptions(change_class="update"), timezone.now() + timedelta(days=1))


def test_every_article_under_the_page_gets_an_entry_with_cause_and_words(journal, articles):
    other = make.make_article(make.make_journal("Other"))
    user = make.make_user(public="Standards desk")
    make_private(journal, user=user, shown=Shown([article.pk for article in articles]))
    assert public_ids() == {other.pk}
    for article in articles:
        assert types(article) == ["version", "restriction"]
        note = newest_note(article)
        assert (note["access"], note["cause"], note["text"]) == ("login", "members", WORDS)
        assert note["since"]
        assert state(article) == (True, True, "members")
        assert Entry.objects.get(article=article, type="restriction").people["published"] == ["Standards desk"]
    acts = Act.objects.filter(kind=ActKind.RESTRICTION)
    assert {act.state for act in acts} == {ActState.DONE}
    assert len({act.batch for act in acts}) == 1
    assert len({act.actors for act in acts}) == 2
    assert findings() == []


def test_opening_is_an_act_too_and_shows_the_articles_again(journal, articles):
    make_private(journal)
    open_page(journal, text="Everybody may read it again.")
    assert public_ids() == {article.pk for article in articles}
    assert types(articles[0]) == ["version", "restriction", "opening"]
    assert newest_note(articles[0])["text"] == "Everybody may read it again."
    assert state(articles[0]) == (False, False, "")
    assert not PageViewRestriction.objects.exists()
    assert findings() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"cause": ""}, "unknown_cause"),
        ({"cause": "error"}, "unknown_cause"),
        ({"text": " "}, "no_text"),
        ({"text": "x" * 2001}, "reason_too_long"),
        ({"readers": Readers("none")}, "unknown_access"),
        ({"readers": Readers("groups")}, "no_groups"),
        ({"readers": Readers("password")}, "no_password"),
        ({"shown": Shown([])}, "articles_changed"),
    ],
)
def test_an_incomplete_or_outdated_decision_is_refused_and_changes_nothing(journal, articles, change, code):
    decision = {"readers": LOGIN, "cause": "members", "text": WORDS, **change}
    with refused(code):
        restrict(journal, decision.pop("readers"), **decision)
    assert public_ids() == {article.pk for article in articles}
    assert not PageViewRestriction.objects.exists()
    assert not Act.objects.filter(kind=ActKind.RESTRICTION).exists()


def test_for_privacy_the_words_may_be_empty(journal, article):
    make_private(journal, "privacy", "")
    assert state(article) == (True, True, "privacy")
    assert newest_note(article)["text"] == ""


def test_a_form_sent_twice_decides_once(journal, article):
    make_private(journal, token="x")
    with pytest.raises(AlreadyDecided):
        make_private(journal, token="x")
    open_page(journal, token="y")
    with pytest.raises(AlreadyDecided):
        open_page(journal, token="y")
    assert types(article) == ["version", "restriction", "opening"]


def test_groups_and_password_are_stored_with_the_restriction(journal, article):
    group = Group.objects.create(name="Harbour Network")
    restrict(journal, Readers("groups", groups=[group]), cause="members", text=WORDS)
    restriction = PageViewRestriction.objects.get()
    assert list(restriction.groups.all()) == [group]
    restrict(journal, Readers("password", password="tide"), cause="members", text=WORDS)
    restriction.refresh_from_db()
    assert restriction.restriction_type == "password"
    assert not restriction.groups.exists()
    assert [newest_note(article)["access"], types(article)] == ["password", ["version", "restriction", "restriction"]]
    restrict(journal, Readers("password"), cause="members", text=WORDS)
    assert PageViewRestriction.objects.get().password == restriction.password


def test_a_cause_that_protects_a_person_stays_until_the_article_is_opened(journal, article):
    make_private(article, "safety", "")
    make_private(journal)
    assert types(article) == ["version", "restriction"]
    restrict(article, LOGIN, cause="members", text=WORDS)
    assert state(article) == (True, True, "safety")
    open_page(journal)
    assert article.pk not in public_ids()
    open_page(article)
    make_private(article)
    assert state(article) == (True, True, "members")
    assert findings() == []


def test_an_unknown_reason_can_be_given_later(journal, article):
    restrict_by_code(journal)
    assert state(article) == (True, True, "privacy")
    make_private(journal)
    assert state(article) == (True, True, "members")
    assert findings() == []


def test_an_article_with_another_restriction_is_not_opened(journal, articles):
    make_private(articles[0])
    make_private(journal)
    with refused("restricted_above"):
        open_page(articles[0])
    open_page(journal)
    assert public_ids() == {articles[1].pk}
    open_page(articles[0])
    assert len(public_ids()) == 2
    assert findings() == []


def test_a_withdrawn_article_gets_its_entry_when_it_is_reinstated(journal, article):
    withdraw(article, cause="error", reason="Wrong.")
    make_private(journal)
    assert types(article) == ["version", "withdrawal"]
    assert state(article) == (True, False, "error")
    assert findings() == []
    make.publish_draft(article, reinstate=True)
    assert types(article) == ["version", "withdrawal", "return", "restriction"]
    assert state(article) == (True, True, "privacy")
    assert findings() == []


def test_a_withdrawal_of_a_private_article_keeps_the_cause_that_protects_a_person(journal, article):
    make_private(journal, "privacy", "")
    withdraw(article, cause="error", reason="Wrong.")
    assert state(article) == (True, True, "privacy")
    make.publish_draft(article, reinstate=True)
    assert state(article) == (True, True, "privacy")
    assert types(article) == ["version", "restriction", "withdrawal", "return"]
    open_page(journal)
    assert public_ids() == {article.pk}
    assert findings() == []


def test_restrictions_do_not_move_the_dates_that_readers_see(journal, article):
    before = make.publication_of(article)
    make_private(journal)
    open_page(journal)
    after = make.publication_of(article)
    assert (after.substantive_at, after.updated_at) == (before.substantive_at, before.updated_at)


def test_a_new_version_of_a_private_article_stays_private(journal, article):
    make_private(journal)
    make.publish_draft(make.edit(article, title="New"), change_class="update")
    add_note(article, NoteDraft("correction", "Wrong before."), user=None)
    assert state(article) == (True, True, "members")
    assert types(article) == ["version", "restriction", "version", "note"]
    assert findings() == []


def test_scheduled_publications_are_cancelled_or_wait_for_a_person(journal, articles):
    acts = [schedule(article, title=f"New {article.title}") for article in articles]
    make_private(journal, shown=Shown(cancel=[str(acts[0].pk)]))
    states = [Act.objects.get(pk=act.pk).state for act in acts]
    assert states == [ActState.CANCELLED, ActState.ATTENTION]
    assert Act.objects.get(pk=acts[1].pk).content


def test_a_scheduled_first_publication_goes_out_in_private_and_never_to_everybody_instead(journal, article):
    draft, other = make.make_draft(journal, "A draft"), make.make_draft(journal, "Another draft")
    decided_public = schedule(draft)
    make_private(journal)
    decided_private = schedule(other)
    carry_out(decided_public.pk, early=True)
    assert types(draft) == ["version", "restriction"]
    assert draft.pk not in public_ids()
    open_page(journal)
    assert Act.objects.get(pk=decided_private.pk).state == ActState.ATTENTION
    assert findings() == []


def test_moving_under_a_restriction_asks_for_cause_and_words(journal, article, private):
    with refused("unknown_cause"):
        move_page(article, private)
    assert Page.objects.get(pk=article.pk).get_parent().pk == journal.pk
    move_page(article, private, cause="members", text=WORDS)
    assert Page.objects.get(pk=article.pk).get_parent().pk == private.pk
    assert newest_note(article)["cause"] == "members"
    assert state(article) == (True, True, "members")
    assert findings() == []


def test_moving_out_of_a_restriction_opens_the_article(journal, article, private):
    move_page(article, private, cause="members", text=WORDS)
    move_page(article, JournalPage.objects.get(pk=journal.pk), text="It is for everybody again.")
    assert types(article) == ["version", "restriction", "opening"]
    assert public_ids() == {article.pk}
    assert findings() == []


def test_a_move_between_two_private_places_needs_no_words(journal, article, private):
    make_private(journal)
    move_page(article, JournalPage.objects.get(pk=private.pk))
    assert types(article) == ["version", "restriction"]
    assert findings() == []


def test_an_article_with_its_own_restriction_stays_private_when_it_is_moved_out(journal, article, private):
    make_private(article, "privacy", "")
    move_page(article, private)
    move_page(article, JournalPage.objects.get(pk=journal.pk))
    assert types(article) == ["version", "restriction"]
    assert public_ids() == set()
    assert findings() == []


def test_a_registered_check_can_reject_a_restriction(journal, article):
    from wagtail import hooks

    def reject(change):
        raise Refused("No.", "test")

    with hooks.register_temporarily("check_record_change", reject), refused("test"):
        make_private(journal)
    assert public_ids() == {article.pk}


def test_the_basis_of_an_act_names_who_could_read_the_article(journal, article):
    make_private(journal)
    act = Act.objects.get(kind=ActKind.RESTRICTION)
    assert act.basis["access"] == ""
    publication = make.publication_of(article)
    assert basis_of(publication, article.pk)["access"] == "login"


def test_the_number_of_queries_of_a_decision_is_independent_of_the_number_of_articles(monkeypatch):
    """All articles are hidden in one statement; only the entries, which follow, cost something for each article."""
    monkeypatch.setattr(decisions, "write_entries_of", lambda batch: None)
    counts, updates = [], []
    for number in (1, 2, 6):
        page = make.make_journal(f"Journal of {number}")
        for _article in range(number):
            make.make_article(page)
        with CaptureQueriesContext(connection) as captured:
            make_private(page)
        counts.append(len(captured))
        written = [query["sql"] for query in captured if query["sql"].startswith('UPDATE "record_publication"')]
        updates.append([sql for sql in written if "restricted" in sql.partition("WHERE")[0]])
        assert Publication.objects.filter(journal_id=page.pk, restricted=True).count() == number
        write_entries_under(page)
    assert counts[1] == counts[2]
    assert len(updates[1]) == len(updates[2])
    assert findings() == []


def test_a_batch_that_fails_is_written_one_by_one_and_the_article_that_fails_needs_attention(
    journal, articles, monkeypatch
):
    write = entries.write_note

    def fail_for_the_first(context, **values):
        if context.article.pk == articles[0].pk:
            raise RuntimeError("This article cannot be written.")
        return write(context, **values)

    monkeypatch.setattr(entries, "write_note", fail_for_the_first)
    make_private(journal)
    assert public_ids() == set()
    assert [types(article) for article in articles] == [["version"], ["version", "restriction"]]
    assert Act.objects.get(article=articles[0], kind=ActKind.RESTRICTION).state == ActState.ATTENTION
    assert any("no entry says so" in message for message in findings())
    monkeypatch.undo()
    make_private(journal)
    assert types(articles[0]) == ["version", "restriction"]
    assert findings() == []
