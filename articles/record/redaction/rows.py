"""Copies of an article's words outside the record: the page, its revisions, comments, logs, acts and other tables.

Rows are read and written as the database stores them, so that no field converts its value on the way, and every table
is treated alike.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, Revision, TaskState
from wagtail.search import index as search_index

from articles.models import ArticlePage

from ..models import Act, WaitingNote
from .json_values import apply_operations
from .places import Found, Search

Rows = tuple[type[Model], Collection[Any]]
AnyField = Field[Any, Any]
TEXT_TYPES = frozenset({"CharField", "TextField", "SlugField", "URLField", "FileField", "JSONField"})
# Tables of the record and of search are rewritten from the chain. Accounts, sessions and subscribers are no copies.
NOT_SEARCHED = frozenset(
    {"record_version", "record_note", "record_addendum", "record_publication", "record_address", "record_entry"}
)
# Columns whose words the software has made, and those that heads are bound to.
NOT_TEXT = frozenset({"action", "actors", "basis", "decided_as", "token", "zone"})
NOT_CHANGED = ("auth_", "django_", "newsletter_", "record_", "taggit_", "wagtailcore_site", "wagtailusers_")
CHUNK = 200


@dataclass(frozen=True)
class RowChange:
    """A value that is replaced. pk: as the database stores it. deletes: whether the whole row is deleted instead."""

    model: type[Model]
    column: str
    pk: Any
    old: Any
    new: str | None
    deletes: bool = False

    @property
    def where(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}, row {self.pk}"


def article_rows(article_id: int) -> list[Rows]:
    """Return the rows that belong to an article, by model."""
    page_type = ContentType.objects.get_for_model(Page)
    of_page = {"base_content_type": page_type, "object_id": str(article_id)}
    querysets: list[models.QuerySet[Any]] = [
        Page.objects.filter(pk=article_id),
        ArticlePage.objects.filter(pk=article_id),
        *(
            relation.related_model._base_manager.filter(**{relation.field.name: article_id})
            for relation in get_all_child_relations(ArticlePage)
        ),
        Revision.objects.filter(**of_page),
        PageLogEntry.objects.filter(page=article_id),
        Comment.objects.filter(page=article_id),
        CommentReply.objects.filter(comment__page=article_id),
        TaskState.objects.filter(**{f"workflow_state__{key}": value for key, value in of_page.items()}),
        WaitingNote.objects.filter(page=article_id),
        Act.objects.filter(article=article_id),
    ]
    rows: dict[type[Model], set[Any]] = {}
    for queryset in querysets:
        rows.setdefault(queryset.model, set()).update(queryset.values_list("pk", flat=True))
    return list(rows.items())


def article_changes(article_id: int, search: Search) -> list[RowChange]:
    """Return the changes of the rows that belong to an article. Writes nothing."""
    found = [change for model, pks in article_rows(article_id) for change in row_changes(model, search, pks)]
    return [*found, *rows_to_delete(article_id, search, is_found=bool(found))]


def rows_to_delete(article_id: int, search: Search, *, is_found: bool) -> Iterator[RowChange]:
    """Yield redirects from an address with the words, and the states of forms, which Wagtail keeps for a day.

    is_found: whether the article has the words elsewhere; then its form states are deleted whatever they contain.
    """
    for redirect in Redirect.objects.filter(redirect_page=article_id):
        if search.words.is_in_address(redirect.old_path):
            yield RowChange(Redirect, "old_path", redirect.pk, redirect.old_path, None, deletes=True)
    for state in FormState.objects.all():
        is_own = is_found and state.object_id == str(article_id)
        if is_own or search.words.is_in_address(state.data.replace("+", " ")):
            yield RowChange(FormState, "data", state.pk, state.data, None, deletes=True)


def changes_of_paths(paths: Mapping[str, str]) -> Iterator[RowChange]:
    """Yield the values that are one of these paths, in every table, such as where a reader signed up.

    paths: former and current addresses of an article, with those that replace them.
    """
    for model in searched_models() if paths else ():
        fields = [field for field in text_fields(model) if field.get_internal_type() in ("CharField", "URLField")]
        for pk, *values in stored_rows(model, fields, None) if fields else ():
            for field, value in zip(fields, values, strict=True):
                if value in paths:
                    yield RowChange(model, column_of(field), pk, value, paths[value])


def other_changes(search: Search, article_ids: Collection[int]) -> Iterator[RowChange]:
    """Yield the changes of all rows that belong to none of these articles, in every table that may be changed."""
    own: dict[type[Model], set[Any]] = {}
    for article_id in article_ids:
        for model, pks in article_rows(article_id):
            own.setdefault(model, set()).update(pks)
    for model in searched_models():
        for change in row_changes(model, search):
            if model not in own or model._meta.pk.to_python(change.pk) not in own[model]:
                yield change


def searched_models() -> list[type[Model]]:
    """Return the models of all tables, but for those of the record and of search."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.db_table not in NOT_SEARCHED
        and not model._meta.db_table.startswith(("wagtailsearch_", "django_session"))
    ]


