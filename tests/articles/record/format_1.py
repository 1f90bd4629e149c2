"""Rewriting a chain as the software wrote it before format 2, for tests of a record from before."""

from articles.models import ArticlePage
from articles.record.canonical import canonical_json, digest
from articles.record.formats.heads import head
from articles.record.formats.notes import read_note
from articles.record.formats.versions import read_version
from articles.record.models import Act, Entry
from tests.articles.record.tampering import sql, without_triggers

VERSION_KEYS = ("copy", "nonce", "summary")
NOTE_KEYS = ("cause", "date_text", "dated", "kind", "nonce", "number", "text")


def old_text(entry: Entry) -> str:
    """Return the text of an entry in format 1."""
    if entry.type == "version":
        value, keys = read_version(entry.version_row.text), VERSION_KEYS
    else:
        value, keys = read_note(entry.note_row.text), NOTE_KEYS
    return canonical_json({"format": 1, **{key: value[key] for key in keys}})


def rewrite_in_format_1(article: ArticlePage) -> None:
    """Give every entry of an article a head and a text of format 1, and delete the acts."""
    previous = ""
    entries = Entry.objects.filter(article=article).select_related("version_row", "note_row").order_by("position")
    with without_triggers():
        for entry in entries:
            text = old_text(entry)
            entry.format, entry.act, entry.actors = 1, None, ""
            entry.content_digest, entry.previous = digest(text), previous
            entry.digest = previous = digest(head(entry))
            table = "record_version" if entry.type == "version" else "record_note"
            sql(f"UPDATE {table} SET text = %s WHERE entry_id = %s", text, entry.pk)
            sql(
                "UPDATE record_entry SET format = 1, act = NULL, actors = '', content_digest = %s, previous = %s, "
                "digest = %s WHERE id = %s",
                entry.content_digest,
                entry.previous,
                entry.digest,
                entry.pk,
            )
        Act.objects.filter(article=article).delete()
