"""`manage.py redact` lists every place, asks, and reports what it leaves."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Author
from articles.record.models import Entry
from tests import factories as make
from tests.articles.record.redaction.conftest import NAME, SLUG
from tests.articles.record.redaction.searching import tables_with

pytestmark = pytest.mark.django_db


def run(*words: str, **options) -> tuple[list[str], int]:
    out = StringIO()
    try:
        call_command("redact", *words, stdout=out, stderr=StringIO(), **options)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)], error.returncode
    return out.getvalue().splitlines(), 0


def test_a_dry_run_lists_every_place_and_changes_nothing(named_article):
    before = tables_with(NAME, SLUG)
    lines, status = run(NAME, article=str(named_article.pk), dry_run=True)
    assert status == 0
    for place in ("entry 1: ", "/copy/body/5/items/1", "entry 5: ", "wagtailcore_comment.text", "draft_title"):
        assert any(place in line for line in lines), place
    assert not any("Kowalski" in line for line in lines)
    assert tables_with(NAME, SLUG) == before


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_nothing_is_changed_without_a_confirmation(named_article, answer, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: answer)
    run(NAME, article=str(named_article.pk), cause="court")
    assert not Entry.objects.filter(type="redaction").exists()


def test_a_confirmation_redacts_one_article(named_article, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    make.make_user("anna", public="The editor")
    _lines, status = run(NAME, article=str(named_article.pk), cause="court", order="12 O 34/26", user="anna")
    assert status == 0
    assert tables_with(NAME, SLUG) == set()
    assert Entry.objects.get(type="redaction").people == {"published": ["The editor"], "approved": []}


def test_words_are_read_from_a_file(named_article, tmp_path):
    file = tmp_path / "words"
    file.write_text(f"{NAME}\n\nmetres long\n")
    assert run(words_from=str(file), article=str(named_article.pk), cause="court", yes=True)[1] == 0
    assert tables_with(NAME, "metres long") == set()


def test_one_article_leaves_the_others_and_reports_them(named_article):
    other = make.make_article(named_article.get_parent().specific, f"Another on {NAME}", slug="another")
    make.make_author(NAME)
    lines, status = run(NAME, article=str(named_article.pk), cause="court", yes=True)
    assert status == 1
    assert any(line.startswith("left: articles_author.name") for line in lines)
    assert any(f"wagtailcore_page.title, row {other.pk}" in line for line in lines)


def test_everywhere_redacts_all_articles_and_texts_of_none(named_article):
    make.make_article(named_article.get_parent().specific, f"Another on {NAME}", slug="another")
    make.make_author("Somebody", bio="<p>A friend of <b>Jan</b> Kowalski.</p>")
    assert run(NAME, everywhere=True, cause="court", yes=True)[1] == 0
    assert Author.objects.get().bio == "<p>A friend of <b>███</b>.</p>"
    assert tables_with(NAME, SLUG) == set()
    assert Entry.objects.filter(type="redaction").count() == 2


def test_accounts_and_public_urls_are_left_and_reported(named_article):
    author = make.make_author(NAME)
    make.make_user("jan", first_name=NAME)
    lines, status = run(NAME, everywhere=True, cause="court", yes=True)
    assert status == 1
    assert {line.partition(",")[0] for line in lines if line.startswith("left: ")} == {
        "left: articles_author.slug",
        "left: auth_user.first_name",
    }
    assert Author.objects.get(pk=author.pk).name == "███"


def test_a_public_name_in_a_head_cannot_be_changed_and_is_reported(named_article):
    lines, status = run("Standards desk", article=str(named_article.pk), cause="court", dry_run=True)
    assert status == 0
    assert any("entry 3 cannot be changed" in line for line in lines)


def test_words_that_are_nowhere_change_nothing(named_article):
    lines, status = run("Nobody Nowhere", everywhere=True, cause="court", yes=True)
    assert (lines, status) == (["No article contains it."], 0)


@pytest.mark.parametrize("options", [{}, {"article": "999999"}, {"everywhere": True, "article": "{pk}"}])
def test_either_an_article_or_everywhere_is_chosen(named_article, options):
    options = {
        key: value.format(pk=named_article.pk) if isinstance(value, str) else value for key, value in options.items()
    }
    assert run(NAME, cause="court", yes=True, **options)[1] == 1
    assert not Entry.objects.filter(type="redaction").exists()


def test_a_reason_is_needed(named_article):
    assert run(NAME, article=str(named_article.pk), yes=True)[1] == 1
    assert not Entry.objects.filter(type="redaction").exists()
