"""Titles and paths of hidden articles in the copies of other articles."""

import json

import pytest
from django.db import transaction

from articles.reading.presenters.concealed import conceal
from articles.record.models import Publication
from articles.record.refusals import Refused
from articles.record.transactions import allow_record_writes
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.reading.sample import sample_copy

pytestmark = pytest.mark.django_db

PATH = "/tideline/the-secret/"
BLOCK = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def secret(journal):
    return make.make_article(journal, "The secret deal", slug="the-secret")


@pytest.fixture
def uid(secret) -> str:
    return str(make.publication_of(secret).uid)


def copy_with(*blocks, **fields):
    return sample_copy(body=list(blocks), footnotes=[], **fields)


def paragraph(*spans):
    return {"type": "paragraph", "id": "p", "text": [list(spans)]}


def concealed_body(*blocks):
    return conceal([copy_with(*blocks)])[0]["body"]


def test_a_link_is_removed_and_its_words_are_kept_unless_they_contain_the_title(secret, uid):
    withdraw(secret, cause="privacy")
    link = {"href": PATH, "link_id": uid}
    (block,) = concealed_body(
        paragraph({"text": "See "}, {"text": "this", **link}, {"text": "“The Secret  deal”", **link})
    )
    plain, kept, replaced = block["text"][0]
    assert plain == {"text": "See "}
    assert (kept["text"], "link_id" in kept, PATH in kept["href"]) == ("this", False, False)
    assert "ecret" not in replaced["text"]


@pytest.mark.parametrize(
    "href",
    [PATH, PATH.rstrip("/"), f"http://testserver{PATH}", f"{PATH}?from=letter", f"{PATH}versions/1/", f"{PATH}#note-1"],
)
def test_a_typed_url_of_a_hidden_article_is_removed_in_every_form(secret, href):
    withdraw(secret, cause="privacy")
    (block,) = concealed_body(paragraph({"text": "this", "href": href}))
    assert "the-secret" not in str(block)


def test_a_former_path_is_removed_too(secret):
    make.publish_draft(make.edit(secret, slug="the-other-secret"))
    withdraw(secret, cause="privacy")
    (block,) = concealed_body(paragraph({"text": "this", "href": PATH}))
    assert "the-secret" not in str(block)


def test_recommendations_cards_and_sources_are_replaced(secret, uid):
    withdraw(secret, cause="privacy")
    texts = {"title": "The secret", "description": "secret", "caption": "secret"}
    article = {"id": uid, "title": "The secret deal", "path": PATH}
    blocks = concealed_body(
        {"type": "related", "id": "r", "heading": "", "articles": [article]},
        {"type": "link_card", "id": "c", "href": PATH, "kind": "page", "host": "", **texts},
        {"type": "quote", "id": "q", "text": [[{"text": "Words"}]], "attribution": "", "source": PATH},
    )
    assert "ecret" not in str(blocks)
    assert blocks[0]["articles"][0]["title"]


def test_links_to_public_articles_and_to_withdrawn_ones_with_a_title_are_kept(secret, uid):
    copy = copy_with(paragraph({"text": "this", "href": PATH, "link_id": uid}))
    assert conceal([copy]) == [copy]
    withdraw(secret, cause="error")
    assert conceal([copy]) == [copy]


def test_the_copies_of_the_hidden_article_itself_are_kept(secret, uid):
    withdraw(secret, cause="privacy")
    copy = copy_with(paragraph({"text": "this", "href": PATH, "link_id": uid}), uid=uid)
    assert conceal([copy]) == [copy]


def test_two_copies_need_one_query_and_copies_without_references_none(secret, uid, django_assert_num_queries):
    withdraw(secret, cause="privacy")
    copy = copy_with(paragraph({"text": "this", "href": PATH, "link_id": uid}))
    with django_assert_num_queries(1):
        conceal([copy, copy])
    with django_assert_num_queries(0):
        conceal([copy_with(paragraph({"text": "this", "href": "https://example.org/x/"}))])


def test_versions_that_differ_in_a_concealed_link_only_are_not_called_equal(client, journal, secret):
    third = make.make_article(journal, "The third secret", slug="the-third")

    def body(article) -> str:
        link = f'<p>See <a linktype="page" id="{article.pk}">this</a>.</p>'
        return json.dumps([{"type": "paragraph", "id": BLOCK, "value": link}])

    other = make.make_article(journal, "Other", body=body(secret))
    make.publish_draft(make.edit(other, body=body(third)))
    withdraw(secret, cause="privacy")
    withdraw(third, cause="privacy")
    words = client.get("/tideline/other/versions/1..2/").content.decode()
    assert "no longer public" in words
    assert "Nothing differs" not in words
    assert "the-third" not in words


@pytest.mark.parametrize("way", ["restricted", "withdrawn"])
def test_an_article_that_recommends_a_hidden_one_is_refused_with_its_title(journal, secret, way):
    article = make.make_draft(journal, "Other", body=[("related", {"heading": "", "articles": [secret]})])
    if way == "withdrawn":
        withdraw(secret, cause="error")
    else:
        with transaction.atomic(), allow_record_writes():
            Publication.objects.filter(article=secret).update(private=True)
    with pytest.raises(Refused, match="The secret deal") as refusal:
        make.publish_draft(article)
    assert refusal.value.code == "related_not_public"
