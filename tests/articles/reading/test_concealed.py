"""Titles and paths of hidden articles in the copies of other articles."""

import json

import pytest
from django.db import transaction

from articles.reading.presenters.concealed import conceal, no_longer_public
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


HREFS = {
    "percent-encoded": "http://testserver/tideline/%C5%BC%C3%B3%C5%82ty-sekret/",
    "percent-encoded in lower case without the last slash": "http://testserver/tideline/%c5%bc%c3%b3%c5%82ty-sekret",
    "one letter percent-encoded": "/%74ideline/żółty-sekret/",
    "slash percent-encoded": "/tideline%2Fżółty-sekret/",
    "host in capitals": "HTTP://TESTSERVER/tideline/żółty-sekret/",
    "other scheme": "https://testserver/tideline/żółty-sekret/",
    "port": "http://testserver:80/tideline/żółty-sekret/",
    "host with a dot": "http://testserver./tideline/żółty-sekret/",
    "without a scheme": "//testserver/tideline/żółty-sekret/",
    "two slashes": "http://testserver//tideline/żółty-sekret/",
    "two slashes without a host": "//tideline/żółty-sekret/",
    "two slashes inside": "/tideline//żółty-sekret/",
    "dot segment": "http://testserver/./tideline/żółty-sekret/",
    "dot segments that go up": "/other/../tideline/żółty-sekret/",
    "relative": "../żółty-sekret/",
    "backslashes": "\\tideline\\żółty-sekret\\",
    "line break inside": "/tideline/żółty-\nsekret/",
    "version, percent-encoded": "/tideline/%C5%BC%C3%B3%C5%82ty-sekret/versions/1/",
    "comparison": "/tideline/żółty-sekret/versions/1..2/",
    "by id": "/record/{uid}/",
    "by id, absolute": "http://testserver/record/{uid}/",
    "by id in capitals without the last slash": "/record/{UID}",
}


@pytest.fixture
def linked(journal):
    """An article whose path has letters that browsers percent-encode when they copy a URL."""
    return make.make_article(journal, "The yellow secret", slug="żółty-sekret")


@pytest.mark.parametrize("href", HREFS.values(), ids=HREFS)
def test_a_link_is_removed_in_every_spelling_while_the_article_is_hidden(journal, linked, href):
    uid = str(make.publication_of(linked).uid)
    href = href.format(uid=uid, UID=uid.upper())
    copy = copy_with(paragraph({"text": "The yellow secret", "href": href}), path="/tideline/other/")
    assert conceal([copy]) == [copy]
    withdraw(linked, cause="privacy")
    (span,) = conceal([copy])[0]["body"][0]["text"][0]
    assert (span["text"], span["href"]) == (no_longer_public(), no_longer_public())
    make.publish_draft(make.edit(type(linked).objects.get(pk=linked.pk)), change_class="update", reinstate=True)
    assert conceal([copy]) == [copy]


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/tideline/the-secret/",
        "mailto:tideline/the-secret/",
        "http://[",
        "/tideline/the-secret-service/",
        "/record/11111111-1111-4111-8111-111111111111/",
        "/record/days/",
        "#the-secret",
        "",
    ],
)
def test_links_to_other_places_are_kept_while_an_article_is_hidden(secret, href):
    withdraw(secret, cause="privacy")
    copy = copy_with(paragraph({"text": "this", "href": href}))
    assert conceal([copy]) == [copy]


def test_an_article_in_a_journal_named_versions_is_found(client):
    journal = make.make_journal("Versions")
    withdraw(make.make_article(journal, "The secret deal", slug="the-secret"), cause="privacy")
    (block,) = concealed_body(paragraph({"text": "this", "href": "/versions/the-secret/versions/1/"}))
    assert "the-secret" not in str(block)


@pytest.mark.parametrize("href", [PATH, "/record/{uid}/"])
def test_a_link_whose_words_are_a_former_title_is_replaced(secret, uid, href):
    make.publish_draft(make.edit(secret, title="A deal"), change_class="update")
    words = [
        {"text": "“The secret  DEAL”", "href": href.format(uid=uid)},
        {"text": " and "},
        {"text": "The secret", "link_id": uid, "href": PATH},
    ]
    copy = copy_with(paragraph(*words))
    assert conceal([copy]) == [copy]
    withdraw(type(secret).objects.get(pk=secret.pk), cause="privacy")
    texts = [span["text"] for span in conceal([copy])[0]["body"][0]["text"][0]]
    assert texts == [no_longer_public(), " and ", no_longer_public()]


@pytest.mark.parametrize("text", ["http://testserver/tideline/the-secret/", "testserver/tideline/the-secret", PATH])
def test_a_link_whose_words_are_its_url_is_replaced(secret, text):
    withdraw(secret, cause="privacy")
    (block,) = concealed_body(paragraph({"text": text, "href": PATH}))
    assert block["text"][0][0]["text"] == no_longer_public()


def test_a_title_in_two_styles_is_replaced_as_a_whole(secret):
    withdraw(secret, cause="privacy")
    spans = {"text": "The "}, {"text": "secret", "italic": True}, {"text": " deal"}
    (block,) = concealed_body(paragraph({"text": "See "}, *({**span, "href": PATH} for span in spans), {"text": "."}))
    assert [span["text"] for span in block["text"][0]] == ["See ", no_longer_public(), "."]


def test_the_words_of_a_source_that_name_a_hidden_article_are_replaced(secret):
    withdraw(secret, cause="privacy")
    quote = {"type": "quote", "id": "q", "text": [[{"text": "Words"}]], "attribution": "From “The secret deal”"}
    (block,) = concealed_body({**quote, "source": f"/.{PATH}"})
    assert (block["attribution"], block["source"]) == (no_longer_public(), no_longer_public())


def test_copies_of_several_articles_keep_the_links_to_themselves_only(secret, uid):
    withdraw(secret, cause="privacy")
    body = paragraph({"text": "this", "href": PATH, "link_id": uid})
    own, other = copy_with(body, uid=uid), copy_with(body)
    concealed = conceal([own, other])
    assert concealed[0] == own
    assert "the-secret" not in str(concealed[1]["body"])


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


def test_copies_need_two_queries_one_when_nothing_is_hidden_and_none_without_references(
    journal, secret, uid, django_assert_num_queries
):
    third = make.make_article(journal, "The third secret", slug="the-third")
    links = [{"text": "this", "href": PATH, "link_id": uid}, {"text": "that", "href": "/tideline/the-third/"}]
    copy = copy_with(paragraph(*links))
    with django_assert_num_queries(1):
        conceal([copy])
    withdraw(secret, cause="privacy")
    withdraw(third, cause="privacy")
    with django_assert_num_queries(2):
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
def test_an_article_that_recommends_one_that_is_not_public_is_refused_with_its_title_unless_it_is_protected(
    journal, secret, way
):
    article = make.make_draft(journal, "Other", body=[("related", {"heading": "", "articles": [secret]})])
    if way == "withdrawn":
        withdraw(secret, cause="error")
    else:
        with transaction.atomic(), allow_record_writes():
            Publication.objects.filter(article=secret).update(private=True)
    with pytest.raises(Refused) as refusal:
        make.publish_draft(article)
    assert refusal.value.code == "related_not_public"
    assert ("The secret deal" in str(refusal.value)) == (way == "withdrawn")
