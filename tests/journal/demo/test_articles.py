"""What the article files of the demo promise, seen without a database."""

import re
from collections import Counter

import pytest

from articles.blocks import BodyBlock
from journal.demo import markup, people, site, subjects
from journal.demo.markup import Source
from journal.demo.sources import read_all

SOURCES = read_all()
EACH = pytest.mark.parametrize("source", SOURCES, ids=[source.slug for source in SOURCES])


def paragraphs(source: Source) -> list[str]:
    return [text for block in markup.blocks(source.body) for text in block.all("text") + block.all("item")]


def plain(text: str) -> str:
    return re.sub(r"[*]", "", text)


def test_there_are_enough_articles_and_authors_over_three_years():
    assert len(SOURCES) >= 24
    assert len(people.AUTHORS) >= 8
    signing = {name.split(" (")[0] for source in SOURCES for name in source.names("authors")}
    assert signing == {author.slug for author in people.AUTHORS}
    days = [source.first("date") for source in SOURCES]
    assert min(days) < "2024"
    assert max(days) > "2026-11"
    assert len(set(days)) == len(days)


def test_every_kind_of_block_is_used():
    used = {block.kind for source in SOURCES for block in markup.blocks(source.body)}
    assert used == set(BodyBlock().child_blocks)


def test_disclaimer_blocks_are_chosen_and_one_off():
    found = [block for source in SOURCES for block in markup.blocks(source.body) if block.kind == "disclaimer"]
    assert any(block.first("use") for block in found)
    assert any(block.first("text") for block in found)


def test_no_paragraph_stands_twice():
    counted = Counter(text for source in SOURCES for text in paragraphs(source) if len(text) > 60)
    pulled = {block.first("text") for s in SOURCES for block in markup.blocks(s.body) if block.kind == "pull_quote"}
    assert [text for text, number in counted.items() if number > 1 and text not in pulled] == []


@EACH
def test_an_article_has_the_length_of_a_real_one(source):
    assert 600 <= len(re.findall(r"\w+", " ".join(paragraphs(source)))) <= 1200


@EACH
def test_a_pull_quote_is_a_passage_of_its_article(source):
    running = plain(" ".join(paragraphs(source)))
    quotes = [block.first("text") for block in markup.blocks(source.body) if block.kind == "pull_quote"]
    assert all(running.count(quote) == 2 for quote in quotes)


@EACH
def test_an_article_names_only_what_is_in_the_vocabulary(source):
    programmes = {f"{p.name} ({p.qualifier})" if p.qualifier else p.name for p in subjects.PROGRAMMES}
    assert set(source.names("programmes")) <= programmes
    assert set(source.names("firms")) <= {firm.name for firm in subjects.FIRMS}
    assert set(source.head.get("disclaimer", [])) <= set(site.DISCLAIMERS)
    assert source.first("journal") in site.JOURNALS


@EACH
def test_each_author_declares_something_if_only_none(source):
    declaring = {line.split("|")[0].strip() for line in source.head["disclosure"]}
    assert declaring == {name.split(" (")[0] for name in source.names("authors")}


@EACH
def test_an_article_refers_to_older_ones_only(source):
    older = {other.slug for other in SOURCES if other.first("date") < source.first("date")}
    linked = set(re.findall(r"\(article:([\w-]+)\)", source.body))
    related = {
        slug.strip()
        for block in markup.blocks(source.body)
        if block.kind == "related"
        for slug in block.first("articles").split(";")
    }
    assert linked | related <= older


@EACH
def test_every_footnote_is_referred_to_and_exists(source):
    assert set(re.findall(r"\[\^([\w-]+)\]", source.body)) == set(source.footnotes)


def test_corrections_of_several_kinds_apply_to_their_texts():
    corrected = [source for source in SOURCES if source.revisions]
    for source in corrected:
        body = source.body
        for revision in source.revisions:
            body = revision.apply(body)
        assert (body != source.body) == any(revision.replacements for revision in source.revisions)
    kinds = {revision.kind for source in corrected for revision in source.revisions}
    assert kinds == {"correction", "clarification", "update", "editors_note"}
    assert 5 <= len(corrected) <= 6
    assert any(len(source.revisions) == 2 for source in corrected)


def test_every_programme_and_firm_is_written_about():
    programmes = {name for source in SOURCES for name in source.names("programmes")}
    firms = {name for source in SOURCES for name in source.names("firms")}
    assert len(programmes) == len(subjects.PROGRAMMES) >= 14
    assert len(firms) == len(subjects.FIRMS) >= 14
