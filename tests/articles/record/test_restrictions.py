"""Articles of a private journal are in nothing that anyone can see, at once."""

import pytest
from django.db.models.signals import pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move

from articles.models import ArticlePage, JournalPage
from articles.record.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal()


def hide(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_restriction_hides_every_article_under_it_and_its_removal_shows_them_again(journal):
    make.make_article(journal)
    other = make.make_article(make.make_journal("Other"))
    restriction = hide(journal)
    assert [p.article_id for p in Publication.objects.public()] == [other.pk]
    restriction.delete()
    assert Publication.objects.public().count() == 2


def test_an_article_published_under_a_restriction_is_born_hidden(journal):
    hide(journal)
    make.make_article(journal)
    assert Publication.objects.public().count() == 0


def test_a_restriction_that_moves_to_another_page_shows_the_first_again(journal):
    make.make_article(journal)
    other = make.make_journal("Other")
    restriction = hide(journal)
    restriction.page = other
    restriction.save()
    assert Publication.objects.public().count() == 1


def test_an_article_moved_across_a_restriction_changes_at_once(journal):
    article = make.make_article(journal)
    private = make.make_journal("Private")
    hide(private)
    article.move(private, pos="last-child")
    assert Publication.objects.public().count() == 0
    ArticlePage.objects.get(pk=article.pk).move(JournalPage.objects.get(pk=journal.pk), pos="last-child")
    assert Publication.objects.public().count() == 1


def test_two_restrictions_need_both_to_go(journal):
    article = make.make_article(journal)
    above, own = hide(journal), hide(Page.objects.get(pk=article.pk))
    above.delete()
    assert Publication.objects.public().count() == 0
    own.delete()
    assert Publication.objects.public().count() == 1


def test_the_page_of_a_private_article_asks_for_a_log_in(client, journal):
    make.make_article(journal, "A bridge")
    hide(journal)
    answer = client.get("/tideline/a-bridge/")
    assert answer.status_code == 302
    assert "/_util/login/" in answer["Location"]
    client.force_login(make.make_user())
    assert client.get("/tideline/a-bridge/").status_code == 200


def test_a_private_article_asks_for_its_password_and_then_answers(client, journal):
    article = make.make_article(journal, "A bridge")
    restriction = PageViewRestriction.objects.create(
        page=journal, restriction_type=PageViewRestriction.PASSWORD, password="tide"
    )
    assert "A bridge" not in client.get("/tideline/a-bridge/").content.decode()
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{article.pk}/",
        {"password": "tide", "return_url": "/tideline/a-bridge/"},
    )
    assert "A bridge" in client.get("/tideline/a-bridge/").content.decode()


def test_what_is_to_be_private_is_hidden_before_the_restriction_is_saved(journal):
    make.make_article(journal)

    def break_down(**kwargs):
        raise RuntimeError("the process dies here")

    pre_save.connect(break_down, sender=PageViewRestriction)
    try:
        with pytest.raises(RuntimeError):
            hide(journal)
    finally:
        pre_save.disconnect(break_down, sender=PageViewRestriction)
    assert not PageViewRestriction.objects.exists()
    assert Publication.objects.public().count() == 0


def test_a_page_on_its_way_under_a_restriction_is_hidden_before_it_arrives(journal):
    article = make.make_article(journal)
    private = make.make_journal("Private")
    hide(private)
    seen = []

    def look(**kwargs):
        seen.append(Publication.objects.public().count())

    pre_page_move.connect(look)
    try:
        article.move(private, pos="last-child")
    finally:
        pre_page_move.disconnect(look)
    assert seen == [0]
