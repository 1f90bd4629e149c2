"""Database triggers that protect the record from code, scripts and database clients.

A transaction may write the record while it has a row in `record_permit` (`articles.record.transactions`). In such a
transaction the rows of the chain can be inserted, never changed or deleted, and the index can be written. A lawful
redaction replaces the text of an entry while a row of `record_permit` names that entry. An act that has been carried
out is kept as it is. One more trigger keeps Wagtail's page table consistent: an article cannot become live with a
revision that was not published through the record.

A migration that rebuilds a table on SQLite drops its triggers silently, so all are dropped before migrations and
installed after them. A system check and `manage.py verify_record` report missing ones.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction

from articles.models import ArticlePage

# Tables of texts that a redaction may replace; their primary key is that of the entry.
TEXTS = ("record_version", "record_note", "record_addendum")
# What else these tables contain, which a redaction leaves as it is.
KEPT_COLUMNS = {
    "record_version": ("entry_id", "article_id", "number"),
    "record_note": ("entry_id", "article_id", "number", "kind"),
    "record_addendum": ("entry_id", "article_id"),
}
PICTURES = "record_recordimage"
CHAIN = ("record_entry", *TEXTS, PICTURES, "record_dayline")
INDEX = ("record_publication", "record_address", "record_mention", "record_byline", "record_imageuse")
ACTS = "record_act"
PAGE = "wagtailcore_page"
PERMIT = "record_permit"
NO_PERMIT = "NOT EXISTS (SELECT 1 FROM record_permit WHERE entry IS NULL)"
NO_REDACTION = "NOT EXISTS (SELECT 1 FROM record_permit WHERE entry = OLD.entry_id)"
NO_PICTURES = {
    "sqlite": "NOT EXISTS (SELECT 1 FROM record_permit WHERE pictures = 1)",
    "postgresql": "NOT EXISTS (SELECT 1 FROM record_permit WHERE pictures)",
}
ACT_IS_DONE = "OLD.state = 'done'"
ACT_CHANGES = (
    "(NEW.state <> OLD.state OR NEW.actors <> OLD.actors OR NEW.id <> OLD.id OR NEW.article_id <> OLD.article_id "
    "OR NEW.kind <> OLD.kind OR NEW.decided_as <> OLD.decided_as OR NEW.decided_at <> OLD.decided_at)"
)
KEPT = "The record is append-only: what readers have seen is never changed or deleted."
SERVICE = "Only the publishing service writes here."
LIVE = "An article becomes live through the publishing service only."


@dataclass(frozen=True)
class Trigger:
    """One trigger: it rejects an event on a table, always or only without a row in record_permit.

    condition: SQL over NEW and OLD that must hold for the event to be rejected; empty means every row.
    """

    table: str
    event: str
    message: str
    allowed_with_permit: bool
    condition: str = ""

    @property
    def name(self) -> str:
        return f"fence_{self.table}_{self.event.lower()}"


def article_content_type_id(using: str = "default") -> int:
    """Return the primary key of the content type of articles, which is created if need be."""
    return ContentType.objects.db_manager(using).get_for_model(ArticlePage, for_concrete_model=False).pk


def all_triggers(using: str = "default", content_type_id: int | None = None) -> list[Trigger]:
    """Return every trigger. content_type_id: of articles, when the caller knows it."""
    found = []
    for table in CHAIN:
        found += [
            Trigger(table, "INSERT", SERVICE, allowed_with_permit=True),
            Trigger(table, "UPDATE", KEPT, allowed_with_permit=False, condition=update_condition(table, using)),
            Trigger(table, "DELETE", KEPT, allowed_with_permit=False, condition=delete_condition(table, using)),
        ]
    changed = f"{ACT_IS_DONE} AND {ACT_CHANGES}"
    found.append(Trigger(ACTS, "UPDATE", KEPT, allowed_with_permit=False, condition=changed))
    found.append(Trigger(ACTS, "DELETE", KEPT, allowed_with_permit=False, condition=ACT_IS_DONE))
    for table in INDEX:
        found += [Trigger(table, event, SERVICE, allowed_with_permit=True) for event in ("INSERT", "UPDATE", "DELETE")]
    condition = page_condition(using, article_content_type_id(using) if content_type_id is None else content_type_id)
    found.append(Trigger(PAGE, "UPDATE", LIVE, allowed_with_permit=True, condition=condition))
    return found


def update_condition(table: str, using: str) -> str:
    """Return the SQL condition under which a row of the chain may not be changed; empty means always."""
    if table in TEXTS:
        changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in KEPT_COLUMNS[table])
        return f"({NO_REDACTION} OR {changed})"
    return delete_condition(table, using)


def delete_condition(table: str, using: str) -> str:
    """Return the SQL condition under which a row of the chain may not be deleted; empty means always."""
    return NO_PICTURES[connections[using].vendor] if table == PICTURES else ""


def page_condition(using: str, content_type_id: int) -> str:
    """Return the SQL condition for an article that becomes live with another revision.

    The content type is a number in it, so that the trigger reads no table but its own and record_permit.
    """
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[connections[using].vendor]
    live = "NEW.live" if connections[using].vendor == "postgresql" else "NEW.live = 1"
    return (
        f"{live} AND NEW.live_revision_id IS NOT NULL AND NEW.content_type_id = {content_type_id} "
        f"AND NEW.live_revision_id {differs} OLD.live_revision_id"
    )


def install_triggers(using: str = "default", content_type_id: int | None = None) -> None:
    """Create every trigger, replacing those that exist. content_type_id as in `all_triggers`."""
    connection = connections[using]
    statements_for = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for trigger in all_triggers(using, content_type_id):
            for statement in statements_for(trigger):
                cursor.execute(statement)


def drop_triggers(using: str = "default") -> None:
    """Drop every trigger: for migrations, and for flushing a database of tests or of demonstration content."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for table, name in installed_triggers(using):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def installed_triggers(using: str = "default") -> list[tuple[str, str]]:
    """Return (table, name) of the triggers that exist and are enabled."""
    query = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fence~_%' ESCAPE '~'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'fence~_%' ESCAPE '~'",
    }[connections[using].vendor]
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return [(table.strip('"'), name) for table, name in cursor.fetchall()]


