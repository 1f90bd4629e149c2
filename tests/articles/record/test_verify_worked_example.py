"""The worked example of docs/record.md."""

import json
import re
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.conf import settings

from articles.record.canonical import canonical_json, digest
from articles.record.chain import head
from articles.record.formats.notes import read_note
from articles.record.models import Entry
from articles.record.spots.places import COPY, Fields, Items, Text
from tests.articles.record import stranger_copies

DOCUMENT = (Path(settings.BASE_DIR) / "docs" / "record.md").read_text()


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", DOCUMENT, re.DOTALL)


def test_the_example_prints_the_documented_digests():
    printed = StringIO()
    with redirect_stdout(printed):
        exec(code_blocks("python")[0], {})
    assert printed.getvalue().strip() == code_blocks("text")[0]


def test_the_record_writes_and_digests_the_texts_and_the_head_of_the_example():
    actors, text, written_head = code_blocks("json")
    actors_digest, content_digest, entry_digest = code_blocks("text")[0].split()
    for stored, expected in ((actors, actors_digest), (text, content_digest)):
        assert canonical_json(json.loads(stored)) == stored
        assert digest(stored) == expected
    note, values = read_note(text), json.loads(written_head)
    entry = Entry(
        uid=UUID(values["article"]),
        position=values["position"],
        type=values["type"],
        at=datetime(2026, 5, 12, 12, 5, tzinfo=UTC),
        change_class=note["kind"],
        version=values["version"],
        people=values["people"],
        imported=values["imported"],
        format=values["format"],
        act=UUID(values["act"]),
        actors=actors_digest,
        content_digest=content_digest,
        previous=values["previous"],
    )
    assert head(entry) == written_head
    assert digest(written_head) == entry_digest
    assert note["approval"]["by"] == values["people"]["approved"]


def test_every_field_of_a_head_is_documented():
    for name in json.loads(code_blocks("json")[2]):
        assert f"| `{name}` |" in DOCUMENT


def test_every_text_of_a_copy_is_documented():
    names = [
        names for line in DOCUMENT.splitlines() if line.startswith("|") for names in re.findall(r"`([^`]+)`", line)
    ]
    documented = {*names, *(f"body/*/{name}" for name in names)}
    texts = set(paths_of_texts(COPY, ""))
    assert texts <= documented
    assert texts == stranger_copies.TEXTS


def paths_of_texts(place: object, path: str) -> list[str]:
    if isinstance(place, Text):
        return [path]
    if isinstance(place, Items):
        return paths_of_texts(place.item, f"{path}/*")
    fields = place.fields.items() if isinstance(place, Fields) else ()
    return [found for name, inner in fields for found in paths_of_texts(inner, f"{path}/{name}".strip("/"))]
