"""Compare tables cell by cell."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from . import labels
from .field_comparison import FieldComparison, value_details
from .hunks import Detail, Hunk, JSONObject
from .matching import Pair, match_in_order
from .text_comparison import FootnoteLookups, plain_text

Row = list[list[JSONObject]]


class CellPosition(NamedTuple):
    """Where a cell is in the old and in the new rows; None where the rows do not have it."""

    old: int | None
    new: int | None
    heading: str


def row_words(row: Row) -> str:
    return " ".join(plain_text(cell) for cell in row)


def column_heading(column: Any) -> str:
    return str(column.get("heading", "")) if isinstance(column, dict) else ""


def table_hunks(
    old: JSONObject, new: JSONObject, key: str, label: str, footnote_lookups: FootnoteLookups
) -> Iterator[Hunk]:
    """Yield a change of caption and columns, then one for each row, with each cell under its heading."""
    columns = match_in_order(old.get("columns", []), new.get("columns", []), column_heading)
    yield from compare_columns(old, new, columns, footnote_lookups).hunks(key, label)
    positions = cell_positions(old, new, columns)
    columns_moved = any(column.old_index != column.new_index for column in columns)
    for row in match_in_order(old.get("rows", []), new.get("rows", []), row_words):
        if row.old != row.new or columns_moved:
            yield from row_hunks(row, positions, key, label, footnote_lookups)


def compare_columns(
    old: JSONObject, new: JSONObject, columns: list[Pair[JSONObject]], footnote_lookups: FootnoteLookups
) -> FieldComparison:
    """Compare the caption, and the heading and type of each column."""
    comparison = FieldComparison(old, new, footnote_lookups).ignore("columns", "rows", "id", "type")
    comparison.compare_text("caption", labels.field("caption"))
    for number, pair in enumerate(columns, start=1):
        if pair.old != pair.new:
            name = _("Column %(number)s") % {"number": number}
            column = FieldComparison(pair.old or {}, pair.new or {}, footnote_lookups)
            comparison.add_nested(column.compare_text("heading", name), name)
    if old.get("columns") != new.get("columns") and not comparison.differs:
        comparison.details += value_details(_("Columns"), old.get("columns"), new.get("columns"))
    return comparison


def cell_positions(old: JSONObject, new: JSONObject, columns: list[Pair[JSONObject]]) -> list[CellPosition]:
    """Return the position of each cell of a row, column by column; last those of cells beyond the columns."""
    positions = [
        CellPosition(
            pair.old_index if pair.old_index >= 0 else None,
            pair.new_index if pair.new_index >= 0 else None,
            column_heading(pair.old if pair.new_index < 0 else pair.new),
        )
        for pair in columns
    ]
    column_counts = [len(table.get("columns", [])) for table in (old, new)]
    longest_rows = [max((len(row) for row in table.get("rows", [])), default=0) for table in (old, new)]
    beyond = max(longest - count for longest, count in zip(longest_rows, column_counts, strict=True))
    return positions + [
        CellPosition(column_counts[0] + step, column_counts[1] + step, "") for step in range(max(0, beyond))
    ]


def row_hunks(
    row: Pair[Row], positions: list[CellPosition], key: str, label: str, footnote_lookups: FootnoteLookups
) -> list[Hunk]:
    """Return the change of one row, with all its cells."""
    comparison = FieldComparison({}, {}, footnote_lookups)
    for position in positions:
        old_cell, new_cell = cell_at(row.old, position.old), cell_at(row.new, position.new)
        comparison.add_text(old_cell, new_cell, position.heading or _("Cell"), _("Cell"))
    if row.old is not None and row.new is not None and not any(part.changed for part in comparison.parts):
        if row.old == row.new or comparison.only_renumbered(row.old, row.new):
            return []
        comparison.details = [Detail(_("Cells"), str(len(row.old)), str(len(row.new)))]
        comparison.details += value_details(_("Cells"), row.old, row.new)
    row_key = f"{key}:row:{'-' if row.new_index < 0 else ''}{row.number}"
    row_label = _("%(table)s, row %(number)s") % {"table": label, "number": row.number}
    return comparison.hunks(row_key, row_label, row.change, keep_unchanged=True)


def cell_at(row: Row | None, position: int | None) -> list[JSONObject]:
    if row is None or position is None or position >= len(row):
        return []
    return row[position]
