"""The plan of an import: slug, language, authors, tags; and what is rejected before anything is written."""

import datetime
from copy import deepcopy

import pytest

from articles.importing.imported import Overrides
from articles.importing.planning import journal_facts, plan_import
from articles.importing.problems import ImportRejected, RejectionCode, WarningCode
from articles.importing.text import read_text
from articles.importing.writer import write_import
from articles.models import ArticlePage
from entities.models import Alias
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_country,
    make_disclaimer,
    make_firm,
    make_journal,
    make_programme,
    publish_draft,
)

from .helpers import FIRST, LAST, STATEMENT, plan, warnings


def rejection(*arguments, **overrides) -> RejectionCode:
    """Return the code with which a plan is rejected."""
    with pytest.raises(ImportRejected) as rejected:
        plan(*arguments, **overrides)
    return rejected.value.code


def test_planning_changes_neither_the_article_nor_the_database(journal):
    make_author("Ann Li", retired=True)
    make_author("Ann Li")
    head = "---\nlanguage: tlh\ncanonical: javascript:alert(1)\nauthor: Ann Li, Bo Ek\n---"
    overrides = Overrides(title="The canal", date=datetime.date(2020, 5, 12))
    article = read_text(f"{head}\n{FIRST} It was Norway.".encode(), journal_facts(journal), overrides)
    before = deepcopy(article)
    first, second = plan_import(article, journal), plan_import(article, journal)
    assert article == before
    assert first == second
    assert warnings(first) == [
        (0, WarningCode.INVALID_CANONICAL_URL),
        (0, WarningCode.UNKNOWN_LANGUAGE),
        (0, WarningCode.AUTHORS_WITH_SAME_NAME),
    ]
    assert not ArticlePage.objects.exists()


def test_a_title_that_the_journal_has_is_rejected_and_another_one_is_not(journal):
    write_import(plan(journal, FIRST))
    assert rejection(journal, FIRST) == RejectionCode.SLUG_IN_USE
    write_import(plan(journal, FIRST, title="The other canal"))
    assert ArticlePage.objects.count() == 2


def test_the_same_title_in_another_journal_is_free(journal):
    write_import(plan(journal, FIRST))
    write_import(plan(make_journal("Tideline", slug="tideline"), FIRST))
    assert ArticlePage.objects.count() == 2


def test_a_former_address_of_another_article_is_rejected(journal):
    article = make_article(journal, "The canal", slug="the-canal")
    publish_draft(edit(article, slug="the-river"))
    assert rejection(journal, FIRST) == RejectionCode.ADDRESS_PROBLEM


def test_a_title_in_another_script_gets_a_slug(journal):
    assert plan(journal, FIRST, title="Канал").slug == "kanal"
    assert plan(journal, FIRST, title="???").slug == "article"


def test_of_two_authors_with_the_same_name_the_one_in_use_is_used_with_a_warning(journal):
    make_author("Ann Li", retired=True)
    working = make_author("Ann Li")
    planned = plan(journal, FIRST, authors=("Ann Li",))
    assert planned.authors[0].author == working
    assert warnings(planned) == [(0, WarningCode.AUTHORS_WITH_SAME_NAME)]


def test_an_author_with_too_long_a_name_is_rejected(journal):
    assert rejection(journal, FIRST, authors=("x" * 151,)) == RejectionCode.AUTHOR_NAME_TOO_LONG


def test_a_language_that_articles_cannot_have_becomes_english_with_a_warning(journal):
    planned = plan(journal, "---\nlanguage: tlh\n---", FIRST)
    assert planned.language == "en"
    assert warnings(planned) == [(0, WarningCode.UNKNOWN_LANGUAGE)]


def test_an_invalid_canonical_url_is_discarded_with_a_warning(journal):
    planned = plan(journal, "---\ncanonical: javascript:alert(1)\n---", FIRST)
    assert planned.canonical_url == ""
    assert warnings(planned) == [(0, WarningCode.INVALID_CANONICAL_URL)]


def test_a_retired_disclaimer_is_recognised_only_where_the_journal_still_has_it(journal):
    make_disclaimer("<p>Old words.</p>", retired=True)
    standing = journal.standing_disclaimers.get().disclaimer
    standing.retired = True
    standing.save()
    facts = journal_facts(journal)
    assert [known.text for known in facts.disclaimers] == [STATEMENT]


def test_names_are_tagged_by_alias_and_the_longest_wins(journal):
    firm = make_firm("Aral Machine Works")
    Alias.objects.create(entity=firm, name="Aralmash", origin=Alias.Origin.EDITOR)
    make_programme("Meridian")
    make_programme("Meridian North")
    found = plan(journal, "Aralmash builds for Meridian North, and meridian is a line.").entities
    assert [str(tagged.entity) for tagged in found.tagged] == ["Aral Machine Works", "Meridian North"]


def test_an_ambiguous_name_is_reported_and_not_tagged(journal):
    found = plan(journal, "Ports in Georgia are open.").entities
    assert found.tagged == ()
    (name,) = found.ambiguous
    assert (name.text, name.line_number, name.tagged) == ("Georgia", 1, False)
    assert make_country("GE").pk in {entity.pk for entity in name.entities}


def test_an_unambiguous_name_for_the_same_entity_tags_it(journal):
    found = plan(journal, "Ports in Georgia are open, says Tbilisi.").entities
    assert [tagged.entity.alpha2 for tagged in found.tagged] == ["GE"]
    assert found.ambiguous[0].tagged


def test_a_name_in_a_note_or_a_sign_up_box_tags_nothing(journal):
    found = plan(
        journal, FIRST, "News from Poland\nSubscribe to our newsletter.", LAST, "Correction: Not Norway."
    ).entities
    assert found.tagged == ()


def test_a_name_in_title_list_and_quotation_tags(journal):
    found = plan(journal, "- Norway", "> Peru.", "## Kenya", LAST, title="Poland").entities
    assert [tagged.entity.alpha2 for tagged in found.tagged] == ["PL", "NO", "PE", "KE"]
