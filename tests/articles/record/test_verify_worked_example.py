"""The worked example of docs/record.md."""

import json
import re
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.conf import settings

from articles.record.canonical import canonical_json, digest, parse
from articles.record.chain import head
from articles.record.models import Entry

DOCUMENT = (Path(settings.BASE_DIR) / "docs" / "record.md").read_text()


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", DOCUMENT, re.DOTALL)


def test_the_example_prints_the_documented_digests():
    printed = StringIO()
    with redirect_stdout(printed):
        exec(code_blocks("python")[0], {})
    assert printed.getvalue().strip() == code_blocks("text")[0]


def test_the_record_writes_and_digests_the_text_and_the_head_of_the_example():
    text, written_head = code_blocks("json")
    content_digest, entry_digest = code_blocks("text")[0].split()
    assert canonical_json(json.loads(text)) == text
    assert digest(text) == content_digest
    value, head_values = parse(text), json.loads(written_head)
    entry = Entry(
        uid=UUID(head_values["article"]),
        position=head_values["position"],
        type=head_values["type"],
        at=datetime(2026, 5, 12, 12, 5, tzinfo=UTC),
        change_class=value["kind"],
        version=head_values["version"],
        people=head_values["people"],
        imported=head_values["imported"],
        content_digest=content_digest,
        previous=head_values["previous"],
    )
    assert head(entry) == written_head
    assert digest(written_head) == entry_digest


def test_every_field_of_a_head_is_documented():
    for name in json.loads(code_blocks("json")[1]):
        assert f"| `{name}` |" in DOCUMENT
