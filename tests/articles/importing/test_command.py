"""`manage.py import_article`: its report, what it rejects, and what it leaves in the database."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing.imported import LineRole
from articles.importing.problems import ImportRejected, RejectionCode
from articles.importing.readers import READERS
from articles.models import ArticlePage, Author
from articles.record.models import Publication, WaitingNote
from tests.factories import make_author, make_firm, make_journal, make_programme

from .helpers import FIRST, LAST

ORIGINAL = Path(__file__).parent / "texts" / "twin.txt"


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_article", *[str(argument) for argument in arguments], stdout=out)
    return out.getvalue()


def rejection(*arguments) -> RejectionCode:
    """Return the code of a rejection. Its message is one line, and it leaves no article and no author."""
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert "\n" not in str(error.value)
    assert not ArticlePage.objects.exists()
    assert not Author.objects.exists()
    assert isinstance(error.value.__cause__, ImportRejected)
    return error.value.__cause__.code


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (ArticlePage, Author, WaitingNote, Publication))


def logged_roles(report: str) -> dict[int, str]:
    """Return the label of the role of each logged line, by line number."""
    rows = re.findall(r"(?m)^ *(\d+)  (.{17})  \S", report)
    return {int(number): label.strip() for number, label in rows}


def test_the_report_has_a_row_for_each_line_that_was_read(journal):
    roles = logged_roles(run(ORIGINAL, "--journal", "frontier", "--title", "The salt"))
    assert roles[3] == LineRole.PARAGRAPH.label
    assert roles[7] == LineRole.SIGN_UP.label
    assert roles[22] == LineRole.NOTE.label
    assert roles[24] == LineRole.DISCLAIMER.label
    assert roles[28] == LineRole.LEFT_OUT.label


def test_the_report_names_authors_entities_and_lines_to_check(journal):
    make_author("Bo Ek")
    make_programme("Meridian")
    make_firm("Aralmash")
    arguments = [ORIGINAL, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li", "--author", "bo ek"]
    lines = run(*arguments).splitlines()
    for parts in (
        ("The salt",),
        ("Ann Li", "new"),
        ("Bo Ek", "bo-ek"),
        ("Meridian", "Programme", "line 12"),
        ("Kazakhstan", "Country", "line 1"),
        ("Ambiguous", "Georgia", "line 18", "Country"),
        ("Check line 24:", "Statement"),
        ("draft", "1 pending note"),
    ):
        assert any(all(part in line for part in parts) for line in lines), parts


def test_a_dry_run_prints_the_same_and_changes_nothing(journal):
    arguments = (ORIGINAL, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li", "--date", "2020-05-12")
    before = counts()
    dry = run(*arguments, "--publish", "--dry-run").splitlines()
    assert counts() == before
    done = run(*arguments, "--publish").splitlines()
    assert dry[:-1] == done[:-1]
    assert "/frontier/the-salt/" not in dry[-1]
    assert "/frontier/the-salt/" in done[-1]


def test_a_published_import_is_what_readers_get(journal, client):
    run(ORIGINAL, "--journal", "frontier", "--title", "The salt", "--date", "2020-05-12", "--publish")
    page = client.get("/frontier/the-salt/")
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("keeper of a system") == 1
    assert "the wrong length" in html
    assert "date not recorded" in html
    assert "Read More" not in html


def test_the_message_for_an_unknown_journal_lists_the_journals(journal):
    make_journal("Tideline", slug="tideline")
    with pytest.raises(CommandError, match=r"frontear.*frontier, tideline"):
        run(ORIGINAL, "--journal", "frontear", "--title", "The salt")


def test_an_unknown_journal_is_rejected(journal):
    assert rejection(ORIGINAL, "--journal", "frontear", "--title", "The salt") == RejectionCode.UNKNOWN_JOURNAL


@pytest.mark.django_db
def test_a_site_without_a_journal_is_rejected():
    assert rejection(ORIGINAL, "--journal", "frontier", "--title", "The salt") == RejectionCode.NO_JOURNAL


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RejectionCode.EMPTY),
        (b"\x00\x01\x02", RejectionCode.BINARY),
        (b"caf\xe9", RejectionCode.NOT_UTF8),
        (b"<html></html>", RejectionCode.MARKUP),
        (b"---\ntitle: x\n", RejectionCode.HEAD_NOT_CLOSED),
        (b"---\ntitle: *x\n---\n", RejectionCode.HEAD_YAML_FEATURE),
        (b"Read more\n", RejectionCode.NO_TEXT),
        (b"x" * 600_000, RejectionCode.TOO_LARGE),
    ],
)
def test_a_broken_file_is_rejected_in_one_line_and_leaves_nothing(journal, tmp_path, data, code):
    file = tmp_path / "broken.txt"
    file.write_bytes(data)
    assert rejection(file, "--journal", "frontier", "--title", "The salt", "--author", "Ann Li") == code


@pytest.mark.parametrize("name", ["none.txt", "", "a\0b"])
def test_a_missing_file_and_a_folder_are_rejected_in_one_line(journal, tmp_path, name):
    arguments = [f"{tmp_path}/{name}", "--journal", "frontier", "--title", "The salt"]
    assert rejection(*arguments) == RejectionCode.FILE_UNREADABLE


@pytest.mark.parametrize("name", ["article.txt", "article.MD", "article", "article.unknown"])
def test_a_text_file_with_any_suffix_is_read_as_plain_text(journal, tmp_path, name):
    file = tmp_path / name
    file.write_text(FIRST, encoding="utf-8")
    run(file, "--journal", "frontier", "--title", "The salt")
    assert len(ArticlePage.objects.get().body) == 1


def test_another_reader_is_chosen_by_the_suffix_of_the_file(journal, tmp_path, monkeypatch):
    file = tmp_path / "article.upper"
    file.write_text(FIRST, encoding="utf-8")
    read_text = READERS[".txt"]
    monkeypatch.setitem(READERS, ".upper", lambda data, journal, overrides: read_text(data.upper(), journal, overrides))
    run(file, "--journal", "frontier", "--title", "The salt")
    assert FIRST.upper() in str(ArticlePage.objects.get().body[0].value)


def test_a_title_is_needed(journal):
    assert rejection(ORIGINAL, "--journal", "frontier") == RejectionCode.NO_TITLE


@pytest.mark.parametrize("written", ["12 May 2020", "2020-02-31", "soon"])
def test_an_invalid_date_option_is_rejected(journal, written):
    arguments = [ORIGINAL, "--journal", "frontier", "--title", "The salt", "--date", written]
    assert rejection(*arguments) == RejectionCode.INVALID_DATE_OPTION


@pytest.mark.parametrize("extra", [[], ["--dry-run"]])
def test_publishing_without_a_date_is_rejected_before_the_report(journal, extra):
    arguments = [ORIGINAL, "--journal", "frontier", "--title", "The salt", "--publish", *extra]
    assert rejection(*arguments) == RejectionCode.NO_DATE


def test_the_same_file_twice_is_rejected_unless_another_title_is_given(journal):
    arguments = [ORIGINAL, "--journal", "frontier", "--title"]
    run(*arguments, "The salt")
    with pytest.raises(CommandError) as error:
        run(*arguments, "The salt")
    assert error.value.__cause__.code == RejectionCode.SLUG_IN_USE
    run(*arguments, "The salt again")
    assert ArticlePage.objects.count() == 2


def test_front_matter_can_publish(journal, tmp_path):
    file = tmp_path / "article.txt"
    head = "---\ntitle: The salt\nauthor: Ann Li\ndate: 2020-05-12\n---"
    file.write_text(f"{head}\n{FIRST}\n\n{LAST}\n", encoding="utf-8")
    assert "/frontier/the-salt/" in run(file, "--journal", "frontier", "--publish")
