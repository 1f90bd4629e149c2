"""The content of the demo's article files, checked without a database."""

import re
from collections import Counter

import pytest

from articles.blocks import BodyBlock
from journal.demo import entity_data, people, site_data
from journal.demo.article_files import ArticleFile, read_all_articles
from journal.demo.markdown import Block, parse

ARTICLES = read_all_articles()
BLOCKS = {article.slug: parse(article.body).blocks for article in ARTICLES}
EACH = pytest.mark.parametrize("article", ARTICLES, ids=[article.slug for article in ARTICLES])


def blocks_of_kind(kind: str) -> list[Block]:
    return [block for blocks in BLOCKS.values() for block in blocks if block.kind == kind]


def paragraphs(article: ArticleFile) -> list[str]:
    """The texts of an article, without its headings."""
    return [text.content for block in BLOCKS[article.slug] if block.kind != "heading" for text in block.texts]


def test_there_are_enough_articles_and_authors_over_three_years() -> None:
    assert len(ARTICLES) >= 24
    assert len(people.AUTHORS) >= 8
    signing = {signature.slug for article in ARTICLES for signature in article.authors}
    assert signing == {author.slug for author in people.AUTHORS}
    days = [article.date for article in ARTICLES]
    assert min(days).year < 2024
    assert (max(days).year, max(days).month) >= (2026, 11)
    assert len(set(days)) == len(days)


def test_every_kind_of_block_is_used() -> None:
    used = {block.kind for blocks in BLOCKS.values() for block in blocks}
    assert used == set(BodyBlock().child_blocks)


def test_disclaimer_blocks_are_standing_or_for_one_article() -> None:
    disclaimers = blocks_of_kind("disclaimer")
    assert any("use" in block.options for block in disclaimers)
    assert any(block.texts for block in disclaimers)


def test_no_paragraph_is_repeated() -> None:
    counted = Counter(text for article in ARTICLES for text in paragraphs(article) if len(text) > 60)
    pulled = {block.plain_text for block in blocks_of_kind("pull_quote")}
    assert [text for text, number in counted.items() if number > 1 and text not in pulled] == []


@EACH
def test_an_article_has_the_length_of_a_real_one(article: ArticleFile) -> None:
    assert 600 <= len(re.findall(r"\w+", " ".join(paragraphs(article)))) <= 1200


@EACH
def test_a_pull_quote_is_a_passage_of_its_article(article: ArticleFile) -> None:
    text = " ".join(paragraphs(article)).replace("*", "")
    quotes = [block.plain_text for block in BLOCKS[article.slug] if block.kind == "pull_quote"]
    assert all(text.count(quote) == 2 for quote in quotes)


@EACH
def test_an_article_names_only_what_the_demo_creates(article: ArticleFile) -> None:
    programmes = {f"{p.name} ({p.qualifier})" if p.qualifier else p.name for p in entity_data.PROGRAMMES}
    assert set(article.programmes) <= programmes
    assert set(article.firms) <= {firm.name for firm in entity_data.FIRMS}
    assert set(article.disclaimers) <= set(site_data.DISCLAIMERS)
    assert article.journal in site_data.JOURNALS


@EACH
def test_each_author_declares_something_if_only_none(article: ArticleFile) -> None:
    declaring = {disclosure.author for disclosure in article.disclosures}
    assert declaring == {signature.slug for signature in article.authors}


@EACH
def test_an_article_refers_to_older_ones_only(article: ArticleFile) -> None:
    older = {other.slug for other in ARTICLES if other.date < article.date}
    linked = set(re.findall(r"\(article:([\w-]+)\)", article.body))
    related = {slug for block in BLOCKS[article.slug] for slug in block.options.get("articles", [])}
    assert linked | related <= older


@EACH
def test_every_footnote_is_referred_to_and_exists(article: ArticleFile) -> None:
    names = set(re.findall(r"\[\^([\w-]+)\]:", article.body))
    assert names == set(re.findall(r"\[\^([\w-]+)\](?!:)", article.body)) == set(parse(article.body).footnotes)


def test_corrections_of_several_kinds_apply_to_their_texts() -> None:
    corrected = [article for article in ARTICLES if article.corrections]
    for article in corrected:
        body = article.body
        for correction in article.corrections:
            body = correction.apply(body)
        assert (body != article.body) == any(correction.replace for correction in article.corrections)
    kinds = {correction.kind for article in corrected for correction in article.corrections}
    assert kinds == {"correction", "clarification", "update", "editors_note"}
    assert 5 <= len(corrected) <= 6
    assert any(len(article.corrections) == 2 for article in corrected)


def test_every_programme_and_firm_is_written_about() -> None:
    programmes = {name for article in ARTICLES for name in article.programmes}
    firms = {name for article in ARTICLES for name in article.firms}
    assert len(programmes) == len(entity_data.PROGRAMMES) >= 14
    assert len(firms) == len(entity_data.FIRMS) >= 14