def may_change(change: RowChange) -> bool:
    """Whether a value outside the articles can be replaced: not that of an account, nor one that is part of a URL."""
    table = change.model._meta.db_table
    field = next(field for field in change.model._meta.local_concrete_fields if field.column == change.column)
    is_address = field.get_internal_type() in ("SlugField", "FileField") or change.column in ("url_path", "old_path")
    return not (table.startswith(NOT_CHANGED) or field.unique or is_address)


def column_of(field: AnyField) -> str:
    return str(field.column)


def text_fields(model: type[Model]) -> list[AnyField]:
    """Return the columns of a model's own table that contain text."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in TEXT_TYPES
        and field.column not in NOT_TEXT
        and not (field.primary_key or field.choices)
    ]


def row_changes(model: type[Model], search: Search, pks: Collection[Any] | None = None) -> Iterator[RowChange]:
    """Yield the changes of these rows of a table, or of all."""
    fields = text_fields(model)
    if not fields:
        return
    for pk, *values in stored_rows(model, fields, pks):
        for field, value in zip(fields, values, strict=True):
            new = redacted_value(field, value, search) if value else value
            if new != value:
                yield RowChange(model, column_of(field), pk, value, new)


def stored_rows(
    model: type[Model], fields: Iterable[AnyField], pks: Collection[Any] | None
) -> Iterator[tuple[Any, ...]]:
    """Yield (primary key, values) of rows as the database stores them."""
    quote = connection.ops.quote_name
    key = model._meta.pk
    columns = ", ".join(quote(column_of(field)) for field in (key, *fields))
    select = f"SELECT {columns} FROM {quote(model._meta.db_table)}"  # noqa: S608  # names of the models, quoted
    if pks is None:
        yield from fetch(select, [])
        return
    wanted = [key.get_db_prep_value(pk, connection) for pk in sorted(pks, key=str)]
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        marks = ", ".join(["%s"] * len(chunk))
        yield from fetch(f"{select} WHERE {quote(column_of(key))} IN ({marks})", chunk)


def fetch_values(model: type[Model], column: str, pks: Collection[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield (primary key, value of a column) of these rows as the database stores them."""
    field = next(field for field in model._meta.local_concrete_fields if field.column == column)
    yield from stored_rows(model, [field], pks)


def fetch(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def redacted_value(field: AnyField, value: str, search: Search) -> str:
    """Return a stored value without the words; unchanged when it does not contain them."""
    if field.get_internal_type() == "JSONField":
        content = json.loads(value)
        operations = [operation for found in search.fields(content) for operation in found.operations]
        return json.dumps(apply_operations(content, operations)) if operations else value
    found_fields: list[Found] = list(search.fields({column_of(field): value}))
    operations = [operation for found in found_fields for operation in found.operations]
    result: str = apply_operations({column_of(field): value}, operations)[column_of(field)]
    return result


def write_changes(changes: Iterable[RowChange]) -> None:
    """Write the changes of rows, and update Wagtail's search."""
    changed: set[tuple[type[Model], Any]] = set()
    for change in changes:
        quote = connection.ops.quote_name
        table, key = quote(change.model._meta.db_table), quote(column_of(change.model._meta.pk))
        if change.deletes:
            change.model._base_manager.filter(pk=change.pk).delete()
            continue
        with connection.cursor() as cursor:
            statement = f"UPDATE {table} SET {quote(change.column)} = %s WHERE {key} = %s"  # noqa: S608  # as above
            cursor.execute(statement, [change.new, change.pk])
        changed.add((change.model, change.pk))
    update_search(changed)


def update_search(changed: Iterable[tuple[type[Model], Any]]) -> None:
    """Write the search rows of changed objects again."""
    for model, pk in sorted(changed, key=str):
        if issubclass(model, search_index.Indexed) and (row := model._base_manager.filter(pk=pk).first()):
            search_index.insert_or_update_object(row.specific if isinstance(row, Page) else row)