def missing_triggers(using: str = "default") -> list[str]:
    """Return the names of the triggers that do not exist or are disabled."""
    installed = {name for _table, name in installed_triggers(using)}
    wanted = {trigger.name for trigger in all_triggers(using)}
    if connections[using].vendor == "postgresql":
        wanted |= {f"fence_{table}_truncate" for table in (*CHAIN, *INDEX)}
    return sorted(wanted - installed)


def sqlite_statements(trigger: Trigger) -> list[str]:
    conditions = [trigger.condition] if trigger.condition else []
    if trigger.allowed_with_permit:
        conditions.append(NO_PERMIT)
    when = f"WHEN {' AND '.join(conditions)}" if conditions else ""
    return [
        f'DROP TRIGGER IF EXISTS "{trigger.name}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" {when} '
        f"BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END",
    ]


def postgresql_statements(trigger: Trigger) -> list[str]:
    """One function for each trigger; it raises an integrity error, as on SQLite. TRUNCATE is rejected as well."""
    conditions = [trigger.condition] if trigger.condition else []
    if trigger.allowed_with_permit:
        conditions.append(NO_PERMIT)
    condition = " AND ".join(conditions) or "TRUE"
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    statements = [
        f"""CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS $fence$
        BEGIN
            IF {condition} THEN RAISE EXCEPTION '{trigger.message}' USING ERRCODE = '23000'; END IF;
            RETURN {row};
        END $fence$""",
        f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger.name}"()',
    ]
    if trigger.event == "DELETE":
        name = f"fence_{trigger.table}_truncate"
        statements += [
            f"""CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $fence$
            BEGIN RAISE EXCEPTION '{KEPT}' USING ERRCODE = '23000'; END $fence$""",
            f'DROP TRIGGER IF EXISTS "{name}" ON "{trigger.table}"',
            f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{trigger.table}" '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
        ]
    return statements


def drop_before_migrations(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Receiver of `pre_migrate`."""
    drop_triggers(using)


def install_after_migrations(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Receiver of `post_migrate`; does nothing before every table exists."""
    tables = set(connections[using].introspection.table_names())
    if {*CHAIN, *INDEX, ACTS, PAGE, PERMIT} <= tables:
        install_triggers(using)
