"""Erasing what a database keeps of values that were replaced, in free pages and old rows."""

from django.db import connection

# Tables in which a redaction replaces rows.
TABLES = (
    "record_version",
    "record_note",
    "record_addendum",
    "record_publication",
    "record_address",
    "record_act",
    "record_waitingnote",
    "articles_articlepage",
    "articles_articledisclosure",
    "wagtail_footnotes_footnote",
    "wagtailadmin_formstate",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_page",
    "wagtailcore_pagelogentry",
    "wagtailcore_revision",
    "wagtailcore_taskstate",
    "wagtailredirects_redirect",
    "wagtailsearch_indexentry",
)
SEARCH_TABLE = "wagtailsearch_indexentry_fts"


def erase_free_space() -> bool:
    """Write the tables again without their old rows; return False inside a transaction, where that is impossible.

    Other transactions wait meanwhile. Replicas, archived logs and backups of a database are not erased.
    """
    if connection.in_atomic_block:
        return False
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            if SEARCH_TABLE in existing:
                # Its index keeps deleted words until its parts are merged.
                cursor.execute(f"INSERT INTO {SEARCH_TABLE}({SEARCH_TABLE}) VALUES ('optimize')")  # noqa: S608  # a constant
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in sorted(existing.intersection(TABLES)):
                cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
    return True
