"""The foot of an article recommends others about the same entities."""

import pytest
from django.template.loader import render_to_string

from articles.reading.presenters.article import build
from articles.reading.presenters.recommendations import recommend
from articles.record.models import Publication
from articles.record.reader_copy import ReaderCopy
from articles.record.transactions import allow_record_writes
from tests.articles.reading.sample import SampleImages, sample_copy
from tests.factories import make_article, make_country, make_programme

pytestmark = pytest.mark.django_db


def copy_of(article) -> dict:
    return ReaderCopy.of(Publication.objects.get(article=article).version).data


def test_articles_that_share_most_entities_are_first(journal):
    belarus, ukraine, polonez = make_country("BY"), make_country("UA"), make_programme("Polonez")
    article = make_article(journal, "This one", countries=[belarus, ukraine], programmes=[polonez])
    make_article(journal, "Shares two", countries=[belarus], programmes=[polonez])
    make_article(journal, "Shares one", countries=[belarus])
    make_article(journal, "Shares none", countries=[make_country("FR")])
    found = recommend(copy_of(article))
    assert [card["title"] for card in found["cards"]] == ["Shares two", "Shares one"]
    assert found["heading"] == "More on Belarus and Polonez"


def test_an_article_without_entities_or_similar_articles_has_no_recommendations(journal):
    alone = make_article(journal, "Alone", countries=[make_country("BY")])
    bare = make_article(journal, "Bare")
    assert recommend(copy_of(alone)) is None
    assert recommend(copy_of(bare)) is None


def test_a_restricted_article_is_not_recommended(journal):
    belarus = make_country("BY")
    article = make_article(journal, "This one", countries=[belarus])
    hidden = make_article(journal, "Hidden", countries=[belarus])
    with allow_record_writes():
        Publication.objects.filter(article=hidden).update(restricted=True)
    assert recommend(copy_of(article)) is None


def test_an_article_in_a_block_of_related_articles_is_not_recommended_again(journal):
    belarus = make_country("BY")
    article = make_article(journal, "This one", countries=[belarus])
    other = make_article(journal, "Other", countries=[belarus])
    copy = copy_of(article)
    uid = str(Publication.objects.get(article=other).uid)
    copy["body"] = [{"type": "related", "id": "x", "heading": "", "articles": [{"id": uid, "title": "", "path": ""}]}]
    assert recommend(copy) is None


def test_recommendations_need_two_queries(journal, django_assert_num_queries):
    belarus, ukraine = make_country("BY"), make_country("UA")
    article = make_article(journal, "This one", countries=[belarus, ukraine])
    for number in range(5):
        make_article(journal, f"Other {number}", countries=[belarus, ukraine])
    copy = copy_of(article)
    with django_assert_num_queries(2):
        assert len(recommend(copy)["cards"]) == 3


def test_recommendations_are_below_the_article(journal):
    belarus = make_country("BY")
    article = make_article(journal, "This one", countries=[belarus])
    make_article(journal, "Other", countries=[belarus])
    context = {
        "article": build(sample_copy(), images=SampleImages()),
        "site_frame": {"site_name": "Site"},
        "more": recommend(copy_of(article)),
    }
    html = render_to_string("reading/article.html", context)
    assert html.index('id="disclaimers-title"') < html.index("More on Belarus</h2>") < html.index('class="site-foot"')
