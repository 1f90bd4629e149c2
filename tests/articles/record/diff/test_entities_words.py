"""How exchanged tags read."""

from articles.record.diff import compare
from tests.articles.reading.sample import sample_copy


def tags(*names: str) -> list[dict]:
    return [{"id": name, "kind": "country", "slug": name.lower(), "name": name} for name in names]


def words(old: list[dict], new: list[dict]) -> tuple[str, str]:
    """What the change says of the side that was and of the side that is."""
    copy = sample_copy()
    [hunk] = compare(copy | {"entities": old}, copy | {"entities": new})
    return (
        "".join(piece.text for piece in hunk.pieces if piece.op in ("same", "out")),
        "".join(piece.text for piece in hunk.pieces if piece.op in ("same", "in")),
    )


def test_an_exchanged_tag_leaves_no_comma_behind():
    assert words(tags("Belarus"), tags("Romania")) == ("Belarus", "Romania")


def test_each_side_reads_as_a_list():
    old, new = tags("Belarus", "Moldova", "Poland"), tags("Moldova", "Romania")
    was, now = words(old, new)
    assert sorted(was.split(", ")) == ["Belarus", "Moldova", "Poland"]
    assert sorted(now.split(", ")) == ["Moldova", "Romania"]
