"""Chains as people who check them without this software get them."""

import json
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet

from articles.models import ArticlePage
from articles.record.canonical import canonical_json, digest
from articles.record.formats.actors import actors_text
from articles.record.formats.addenda import redaction_text
from articles.record.formats.heads import head
from articles.record.formats.notes import empty_note
from articles.record.models import Act, Entry, Note, Version
from tests.articles.record.tampering import without_triggers

Export = list[dict[str, Any]]
# The keys of format 1.
VERSION_KEYS = ("copy", "nonce", "summary")
NOTE_KEYS = ("cause", "date_text", "dated", "kind", "nonce", "number", "text")


def text_row(entry: Entry) -> Any:
    """Return the row with the text of an entry."""
    rows = [getattr(entry, name, None) for name in ("version_row", "note_row", "addendum_row")]
    return next(row for row in rows if row)


def export_chain(article: ArticlePage, *, private: bool = True) -> Export:
    """Return the entries of an article's chain with their texts. private: with the private texts of the acts."""
    actors = dict(Act.objects.filter(article=article).values_list("pk", "actors")) if private else {}
    return [
        {"head": head(entry), "text": text_row(entry).text, "actors": actors.get(entry.act)}
        for entry in Entry.objects.filter(article=article).order_by("position")
    ]


def write_as_format_1(article: ArticlePage) -> None:
    """Rewrite the chain of an article in the forms of format 1, as it was written before format 2 existed."""
    previous = ""
    with without_triggers():
        for entry in Entry.objects.filter(article=article).order_by("position"):
            row = text_row(entry)
            names = VERSION_KEYS if isinstance(row, Version) else NOTE_KEYS
            value = json.loads(row.text)
            text = canonical_json({"format": 1, **{name: value[name] for name in names}})
            entry.format, entry.act, entry.actors = 1, None, ""
            entry.content_digest, entry.previous = digest(text), previous
            previous = entry.digest = digest(head(entry))
            columns = ("format", "act", "actors", "content_digest", "previous", "digest")
            QuerySet(Entry).filter(pk=entry.pk).update(**{name: getattr(entry, name) for name in columns})
            model = Version if isinstance(row, Version) else Note
            QuerySet(model).filter(pk=row.pk).update(text=text)


def append(export: Export, kind: str, text: str, change_class: str = "", *, act: str = "") -> None:
    """Append an entry of a kind that no function of the record writes yet."""
    last = json.loads(export[-1]["head"])
    act = act or str(uuid4())
    actors = actors_text(act=act, article=last["article"], accounts=[])
    values = {
        **last,
        "act": act,
        "actors": digest(actors),
        "class": change_class,
        "content_digest": digest(text),
        "people": {"approved": [], "published": []},
        "position": last["position"] + 1,
        "previous": digest(export[-1]["head"]),
        "type": kind,
    }
    export.append({"head": canonical_json(values), "text": text, "actors": actors})


def append_note(export: Export, kind: str, number: int, **values: Any) -> None:
    nonce = f"{number:032x}"
    text = canonical_json({**empty_note(), "format": 2, "kind": kind, "nonce": nonce, "number": number, **values})
    append(export, kind, text, kind)


def redact(export: Export) -> None:
    """Redact the second block in every version that has it, and a note on it; append the redaction."""
    touched = []
    for place, entry in enumerate(export, 1):
        value = json.loads(entry["text"])
        if "copy" in value and len(value["copy"]["body"]) > 1:
            value["copy"]["body"][1]["text"] = [[{"text": "█"}]]
            parts = ["/copy/body/1/text"]
        elif value.get("text") == "The owner was asked.":
            value["text"] = "█"
            parts = ["/text"]
        else:
            continue
        value["nonce"] = f"{place:02x}" * 16
        entry["text"] = canonical_json(value)
        touched.append({"now": digest(entry["text"]), "parts": parts, "position": place})
    text = redaction_text(cause="court", on="2026-06-01", order="12/2026", text="A name.", touched=touched)
    append(export, "redaction", text)
