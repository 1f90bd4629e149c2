"""How an article file is read."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal.demo.article_files import LeadImage, Replacement, Signature, parse_article, read_article
from journal.demo.markdown import MarkupError

ARTICLE = """---
title: A bridge
standfirst: It is narrow.
journal: eastern-margin
date: 2026-05-11
authors:
  - slug: one
  - slug: two
    role: translator
lead_image:
  file: bridge-1.webp
  alt: A bridge
  caption: Looking north.
countries: [RO, NO]
disclosures:
  - author: one
    kind: none
corrections:
  - at: 2026-05-12 14:05
    kind: correction
    note: The second paragraph was wrong.
    replace:
      - old: Second, with
        new: Third, with
---

First paragraph.

Second, with a comma.
"""


def test_the_front_matter_becomes_typed_values() -> None:
    article = parse_article("a-bridge", ARTICLE)
    assert (article.slug, article.title, article.date) == ("a-bridge", "A bridge", date(2026, 5, 11))
    assert article.authors == [Signature("one"), Signature("two", "translator")]
    assert article.lead_image == LeadImage("bridge-1.webp", "A bridge", "Looking north.")
    assert article.countries == ["RO", "NO"]
    assert (article.language, article.firms) == ("en", [])


def test_a_correction_has_its_time_in_utc_and_its_replacements() -> None:
    (correction,) = parse_article("a-bridge", ARTICLE).corrections
    assert (correction.at, correction.kind) == (datetime(2026, 5, 12, 14, 5, tzinfo=UTC), "correction")
    assert correction.replace == [Replacement("Second, with", "Third, with")]


def test_a_correction_replaces_its_passage() -> None:
    article = parse_article("a-bridge", ARTICLE)
    assert article.corrections[0].apply(article.body) == "First paragraph.\n\nThird, with a comma."


@pytest.mark.parametrize("body", ["nothing of the kind", "Second, with and Second, with"])
def test_a_correction_whose_passage_is_not_there_exactly_once_is_an_error(body: str) -> None:
    with pytest.raises(MarkupError, match="Second, with") as error:
        parse_article("a-bridge", ARTICLE).corrections[0].apply(body)
    assert error.value.code == "passage"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("standfirst: It is narrow.\n", ""),
        ARTICLE.replace("standfirst:", "subtitle:"),
        ARTICLE.replace("role: translator", "rule: translator"),
    ],
)
def test_a_key_that_is_missing_or_unknown_is_an_error(text: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_article("a-bridge", text)
    assert error.value.code == "key"


def test_an_error_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a-bridge.md"
    file.write_text(ARTICLE.replace("2026-05-11", "next Monday"))
    with pytest.raises(ValueError, match="isoformat") as error:
        read_article(file)
    assert any("a-bridge.md" in note for note in error.value.__notes__)
