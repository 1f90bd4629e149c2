"""A decision rests on who can read an article, and a move on where its target is now."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from articles.record.models import Act, ActState
from articles.record.privacy.decisions import Readers, Shown, move_page, restrict
from articles.record.schedule import carry_out
from tests import factories as make
from tests.articles.record.refusals import refused

from .helpers import WORDS, findings, make_private, newest_note, public_ids

pytestmark = pytest.mark.django_db


def schedule(article, **fields) -> Act:
    """Schedule the publication of a draft for tomorrow."""
    return make.schedule(make.edit(article, **fields) if fields else article, change_class="update")


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize("seen", [True, False])
def test_a_publication_that_was_decided_for_one_group_is_stopped_when_another_one_can_read_it(journal, article, seen):
    groups = [Group.objects.create(name=name) for name in ("Harbour", "Lighthouse")]
    restrict(journal, Readers("groups", groups=groups[:1]), cause="members", text=WORDS)
    act = schedule(again(article), title="New") if seen else schedule(make.make_draft(again(journal)))
    assert restrict(journal, Readers("groups", groups=groups[:1]), cause="moved", text=WORDS).voided == []
    plan = restrict(journal, Readers("groups", groups=groups), cause="members", text=WORDS)
    assert [voided.pk for voided in plan.voided] == [act.pk]
    act.refresh_from_db()
    assert act.state == ActState.ATTENTION
    assert not carry_out(act.pk, early=True) or again(act).state == ActState.ATTENTION
    assert newest_note(article)["access"] == "groups"


def test_a_publication_that_was_decided_for_one_password_is_stopped_by_another(journal, article):
    restrict(journal, Readers("password", password="tide"), cause="members", text=WORDS)
    act = schedule(again(article), title="New")
    assert restrict(journal, Readers("password"), cause="moved", text=WORDS).voided == []
    PageViewRestriction.objects.filter(page=journal).update(password="another")
    make.make_due(act)
    carry_out(act.pk)
    act.refresh_from_db()
    assert act.state == ActState.ATTENTION


def test_an_act_from_before_groups_were_part_of_its_basis_is_carried_out(journal, article):
    restrict(journal, Readers("groups", groups=[Group.objects.create(name="Harbour")]), cause="members", text=WORDS)
    act = schedule(again(article), title="New")
    Act.objects.filter(pk=act.pk).update(basis={**act.basis, "access": "groups"})
    make.make_due(act)
    assert carry_out(act.pk).state == ActState.DONE


def test_a_move_follows_the_target_and_is_refused_when_it_affects_other_articles_then(journal, article, private):
    target = make.make_journal("Target")
    stale = Page.objects.get(pk=target.pk)
    make_private(journal)
    Page.objects.get(pk=target.pk).move(private, "last-child")
    make.make_journal("Newcomer")
    assert Page.objects.get(path=stale.path).title == "Newcomer"
    with refused("articles_changed"):
        move_page(again(article), stale, text="Open again.", shown=Shown([article.pk]))
    move_page(again(article), stale, cause="members", text=WORDS)
    assert again(article).get_parent().title == "Target"
    assert public_ids() == set()
    assert findings() == []


def test_a_move_to_a_page_that_has_the_slug_is_refused(journal, article, private):
    make.make_draft(again(private), "Another", slug=article.slug)
    with refused("slug_taken"):
        move_page(again(article), again(private), cause="members", text=WORDS)
