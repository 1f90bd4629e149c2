"""The record is checked from its description alone, and every kind of tampering is found."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest

from articles.models import ArticlePage
from articles.record.canonical import canonical_json, digest
from articles.record.formats.addenda import review_text
from articles.record.formats.approval import approval
from articles.record.formats.day_lines import day_line_text
from articles.record.models import Entry
from articles.record.notes import NoteDraft, add_note
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record import stranger
from tests.articles.record.exporting import Export, append, append_note, export_chain, redact, write_as_format_1

pytestmark = pytest.mark.django_db


def body(*paragraphs: str) -> str:
    """Return paragraphs with ids, so that each is the same block in every draft."""
    return json.dumps(
        [
            {"type": "paragraph", "value": html, "id": f"00000000-0000-4000-8000-{number:012d}"}
            for number, html in enumerate(paragraphs)
        ]
    )


BODY = body("<p>The span is <b>124</b> metres long.</p>", "<p>A witness named the owner.</p>")
CORRECTED_BODY = body("<p>The span is <b>142</b> metres <i>long</i>.</p>", "<p>A witness named the owner.</p>")
SHORTENED_BODY = body("<p>The span is <b>142</b> metres <i>long</i>.</p>")
# The entries of the exported chain, by position.
(FIRST, SECOND, OLD_NOTE, CORRECTED, CORRECTION, NOTE, WITHDRAWAL, RETURN, BACK, REMOVED) = range(1, 11)
RESTRICTION, OPENING, REDACTION, REVIEW = range(11, 15)


@pytest.fixture(scope="module")
def article_id(module_rows):
    with module_rows():
        user = make.make_user(public="Standards desk")
        country = make.make_country()
        article = make.make_article(make.make_journal(), "A bridge", body=BODY, countries=[country])
        make.publish_draft(make.edit(article, title="The bridge"), notes=[NoteDraft("update", "It has a name.")])
        write_as_format_1(article)
        draft = make.edit(article, body=CORRECTED_BODY, standfirst="It is open.")
        make.publish_draft(draft, notes=[NoteDraft("correction", "It is 142 metres long.")], user=user)
        add_note(article, NoteDraft("editors_note", "The owner was asked."), user=user)
        withdraw(article, cause="author", reason="A contract.", user=user)
        make.publish_draft(
            make.edit(article, title="The bridge, again"), change_class="update", user=user, reinstate=True
        )
        make.publish_draft(make.edit(article, body=SHORTENED_BODY), change_class="update", user=user)
        return article.pk


@pytest.fixture
def article(article_id, db):
    return ArticlePage.objects.get(pk=article_id)


def whole_chain(article: ArticlePage) -> Export:
    """Return a chain with entries of every kind: format 1, then format 2."""
    export = export_chain(article)
    append_note(export, "restriction", 6, access="login", cause="members", since="2026-05-20T08:00:00.000000Z")
    append_note(export, "opening", 7, passages=[])
    redact(export)
    append(
        export, "review", review_text(of=json.loads(export[WITHDRAWAL - 1]["head"])["act"], outcome="upheld", text="")
    )
    return export


@pytest.fixture
def export(article):
    return whole_chain(article)


def codes(export: Export, **options: Any) -> set[tuple[int, str]]:
    return {(problem.position, problem.code) for problem in stranger.check(export, **options)}


def rewrite(export: Export, place: int, change: Callable[[dict[str, Any]], None], *, text: bool = True) -> Export:
    """Change a text or a head and every digest that depends on it, as someone would who can write everything."""
    export = deepcopy(export)
    part = "text" if text else "head"
    value = json.loads(export[place - 1][part])
    change(value)
    export[place - 1][part] = canonical_json(value)
    return with_digests(export, {place} if text else set())


def with_digests(export: Export, places: set[int]) -> Export:
    """Make the digests of these texts, and the digest of the entry before in every head."""
    previous = ""
    for place, entry in enumerate(export, 1):
        values = json.loads(entry["head"]) | {"previous": previous}
        if place in places:
            values["content_digest"] = digest(entry["text"])
        entry["head"] = canonical_json(values)
        previous = digest(entry["head"])
    return export


def test_a_chain_with_every_kind_of_entry_has_no_problem(article, export):
    assert list(verify()) == []
    heads = [json.loads(entry["head"]) for entry in export]
    types = ["version", "version", "note", "version", "note", "note", "withdrawal", "return", "version", "version"]
    assert [head["type"] for head in heads] == [*types, "restriction", "opening", "redaction", "review"]
    assert [head["format"] for head in heads] == [1] * 3 + [2] * 11
    assert stranger.check(export_chain(article)) == []
    assert stranger.check(export, newest=digest(export[-1]["head"])) == []


def test_a_chain_has_no_problem_without_its_private_texts_and_without_the_texts_of_a_private_article(article):
    assert stranger.check(export_chain(article, private=False)) == []
    assert stranger.check([{**entry, "text": None} for entry in export_chain(article)]) == []


def test_the_stranger_makes_the_same_line_of_a_day(article):
    newest = {str(uuid4()): digest(str(number)) for number in range(5)}
    entry = Entry.objects.filter(article=article).latest("position")
    newest[str(entry.uid)] = entry.digest
    text = day_line_text(entry.at.date(), "b1" * 32, newest.items())
    assert stranger.day_line(entry.at.date().isoformat(), "b1" * 32, newest) == digest(text)


def test_a_text_that_was_changed_is_found(export):
    export[CORRECTION - 1]["text"] = export[CORRECTION - 1]["text"].replace("142", "124")
    assert codes(export) == {(CORRECTION, "text")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("at", "2020-01-01T00:00:00.000000Z"), ("class", "update"), ("people", {"approved": [], "published": ["Nils"]})],
)
def test_a_field_of_a_head_that_was_changed_is_found(export, field, value):
    head = json.loads(export[NOTE - 1]["head"]) | {field: value}
    export[NOTE - 1]["head"] = canonical_json(head)
    assert (WITHDRAWAL, "link") in codes(export)


def test_an_entry_that_was_removed_or_moved_is_found(export):
    removed = with_digests([*export[: NOTE - 1], *export[NOTE:]], set())
    assert {(NOTE, "position"), (NOTE, "number")} <= codes(removed)
    exchanged = deepcopy(export)
    exchanged[4:6] = exchanged[5], exchanged[4]
    assert (CORRECTION, "position") in codes(exchanged)


def test_newest_entries_that_were_removed_are_found_with_the_digest_that_someone_else_kept(article):
    export = export_chain(article)
    kept = digest(export[-1]["head"])
    assert codes(export[:-1]) == set()
    assert codes(export[:-1], newest=kept) == {(len(export) - 1, "newest")}


def test_an_entry_of_another_article_is_found(export):
    other = rewrite(export, NOTE, lambda head: head.update(article=str(uuid4())), text=False)
    assert (NOTE, "article") in codes(other)


def test_a_format_that_goes_back_is_found(export):
    def older(head: dict[str, Any]) -> None:
        head["format"] = 1
        del head["act"], head["actors"]

    assert (NOTE, "format") in codes(rewrite(export, NOTE, older, text=False))

    def older_text(value: dict[str, Any]) -> None:
        value["format"] = 1
        for name in ("approval", "changes", "judge"):
            del value[name]

    assert (BACK, "format") in codes(rewrite(export, BACK, older_text))


def test_entries_of_one_act_that_are_not_side_by_side_are_found(export):
    act = json.loads(export[CORRECTED - 1]["head"])["act"]
    forged = rewrite(export, WITHDRAWAL, lambda head: head.update(act=act), text=False)
    assert (WITHDRAWAL, "act") in codes(forged)


def test_a_private_text_that_was_changed_or_exchanged_is_found(export):
    changed = deepcopy(export)
    changed[NOTE - 1]["actors"] = changed[NOTE - 1]["actors"].replace('"editor"', '"nils"')
    assert codes(changed) == {(NOTE, "actors")}
    export[NOTE - 1]["actors"] = export[WITHDRAWAL - 1]["actors"]
    assert codes(export) == {(NOTE, "actors")}


def test_one_salt_for_two_acts_is_found(export):
    salt = json.loads(export[NOTE - 1]["actors"])["salt"]
    entry = export[WITHDRAWAL - 1]
    entry["actors"] = canonical_json({**json.loads(entry["actors"]), "salt": salt})
    forged = rewrite(export, WITHDRAWAL, lambda head: head.update(actors=digest(entry["actors"])), text=False)
    assert codes(forged) == {(WITHDRAWAL, "actors")}


def test_numbers_that_are_wrong_are_found(export):
    assert (WITHDRAWAL, "number") in codes(rewrite(export, WITHDRAWAL, lambda note: note.update(number=9)))
    assert (NOTE, "number") in codes(rewrite(export, NOTE, lambda head: head.update(version=2), text=False))
    assert (NOTE, "amends") in codes(
        rewrite(export, NOTE, lambda note: note.update(amends=[{"how": "lifts", "note": 7}]))
    )


def test_a_second_withdrawal_or_a_return_without_one_is_found(export):
    def withdrawn(head: dict[str, Any]) -> None:
        head["type"] = "withdrawal"

    assert (RETURN, "standing") in codes(rewrite(export, RETURN, withdrawn, text=False))
    assert (BACK, "standing") in codes(rewrite(export, RETURN, withdrawn, text=False))
    assert (RESTRICTION, "standing") in codes(
        rewrite(export, RESTRICTION, lambda head: head.update(type="opening"), text=False)
    )


def test_an_approval_that_differs_from_the_head_is_found(export):
    forged = rewrite(export, CORRECTION, lambda note: note.update(approval=approval("approved", by="Standards desk")))
    assert codes(forged) == {(CORRECTION, "approval")}


def test_a_change_of_a_version_that_is_not_named_is_found(export):
    spots = json.loads(export[CORRECTED - 1]["text"])["changes"][0]["spots"]
    assert len(spots) == 3
    for left_out in spots:
        forged = rewrite(export, CORRECTED, lambda value, spot=left_out: value["changes"][0]["spots"].remove(spot))
        assert (CORRECTED, "changes") in codes(forged)


@pytest.mark.parametrize("changes", [None, [], "all", [{"spots": [["", ""]]}]])
def test_changes_that_were_left_out_are_found(export, changes):
    forged = rewrite(export, REMOVED, lambda value: value.update(changes=changes))
    assert (REMOVED, "changes") in codes(forged)


def test_a_change_for_a_note_that_does_not_exist_is_found(export):
    forged = rewrite(export, CORRECTED, lambda value: value["changes"][0].update(note=2))
    assert (CORRECTED, "changes") in codes(forged)


def test_a_redacted_text_that_is_restored_or_changed_again_is_found(article, export):
    restored = deepcopy(export)
    restored[SECOND - 1]["text"] = export_chain(article)[SECOND - 1]["text"]
    assert (SECOND, "text") in codes(restored)
    changed = deepcopy(export)
    changed[SECOND - 1]["text"] = changed[SECOND - 1]["text"].replace("█", "██")
    assert (SECOND, "text") in codes(changed)


def test_a_redaction_that_changes_more_than_it_names_is_found(export):
    """The digest of the redacted text is right, but another passage than the named one differs from its neighbours."""
    value = json.loads(export[CORRECTED - 1]["text"])
    value["copy"]["title"] = "Another title"
    export[CORRECTED - 1]["text"] = canonical_json(value)

    def touch(redaction: dict[str, Any]) -> None:
        for touched in redaction["touched"]:
            if touched["position"] == CORRECTED:
                touched["now"] = digest(export[CORRECTED - 1]["text"])

    forged = rewrite(export, REDACTION, touch)
    assert {(CORRECTED, "changes"), (BACK, "changes")} <= codes(forged)


def test_a_redaction_of_what_does_not_exist_or_is_later_is_found(export):
    def wrong_part(redaction: dict[str, Any]) -> None:
        redaction["touched"][0]["parts"] = ["/copy/body/9/text"]

    def later(redaction: dict[str, Any]) -> None:
        redaction["touched"][0]["position"] = REVIEW

    assert (REDACTION, "redaction") in codes(rewrite(export, REDACTION, wrong_part))
    assert (REDACTION, "redaction") in codes(rewrite(export, REDACTION, later))


def test_a_review_of_an_act_that_does_not_exist_is_found(export):
    assert codes(rewrite(export, REVIEW, lambda review: review.update(of=str(uuid4())))) == {(REVIEW, "review")}


def test_a_nonce_that_is_used_twice_and_a_key_that_is_unknown_are_found(export):
    nonce = json.loads(export[CORRECTION - 1]["text"])["nonce"]
    assert codes(rewrite(export, WITHDRAWAL, lambda note: note.update(nonce=nonce))) == {(WITHDRAWAL, "nonce")}
    assert codes(rewrite(export, CORRECTION, lambda note: note.update(more=1))) == {(CORRECTION, "keys")}


def test_passages_outside_the_text_are_found(export):
    title = json.loads(export[CORRECTED - 1]["text"])["copy"]["title"]
    inside, outside = [["/title", 0, len(title)], ["/title"]], [["/title", 0, len(title) + 1]]
    assert codes(rewrite(export, CORRECTION, lambda note: note.update(passages=inside))) == set()
    for passages in (outside, [["/body", 0, 1]], [["/title", 0]], [["/body"]], [7]):
        forged = rewrite(export, CORRECTION, lambda note, wrong=passages: note.update(passages=wrong))
        assert codes(forged) == {(CORRECTION, "passages")}


def test_a_text_that_is_not_canonical_is_found(export):
    export[NOTE - 1]["text"] = json.dumps(json.loads(export[NOTE - 1]["text"]))
    assert (NOTE, "canonical") in codes(with_digests(export, {NOTE}))
    export[NOTE - 1]["head"] = "{"
    assert codes(export) == {(NOTE, "canonical")}
    assert stranger.check([])
