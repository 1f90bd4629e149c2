"""Whatever happens at the same moment as a restriction: flags, lists, chain and verification are right afterwards."""

import pytest
from django.db.models.signals import pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move

from articles.models import ArticlePage
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy.decisions import Shown, move_page, open_page
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.refusals import refused

from .helpers import WORDS, findings, make_private, public_ids, restrict_by_code, state, types
from .racing import Pause, race

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.postgresql]


@pytest.fixture
def draft(journal):
    """A draft beside the public article."""
    return make.make_draft(journal, "A draft")


def edited(article):
    """A function that publishes a second version."""
    revision = make.edit(article, title="A longer bridge").get_latest_revision()
    return lambda: make.publish(revision, change_class="update")


def note(article):
    return lambda: add_note(article, NoteDraft("correction", "It is longer."), user=None)


def withdrawal(article):
    return lambda: withdraw(ArticlePage.objects.get(pk=article.pk), cause="error", reason="Wrong.")


ACTS = {"version": edited, "note": note, "withdrawal": withdrawal}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("order", ["restriction first", "act first"])
def test_an_act_on_a_public_article_while_its_journal_is_made_private(journal, article, name, order):
    pair = [lambda: make_private(journal), ACTS[name](article)]
    assert race(*(pair if order == "restriction first" else reversed(pair)))
    assert public_ids() == set()
    if order == "act first" and name == "withdrawal":
        assert types(article) == ["version", "withdrawal"]
        assert state(article) == (True, False, "error")
    else:
        assert sorted(types(article)) == sorted(["version", "restriction", name])
        assert state(article)[:2] == (True, True)
    assert findings() == []


@pytest.mark.parametrize("order", ["restriction first", "act first"])
def test_a_first_publication_while_its_journal_is_made_private(journal, article, draft, order):
    pair = [lambda: make_private(journal), lambda: make.publish_draft(draft)]
    assert race(*(pair if order == "restriction first" else reversed(pair)))
    assert public_ids() == set()
    assert types(draft) == ["version", "restriction"]
    assert state(draft)[:2] == (True, True)
    assert findings() == []


def test_an_article_published_in_the_meantime_makes_the_list_out_of_date(journal, article, draft):
    with refused("articles_changed"):
        race(lambda: make.publish_draft(draft), lambda: make_private(journal, shown=Shown([article.pk])))
    assert public_ids() == {article.pk, draft.pk}
    assert not PageViewRestriction.objects.exists()
    assert findings() == []


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("order", ["opening first", "act first"])
def test_an_act_while_the_journal_is_opened(journal, article, name, order):
    make_private(journal)
    pair = [lambda: open_page(journal), ACTS[name](article)]
    assert race(*(pair if order == "opening first" else reversed(pair)))
    assert public_ids() == (set() if name == "withdrawal" else {article.pk})
    assert "opening" in types(article)
    assert findings() == []


def test_opening_and_restricting_at_the_same_moment_end_as_the_later_one(journal, article):
    make_private(journal)
    assert race(lambda: open_page(journal), lambda: make_private(journal))
    assert public_ids() == set()
    assert types(article)[-1] == "restriction"
    assert findings() == []


@pytest.mark.parametrize("order", ["move first", "act first"])
def test_an_article_is_moved_under_a_restriction_while_its_journal_is_made_private(journal, article, private, order):
    pair = [
        lambda: move_page(article, private, cause="members", text=WORDS),
        lambda: make_private(journal, "safety", ""),
    ]
    assert race(*(pair if order == "move first" else reversed(pair)))
    assert public_ids() == set()
    assert state(article)[:2] == (True, True)
    assert findings() == []


@pytest.mark.parametrize("order", ["move first", "act first"])
def test_an_article_is_moved_under_a_restriction_while_a_version_is_published(article, private, order):
    pair = [lambda: move_page(article, private, cause="members", text=WORDS), edited(article)]
    assert race(*(pair if order == "move first" else reversed(pair)))
    assert public_ids() == set()
    assert sorted(types(article)) == ["restriction", "version", "version"]
    assert findings() == []


def test_a_first_publication_between_the_steps_of_a_restriction_by_code(journal, draft):
    """Wagtail saves a restriction without a transaction around it, so a publication can come in between."""
    pause = Pause()
    pre_save.connect(pause, sender=PageViewRestriction)
    try:
        race(lambda: restrict_by_code(journal), lambda: make.publish_draft(draft), pause)
    finally:
        pre_save.disconnect(pause, sender=PageViewRestriction)
    assert public_ids() == set()
    assert types(draft) == ["version", "restriction"]
    assert findings() == []


def test_a_first_publication_between_the_steps_of_a_move_by_code(draft, private):
    pause = Pause()
    pre_page_move.connect(pause)
    try:
        page = Page.objects.get(pk=draft.pk)
        race(lambda: page.move(private, pos="last-child"), lambda: make.publish_draft(draft), pause)
    finally:
        pre_page_move.disconnect(pause)
    assert public_ids() == set()
    assert types(draft) == ["version", "restriction"]
    assert findings() == []


def test_two_people_make_the_same_journal_private(journal, article):
    assert race(lambda: make_private(journal), lambda: make_private(journal, "legal", ""))
    assert types(article) == ["version", "restriction", "restriction"]
    assert state(article) == (True, True, "legal")
    assert findings() == []
