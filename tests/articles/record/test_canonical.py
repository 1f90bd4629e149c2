"""The canonical text of the record."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.record.canonical import NotCanonical, canonical_json, digest, parse
from articles.record.formats.addenda import read_addendum
from articles.record.formats.notes import read_note
from articles.record.formats.versions import read_version

texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def with_reversed_keys(value: Any) -> Any:
    """Return an equal value whose objects have their keys in reverse order."""
    if isinstance(value, dict):
        return {key: with_reversed_keys(value[key]) for key in reversed(list(value))}
    return [with_reversed_keys(inner) for inner in value] if isinstance(value, list) else value


@given(values)
def test_the_text_is_independent_of_the_order_of_keys_and_parses_to_the_same_value(value):
    text = canonical_json(value)
    assert canonical_json(with_reversed_keys(value)) == text
    assert json.loads(text) == value


def test_the_text_follows_rfc_8785():
    assert canonical_json({"b": [1, None, True], "a": "é\n"}) == '{"a":"é\\n","b":[1,null,true]}'
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@pytest.mark.parametrize(
    ("value", "path"),
    [({"a": [1.5]}, r"\$\.a\[0\]"), ({"a": "x\x00y"}, r"\$\.a"), ({"a": 2**60}, "."), ("\ud800", ".")],
)
def test_values_that_databases_change_are_refused(value, path):
    with pytest.raises(NotCanonical, match=path):
        canonical_json(value)


@pytest.mark.parametrize("read", [read_version, read_note, read_addendum])
def test_a_text_of_an_unknown_format_is_refused(read):
    with pytest.raises(NotCanonical, match="99"):
        read('{"format":99}')


@pytest.mark.parametrize("text", ["[]", "1", '"x"'])
def test_a_text_that_is_no_object_is_refused(text):
    with pytest.raises(NotCanonical):
        parse(text)
