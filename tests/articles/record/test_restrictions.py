"""Articles under a view restriction are hidden from the public, immediately.

`privacy/` has the tests of restrictions as acts.
"""

import pytest
from django.db.models.signals import pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move

from articles.models import ArticlePage, JournalPage
from articles.record.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def hide(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_restriction_hides_every_article_under_it(journal):
    make.make_article(journal)
    other = make.make_article(make.make_journal("Other"))
    hide(journal)
    assert [p.article_id for p in Publication.objects.public()] == [other.pk]


def test_an_article_published_under_a_restriction_is_hidden_from_the_start(journal):
    hide(journal)
    make.make_article(journal)
    assert Publication.objects.public().count() == 0


def restricted() -> list[bool]:
    return list(Publication.objects.values_list("restricted", flat=True))


def test_a_restriction_that_moves_to_another_page_no_longer_restricts_the_first(journal):
    make.make_article(journal)
    other = make.make_journal("Other")
    restriction = hide(journal)
    assert restricted() == [True]
    restriction.page = other
    restriction.save()
    assert restricted() == [False]


def test_an_article_moved_under_or_out_of_a_restriction_changes_immediately(journal):
    article = make.make_article(journal)
    private = make.make_journal("Private")
    hide(private)
    article.move(private, pos="last-child")
    assert Publication.objects.public().count() == 0
    ArticlePage.objects.get(pk=article.pk).move(JournalPage.objects.get(pk=journal.pk), pos="last-child")
    assert restricted() == [False]


def test_an_article_stays_restricted_until_both_of_two_restrictions_are_removed(journal):
    article = make.make_article(journal)
    above, own = hide(journal), hide(Page.objects.get(pk=article.pk))
    above.delete()
    assert restricted() == [True]
    own.delete()
    assert restricted() == [False]


def test_a_private_article_requires_login(client, journal):
    make.make_article(journal, "A bridge")
    hide(journal)
    response = client.get("/tideline/a-bridge/")
    assert response.status_code == 403
    assert "/_util/login/" in response.content.decode()
    client.force_login(make.make_user())
    assert client.get("/tideline/a-bridge/").status_code == 200


def test_a_password_protected_article_is_shown_after_its_password(client, journal):
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


def test_articles_are_hidden_before_the_restriction_is_saved(journal):
    make.make_article(journal)

    def fail(**kwargs):
        raise RuntimeError("the process ends here")

    pre_save.connect(fail, sender=PageViewRestriction)
    try:
        with pytest.raises(RuntimeError):
            hide(journal)
    finally:
        pre_save.disconnect(fail, sender=PageViewRestriction)
    assert not PageViewRestriction.objects.exists()
    assert Publication.objects.public().count() == 0


def test_a_page_is_hidden_before_it_moves_under_a_restriction(journal):
    article = make.make_article(journal)
    private = make.make_journal("Private")
    hide(private)
    counts = []

    def count_public(**kwargs):
        counts.append(Publication.objects.public().count())

    pre_page_move.connect(count_public)
    try:
        article.move(private, pos="last-child")
    finally:
        pre_page_move.disconnect(count_public)
    assert counts == [0]
