"""The table of change classes."""

import pytest

from articles.record.models import NOTE_KINDS, ChangeClass, NoteRule, Placement
from articles.record.models.change_classes import CHANGE_CLASSES, most_severe, moves_dates


def test_every_class_has_a_row() -> None:
    assert set(CHANGE_CLASSES) == set(ChangeClass)


def test_the_most_severe_of_several_notes_gives_the_class_whatever_their_order() -> None:
    kinds = ["update", "retraction", "correction"]
    assert most_severe(kinds) == most_severe(kinds[::-1]) == "retraction"
    assert most_severe([], default="copy_edit") == "copy_edit"


def test_classes_of_notes_differ_in_severity() -> None:
    severities = [ChangeClass(kind).rules.severity for kind, _label in NOTE_KINDS]
    assert len(set(severities)) == len(severities)


@pytest.mark.parametrize("change_class", ["", *ChangeClass.values])
def test_only_a_copy_edit_and_changes_of_who_can_read_move_no_date(change_class: str) -> None:
    assert moves_dates(change_class) is (change_class not in ("copy_edit", "restriction", "opening"))


def test_classes_that_editors_choose_can_have_a_note_and_are_shown() -> None:
    for kind, _label in NOTE_KINDS:
        rules = ChangeClass(kind).rules
        assert rules.note is not NoteRule.NONE
        assert rules.placement is not Placement.NOWHERE
        assert rules.marks_article
