"""Restrictions that code sets, or that existed before, are recorded without a reason; code never opens an article."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, JournalPage
from articles.record.bulk import Item, publish_many
from articles.record.models import Act, ActKind, ActState, Publication, Version
from articles.record.privacy.decisions import open_page
from articles.record.privacy.found import record_found
from articles.record.schedule import cancel
from articles.record.transactions import allow_record_writes
from tests import factories as make
from tests.articles.record.refusals import refused

from .helpers import findings, make_private, newest_note, open_kinds, public_ids, restrict_by_code, state, types

pytestmark = pytest.mark.django_db


@pytest.fixture
def unrecorded(journal, articles):
    """A restriction from before restrictions were acts."""
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=journal, restriction_type="login")])
    return articles


def test_a_restriction_by_code_is_recorded_without_a_reason_and_counts_as_one_for_privacy(journal, articles):
    restrict_by_code(journal)
    assert public_ids() == set()
    for article in articles:
        assert types(article) == ["version", "restriction"]
        note = newest_note(article)
        assert (note["cause"], note["text"], note["access"]) == ("", "", "login")
        assert state(article) == (True, True, "privacy")
    assert findings() == []


def test_a_move_by_code_under_a_restriction_is_recorded(article, private):
    article.move(private, pos="last-child")
    assert types(article) == ["version", "restriction"]
    assert state(article) == (True, True, "privacy")
    assert findings() == []


def test_a_first_publication_in_private_gets_its_entry_in_the_same_act(private):
    article = make.make_article(private, "Born private")
    assert types(article) == ["version", "restriction"]
    assert Act.objects.filter(article=article).count() == 1
    assert state(article) == (True, True, "privacy")
    version = Version.objects.select_related("entry").get(article=article)
    assert newest_note(article)["number"] == 1
    assert article.entries.get(type="restriction").act == version.entry.act
    assert findings() == []


def test_an_archive_published_in_private_gets_an_entry_for_each_article(private):
    draft = make.make_draft(private, "Old", published_on="2019-01-02")
    first = draft.get_latest_revision()
    second = make.edit(draft, title="Newer").get_latest_revision()
    publish_many([Item(first), Item(second)])
    assert types(draft) == ["version", "restriction", "version"]
    publication = make.publication_of(draft)
    assert publication.substantive_at == publication.published_at
    assert findings() == []


def test_after_a_restriction_is_removed_by_code_the_article_stays_private_and_asks_a_person(journal, article):
    restriction = restrict_by_code(journal)
    restriction.delete()
    assert public_ids() == set()
    assert state(article) == (False, True, "privacy")
    assert open_kinds() == [(ActKind.OPENING, ActState.ATTENTION)]
    assert any("no view restriction" in message for message in findings())
    open_page(journal)
    assert public_ids() == {article.pk}
    assert open_kinds() == []
    assert findings() == []


def test_a_restriction_that_was_decided_and_removed_by_code_stays_in_effect(journal, article):
    make_private(journal)
    PageViewRestriction.objects.all().delete()
    assert state(article) == (False, True, "members")
    make_private(journal)
    assert open_kinds() == []
    assert findings() == []


def test_a_restriction_set_again_by_code_ends_the_question(journal, article):
    restrict_by_code(journal).delete()
    restrict_by_code(journal)
    assert open_kinds() == []
    assert types(article) == ["version", "restriction"]
    assert findings() == []


def test_restrictions_from_before_are_reported_and_recorded(unrecorded):
    assert any("no entry says so" in message for message in findings())
    out = StringIO()
    call_command("record_restrictions", stdout=out)
    assert "2 restrictions recorded" in out.getvalue()
    assert [types(article) for article in unrecorded] == [["version", "restriction"]] * 2
    assert public_ids() == set()
    assert findings() == []
    assert record_found() == 0


def test_the_scheduler_records_what_it_finds(unrecorded):
    call_command("publish_scheduled", stdout=StringIO())
    assert findings() == []


def test_a_new_version_records_a_restriction_from_before(unrecorded):
    make.publish_draft(make.edit(unrecorded[0], title="New"), change_class="update")
    assert types(unrecorded[0]) == ["version", "version", "restriction"]
    record_found()
    assert types(unrecorded[0]) == ["version", "version", "restriction"]
    assert findings() == []


def test_articles_stay_hidden_between_the_restriction_and_its_entry_whatever_becomes_of_it(journal, article):
    """The process was killed after the decision, and code removed the restriction before the entry was written."""
    from articles.record.acts import Decider
    from articles.record.clock import now
    from articles.record.privacy.plans import Access
    from articles.record.privacy.waiting import restriction_acts
    from articles.record.restrictions import update_flags

    acts = restriction_acts([article.pk], Access({}, "login"), Decider(), now(), cause="safety")
    Act.objects.bulk_create(acts)
    update_flags()
    assert public_ids() == set()
    assert state(article) == (True, False, "privacy")
    assert findings() == []
    with refused("already_hidden"):
        cancel(acts[0].pk, user=None)
    call_command("record_restrictions", stdout=StringIO())
    assert state(article) == (False, True, "safety")
    assert public_ids() == set()


def test_a_page_of_a_journal_that_was_moved_out_by_code_stays_private(journal, article, private):
    article.move(private, pos="last-child")
    ArticlePage.objects.get(pk=article.pk).move(JournalPage.objects.get(pk=journal.pk), pos="last-child")
    assert public_ids() == set()
    assert open_kinds() == [(ActKind.OPENING, ActState.ATTENTION)]
    open_page(Page.objects.get(pk=article.pk))
    assert public_ids() == {article.pk}


def test_a_wrong_flag_is_repaired_by_the_scheduler(journal, article):
    make_private(journal)
    with allow_record_writes():
        Publication.objects.update(restricted=False)
    assert public_ids() == set()
    record_found()
    assert findings() == []
