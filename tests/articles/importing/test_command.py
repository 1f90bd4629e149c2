"""`manage.py import_article` from the outside: what it prints, what it refuses, what it leaves behind."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticlePage, Author, JournalPage
from articles.record.models import Publication, WaitingNote
from tests.factories import make_author, make_disclaimer, make_firm, make_journal, make_programme

from .reading import FIRST, LAST, STATEMENT

ORIGINAL = Path(__file__).parent / "texts" / "twin.txt"


@pytest.fixture
def journal(db) -> JournalPage:
    statement = make_disclaimer(f"<p>{STATEMENT}</p>", title="Statement")
    return make_journal("The Long Frontier", slug="frontier", disclaimers=[statement])


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_article", *[str(argument) for argument in arguments], stdout=out)
    return out.getvalue()


def refusal(*arguments) -> str:
    """The words of a refusal, which are one line and leave no article."""
    with pytest.raises(CommandError) as error:
        run(*arguments)
    words = str(error.value)
    assert "\n" not in words
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()
    return words


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (ArticlePage, Author, WaitingNote, Publication))


def test_it_tells_line_by_line_what_it_recognised_and_left_out(journal):
    make_author("Bo Ek")
    make_programme("Meridian")
    make_firm("Aralmash")
    told = run(ORIGINAL, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li", "--author", "bo ek")
    for line in (
        "Title: The salt",
        "Author: Ann Li (new)",
        "Author: Bo Ek (known: bo-ek)",
        "First published: not given",
        "    3  paragraph          Leaving the treaty aside,",
        "    7  sign-up box        Write to Us, We Write Back / Subscribe",
        "   22  note               An earlier version of this essay gave",
        "(Correction, date not recorded)",
        "   24  disclaimer         The Long Frontier is",
        "   28  left out           Read More  (“read more” box)",
        "Tagged: Meridian (Programme), “Meridian” on line 12",
        "Tagged: Kazakhstan (Country), “Kazakhstan” on line 1",
        "Ambiguous, not tagged: “Georgia” on line 18 may mean Georgia (Country)",
        "Look at line 24: The disclaimer differs from “Statement”",
        "Saved “The salt” as a draft",
        "1 note waits beside it",
    ):
        assert line in told


def test_a_dry_run_tells_the_same_and_changes_nothing(journal):
    arguments = (ORIGINAL, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li", "--date", "2020-05-12")
    before = counts()
    dry = run(*arguments, "--publish", "--dry-run")
    assert counts() == before
    wet = run(*arguments, "--publish")
    assert dry.splitlines()[:-1] == wet.splitlines()[:-1]
    assert dry.splitlines()[-1] == "Dry run: nothing was changed."
    assert wet.splitlines()[-1] == "Published at /frontier/the-salt/, with 1 note."


def test_a_published_import_is_what_readers_get(journal, client):
    run(ORIGINAL, "--journal", "frontier", "--title", "The salt", "--date", "2020-05-12", "--publish")
    page = client.get("/frontier/the-salt/")
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("keeper of a system") == 1
    assert "the wrong length" in html
    assert "date not recorded" in html
    assert "Read More" not in html


def test_an_unknown_journal_is_refused_by_naming_those_that_exist(journal):
    make_journal("Tideline", slug="tideline")
    words = refusal(ORIGINAL, "--journal", "frontear", "--title", "The salt")
    assert words == "There is no journal “frontear”. There are: frontier, tideline."


@pytest.mark.django_db
def test_a_site_without_a_journal_says_so():
    assert refusal(ORIGINAL, "--journal", "frontier", "--title", "The salt") == "There is no journal yet."


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "binary"),
        (b"caf\xe9", "not UTF-8"),
        (b"<html></html>", "HTML"),
        (b"---\ntitle: x\n", "not closed"),
        (b"Read more\n", "no text"),
        (b"x" * 600_000, "500000"),
    ],
)
def test_a_broken_file_gets_one_line_and_leaves_nothing(journal, tmp_path, data, word):
    file = tmp_path / "broken.txt"
    file.write_bytes(data)
    assert word in refusal(file, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li")


def test_a_missing_file_and_a_folder_get_one_line(journal, tmp_path):
    assert "No such file" in refusal(tmp_path / "none.txt", "--journal", "frontier", "--title", "The salt")
    assert "cannot be read" in refusal(tmp_path, "--journal", "frontier", "--title", "The salt")
    assert "cannot be read" in refusal("a\0b", "--journal", "frontier", "--title", "The salt")


def test_a_title_is_needed(journal):
    assert "--title" in refusal(ORIGINAL, "--journal", "frontier")


@pytest.mark.parametrize("written", ["12 May 2020", "2020-02-31", "soon"])
def test_a_date_that_is_none_is_refused(journal, written):
    assert written in refusal(ORIGINAL, "--journal", "frontier", "--title", "The salt", "--date", written)


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
def test_publishing_without_a_date_is_refused_before_anything_is_told(journal, extra):
    assert "--date" in refusal(ORIGINAL, "--journal", "frontier", "--title", "The salt", "--publish", *extra)


def test_the_same_file_twice_is_refused_unless_another_title_is_given(journal):
    arguments = [ORIGINAL, "--journal", "frontier", "--title"]
    run(*arguments, "The salt")
    with pytest.raises(CommandError, match="already has “The salt”"):
        run(*arguments, "The salt")
    run(*arguments, "The salt again")
    assert ArticlePage.objects.count() == 2


def test_front_matter_can_publish(journal, tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(
        f"---\ntitle: The salt\nauthor: Ann Li\ndate: 2020-05-12\n---\n{FIRST}\n\n{LAST}\n", encoding="utf-8"
    )
    assert "Published at /frontier/the-salt/" in run(file, "--journal", "frontier", "--publish")
