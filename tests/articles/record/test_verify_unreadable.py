"""Values that were forged so that they cannot be read are reported, and the check goes on.

Each test forges one article in a way that its digests confirm, and another one in the plainest way. Both are reported.
"""

import json
from collections.abc import Callable

import pytest

from articles.models import ArticlePage
from articles.record.canonical import canonical_json, digest
from articles.record.formats.heads import head
from articles.record.models import Entry
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy.decisions import Readers, restrict
from articles.record.verify import verify
from articles.record.verify.shapes import wrong_parts
from tests import factories as make
from tests.articles.record.tampering import tamper
from tests.articles.record.verifying import run_command

pytestmark = pytest.mark.django_db

GONE = "(the key is missing)"


@pytest.fixture(scope="module")
def article_ids(module_rows):
    with module_rows():
        journal = make.make_journal()
        first, last = (make.make_article(journal, title) for title in ("The first", "The last"))
        make.publish_draft(make.edit(first, title="The first, edited"), change_class="update")
        restrict(first, Readers("login"), cause="members", text="For members.")
        add_note(first, NoteDraft("correction", "It is longer."), user=None)
        return first.pk, last.pk


@pytest.fixture
def article(article_ids, db):
    """Two versions, a restriction and a note, in this order. Made once for the module."""
    return ArticlePage.objects.get(pk=article_ids[0])


@pytest.fixture
def reported(article, article_ids) -> Callable[[], list[str]]:
    """Check that a mismatch of the article after this one is reported too; return the messages about this one."""
    tamper("UPDATE record_entry SET imported = %s WHERE article_id = %s", True, article_ids[1])

    def messages() -> list[str]:
        found = list(verify())
        assert [finding for finding in found if finding.article == article_ids[1] and finding.position == 1]
        return [finding.message for finding in found if finding.article == article.pk]

    return messages


def entry_of(article: ArticlePage, type: str) -> Entry:
    return Entry.objects.filter(article=article, type=type).latest("position")


def write_entry(entry: Entry) -> None:
    """Write the columns of an entry, and the digests of it and of all that follow."""
    later = Entry.objects.filter(article=entry.article_id, position__gt=entry.position).order_by("position")
    previous = entry.previous
    for link in [entry, *later]:
        link.previous = previous
        previous = link.digest = digest(head(link))
        tamper(
            "UPDATE record_entry SET people = %s, actors = %s, content_digest = %s, previous = %s, digest = %s "
            "WHERE id = %s",
            json.dumps(link.people),
            link.actors,
            link.content_digest,
            link.previous,
            link.digest,
            link.pk,
        )


def write_text(entry: Entry, text: str) -> None:
    """Write the text of an entry, with all digests."""
    table = "record_version" if entry.type == "version" else "record_note"
    tamper(f"UPDATE {table} SET text = %s WHERE entry_id = %s", text, entry.pk)
    entry.content_digest = digest(text)
    write_entry(entry)


def forge(entry: Entry, **values: object) -> None:
    row = entry.version_row if entry.type == "version" else entry.note_row
    content = json.loads(row.text) | values
    write_text(entry, canonical_json({key: value for key, value in content.items() if value != GONE}))


def test_the_record_of_these_tests_is_in_order(article):
    assert list(verify()) == []


def test_the_command_prints_what_it_cannot_read_and_fails(article):
    forge(entry_of(article, "note"), approval=5)
    lines, status = run_command()
    assert status == 1
    assert any("/approval" in line for line in lines)


@pytest.mark.parametrize("type", ["note", "restriction"])
@pytest.mark.parametrize(
    "values",
    [
        {"amends": GONE},
        {"amends": None},
        {"amends": [{}]},
        {"amends": [1]},
        {"amends": [{"how": "lifts", "note": "1"}]},
        {"amends": [{"how": ["lifts"], "note": 1}]},
        {"approval": None},
        {"approval": 5},
        {"approval": GONE},
        {"approval": []},
        {"approval": {"by": []}},
        {"since": None},
        {"since": GONE},
        {"access": GONE},
        {"access": []},
        {"cause": []},
        {"number": True},
        {"kind": {}},
        {"dated": 5},
        {"text": 5},
        {"nonce": []},
        {"format": 3},
        {"format": []},
        {"format": 1},
        {"passages": 5},
        {"passages": [[None]]},
        {"carried": [["1", 2]]},
        {"fields": {"how": ""}},
        {"stood": [5]},
    ],
    ids=repr,
)
def test_a_note_with_values_of_another_type_is_reported(article, reported, type, values):
    forge(entry_of(article, type), **values)
    assert reported()


