"""How replaced tags read."""

from articles.record.diff import compare
from tests.articles.reading.sample import sample_copy


def tags(*names: str) -> list[dict]:
    return [{"id": name, "kind": "country", "slug": name.lower(), "name": name} for name in names]


def shown_tags(old: list[dict], new: list[dict]) -> tuple[str, str]:
    """Return what the change shows of the old and of the new tags."""
    copy = sample_copy()
    [hunk] = compare(copy | {"entities": old}, copy | {"entities": new})
    return (
        "".join(piece.text for piece in hunk.pieces if piece.op in ("same", "out")),
        "".join(piece.text for piece in hunk.pieces if piece.op in ("same", "in")),
    )


def test_a_replaced_tag_leaves_no_comma_behind() -> None:
    assert shown_tags(tags("Belarus"), tags("Romania")) == ("Belarus", "Romania")


def test_the_old_and_the_new_tags_each_read_as_a_list() -> None:
    old, new = shown_tags(tags("Belarus", "Moldova", "Poland"), tags("Moldova", "Romania"))
    assert sorted(old.split(", ")) == ["Belarus", "Moldova", "Poland"]
    assert sorted(new.split(", ")) == ["Moldova", "Romania"]
