"""The triggers that hold the record's promises against code, scripts and the database's own client.

They know the publishing service by its permit, a row that lives only inside its transaction. The record's rows can
be added under a permit and never changed or deleted; the index is written under a permit. The page fence has one
condition and only keeps the desk honest: an article may not claim to be live with something that was not published.

A migration that rebuilds a table on SQLite drops its triggers silently, so the fence is taken down before migrations
and put up after them. `missing()` says what is not there; a system check and `verify_record` ask it.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction

from articles.models import ArticlePage

CHAIN = ("record_entry", "record_version", "record_note", "record_recordimage")
INDEX = ("record_publication", "record_address", "record_mention", "record_byline")
PAGE = "wagtailcore_page"
PERMIT = "record_permit"
WITHOUT_PERMIT = "NOT EXISTS (SELECT 1 FROM record_permit)"
KEPT = "The record is append-only: what readers have seen is never changed or deleted."
SERVICE = "Only the publishing service writes here."
LIVE = "An article becomes live through the publishing service only."


@dataclass(frozen=True)
class Trigger:
    """One refusal: what happens to a row of a table, unless a permit is there (or always)."""

    table: str
    event: str
    words: str
    with_permit: bool
    condition: str = ""

    @property
    def name(self) -> str:
        return f"fence_{self.table}_{self.event.lower()}"


def article_type(using: str = "default") -> int:
    """The key of the content type of articles; it is made when it does not exist yet."""
    return ContentType.objects.db_manager(using).get_for_model(ArticlePage, for_concrete_model=False).pk


def triggers(using: str = "default", kind: int | None = None) -> list[Trigger]:
    """Every trigger of the fence. kind: the key of the content type of articles, when the caller knows it."""
    found = []
    for table in CHAIN:
        found += [
            Trigger(table, "INSERT", SERVICE, with_permit=True),
            Trigger(table, "UPDATE", KEPT, with_permit=False),
            Trigger(table, "DELETE", KEPT, with_permit=False),
        ]
    for table in INDEX:
        found += [Trigger(table, event, SERVICE, with_permit=True) for event in ("INSERT", "UPDATE", "DELETE")]
    condition = page_condition(using, article_type(using) if kind is None else kind)
    found.append(Trigger(PAGE, "UPDATE", LIVE, with_permit=True, condition=condition))
    return found


def page_condition(using: str, kind: int) -> str:
    """An article that is live with another revision than before; content type as a number, so that the trigger names
    its own table and the permit's alone."""
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[connections[using].vendor]
    live = "NEW.live" if connections[using].vendor == "postgresql" else "NEW.live = 1"
    return (
        f"{live} AND NEW.live_revision_id IS NOT NULL AND NEW.content_type_id = {kind} "
        f"AND NEW.live_revision_id {differs} OLD.live_revision_id"
    )


def install(using: str = "default", kind: int | None = None) -> None:
    """Put the fence up; what stood before is replaced. kind as in `triggers`."""
    connection = connections[using]
    make = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for trigger in triggers(using, kind):
            for statement in make(trigger):
                cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the fence down: for migrations, and for flushing a database of tests or of demo content."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for table, name in standing(using):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def standing(using: str = "default") -> list[tuple[str, str]]:
    """(table, name) of the triggers of the fence that are there."""
    query = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fence~_%' ESCAPE '~'",
        "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'fence~_%' ESCAPE '~'",
    }[connections[using].vendor]
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return [(table.strip('"'), name) for table, name in cursor.fetchall()]


def missing(using: str = "default") -> list[str]:
    """The names of the triggers that should be there and are not, or are switched off."""
    there = {name for table, name in standing(using)}
    wanted = {trigger.name for trigger in triggers(using)}
    if connections[using].vendor == "postgresql":
        wanted |= {f"fence_{table}_truncate" for table in (*CHAIN, *INDEX)}
    return sorted(wanted - there)


def sqlite_statements(trigger: Trigger) -> list[str]:
    conditions = [trigger.condition] if trigger.condition else []
    if trigger.with_permit:
        conditions.append(WITHOUT_PERMIT)
    when = f"WHEN {' AND '.join(conditions)}" if conditions else ""
    return [
        f'DROP TRIGGER IF EXISTS "{trigger.name}"',
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON "{trigger.table}" {when} '
        f"BEGIN SELECT RAISE(ABORT, '{trigger.words}'); END",
    ]


def postgresql_statements(trigger: Trigger) -> list[str]:
    """A function per trigger; errors are integrity errors, as on SQLite. TRUNCATE is refused on the same tables."""
    conditions = [trigger.condition] if trigger.condition else []
    if trigger.with_permit:
        conditions.append(WITHOUT_PERMIT)
    condition = " AND ".join(conditions) or "TRUE"
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    statements = [
        f"""CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS $fence$
        BEGIN
            IF {condition} THEN RAISE EXCEPTION '{trigger.words}' USING ERRCODE = '23000'; END IF;
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


def lower(sender, using: str = "default", **kwargs) -> None:
    """Before migrations."""
    remove(using)


def raise_again(sender, using: str = "default", **kwargs) -> None:
    """After migrations, once every table is there."""
    tables = set(connections[using].introspection.table_names())
    if {*CHAIN, *INDEX, PAGE, PERMIT} <= tables:
        install(using)
