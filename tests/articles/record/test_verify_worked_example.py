"""docs/record.md gives a worked example; this runs it."""

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

PAGE = (Path(settings.BASE_DIR) / "docs" / "record.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)\n```", PAGE, re.DOTALL)


def test_the_example_of_the_documentation_prints_the_digests_that_it_promises():
    printed = StringIO()
    with redirect_stdout(printed):
        exec(blocks("python")[0], {})
    assert printed.getvalue().strip() == blocks("text")[0]


def test_the_record_writes_the_text_and_the_head_of_the_example_and_digests_them_alike():
    text, written_head = blocks("json")
    content_digest, entry_digest = blocks("text")[0].split()
    assert canonical_json(json.loads(text)) == text
    assert digest(text) == content_digest
    value, facts = parse(text), json.loads(written_head)
    entry = Entry(
        uid=UUID(facts["article"]),
        position=facts["position"],
        type=facts["type"],
        at=datetime(2026, 5, 12, 12, 5, tzinfo=UTC),
        change_class=value["kind"],
        version=facts["version"],
        people=facts["people"],
        imported=facts["imported"],
        content_digest=content_digest,
        previous=facts["previous"],
    )
    assert head(entry) == written_head
    assert digest(written_head) == entry_digest


def test_every_field_of_a_head_is_in_the_table_of_the_documentation():
    for name in json.loads(blocks("json")[1]):
        assert f"| `{name}` |" in PAGE