@pytest.mark.parametrize(
    "values",
    [
        {"approval": 5},
        {"approval": GONE},
        {"changes": 5},
        {"changes": [5]},
        {"changes": [{}]},
        {"judge": None},
        {"nonce": 5},
        {"summary": {}},
        {"copy": None},
        {"copy": {}},
        {"copy": 5},
        {"format": None},
    ],
    ids=repr,
)
def test_a_version_with_values_of_another_type_is_reported(article, reported, values):
    forge(entry_of(article, "version"), **values)
    assert reported()


def test_the_note_that_a_change_names_must_be_a_number(article, reported):
    entry = entry_of(article, "version")
    changes = json.loads(entry.version_row.text)["changes"]
    forge(entry, changes=[{**change, "note": "1"} for change in changes])
    assert reported()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("authors", 5),
        ("authors", [{"id": "none", "role": "author", "name": "x", "slug": "x", "portrait": None}]),
        ("body", [5]),
        ("body", [{"type": "image", "id": "x", "image": {"digest": []}}]),
        ("entities", [{"id": "none", "name": "x"}]),
        ("entities", [{"id": [], "name": "x"}]),
        ("first_published", "May"),
        ("journal", {"id": "none", "name": "x", "path": "/"}),
        ("journal", None),
        ("lead", {"digest": 5}),
        ("path", 5),
        ("title", []),
        ("uid", "none"),
    ],
    ids=repr,
)
def test_a_copy_with_values_of_another_type_is_reported(article, reported, key, value):
    entry = entry_of(article, "version")
    forge(entry, copy={**json.loads(entry.version_row.text)["copy"], key: value})
    assert reported()


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '"a"', "{}", "[" * 100_000, '{"format": 1e999}'])
@pytest.mark.parametrize("type", ["version", "note"])
def test_a_text_that_is_not_an_object_is_reported(article, reported, type, text):
    write_text(entry_of(article, type), text)
    assert any("its text cannot be read" in message for message in reported())


@pytest.mark.parametrize("people", [{}, [], 5, None, {"published": 5}, {"published": [], "approved": 5}], ids=repr)
@pytest.mark.parametrize("type", ["version", "note"])
def test_people_who_are_not_lists_of_names_are_reported(article, reported, type, people):
    entry = entry_of(article, type)
    entry.people = people
    write_entry(entry)
    assert "the people in its head are not lists of names" in reported()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "5", '"a"', "{}", "[" * 100_000, '{"accounts":5,"act":"","article":"","format":1,"salt":""}'],
)
def test_an_act_whose_private_text_is_unreadable_is_reported(article, reported, text):
    entry = entry_of(article, "note")
    tamper("UPDATE record_act SET actors = %s WHERE id = %s", text, entry.act.hex)
    entry.actors = digest(text)
    write_entry(entry)
    assert any("the private row of its act cannot be read" in message for message in reported())


def test_a_lone_surrogate_in_a_copy_is_reported_and_printed(article, reported):
    entry = entry_of(article, "version")
    path = json.loads(entry.version_row.text)["copy"]["path"]
    write_text(entry, entry.version_row.text.replace(f'"{path}"', '"/\\ud800/"'))
    assert reported()


def test_a_file_outside_the_folder_of_the_record_is_reported(reported, article_ids):
    article = make.make_article(make.make_journal("Second"), "A picture", lead_image=make.make_image())
    tamper("UPDATE record_recordimage SET file = %s WHERE spec <> 'original'", "../../secret.webp")
    reported()
    assert [finding for finding in verify(article.pk) if "cannot be read" in finding.message]


@pytest.mark.sqlite
@pytest.mark.parametrize("column", ["at", "uid", "people"])
def test_a_row_that_cannot_be_loaded_is_reported_with_its_article(article, reported, column):
    tamper("PRAGMA ignore_check_constraints = ON")
    tamper(f"UPDATE record_entry SET {column} = '{{' WHERE article_id = %s AND type = 'note'", article.pk)
    assert reported()
    tamper("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.sqlite
def test_a_publication_that_cannot_be_loaded_is_reported_with_its_article(article, reported):
    tamper("UPDATE record_publication SET uid = 'none' WHERE article_id = %s", article.pk)
    assert any("its index" in message for message in reported())


@pytest.mark.parametrize(
    ("value", "form", "wrong"),
    [
        ([1, "a"], list[int], ["/1"]),
        ({"a": True}, dict[str, int], ["/a"]),
        (5, str | None, [""]),
        (None, str | None, []),
        ({}, dict, []),
    ],
)
def test_the_parts_of_another_type_are_named(value, form, wrong):
    assert wrong_parts(value, form) == wrong
