"""Tables, cell by cell."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import labels
from .comparison import Comparison, differences
from .hunks import ADDED, CHANGED, REMOVED, Detail, Hunk
from .matching import Pair, match_in_order
from .words import FootnoteId, plain

Row = list[list[dict]]
References = tuple[FootnoteId, FootnoteId]


def row_words(row: Row) -> str:
    return " ".join(plain(cell) for cell in row)


def heading_of(column: Any) -> str:
    return str(column.get("heading", "")) if isinstance(column, dict) else ""


def table_hunks(old: dict, new: dict, key: str, label: str, references: References) -> Iterator[Hunk]:
    """Heads, then each row that changed, came or went, with every cell of it under its heading."""
    columns = match_in_order(old.get("columns", []), new.get("columns", []), heading_of)
    hunk = heads(old, new, columns, references).hunk(key, label)
    if hunk:
        yield hunk
    places = cells(old, new, columns)
    for pair in match_in_order(old.get("rows", []), new.get("rows", []), row_words):
        before = None if pair.old is None else old["rows"][pair.old]
        after = None if pair.new is None else new["rows"][pair.new]
        if before != after or columns_moved(columns):
            yield from row_hunk(before, after, pair, places, key, label, references)


def columns_moved(columns: list[Pair]) -> bool:
    return any(pair.old != pair.new for pair in columns)


def heads(old: dict, new: dict, columns: list[Pair], references: References) -> Comparison:
    """Caption, and the heading and type of each column."""
    comparison = Comparison(old, new, references).ignore("columns", "rows", "id", "type")
    comparison.words("caption", labels.field("caption"))
    for number, pair in enumerate(columns, start=1):
        before = {} if pair.old is None else old["columns"][pair.old]
        after = {} if pair.new is None else new["columns"][pair.new]
        if before != after:
            column = Comparison(before, after, references)
            name = _("Column %(number)s") % {"number": number}
            column.words("heading", name)
            column.rest()
            comparison.parts += [part for part in column.parts if part.changed]
            comparison.detail += [line._replace(label=f"{name}: {line.label}") for line in column.detail]
    if old.get("columns") != new.get("columns") and not comparison.detail and not comparison.parts:
        comparison.detail += differences(_("Columns"), old.get("columns"), new.get("columns"))
    return comparison


def cells(old: dict, new: dict, columns: list[Pair]) -> list[tuple[int | None, int | None, str]]:
    """Positions of each cell in the old and the new rows, with its heading; cells beyond the columns last."""
    found = []
    for pair in columns:
        column = old["columns"][pair.old] if pair.new is None else new["columns"][pair.new]
        found.append((pair.old, pair.new, heading_of(column)))
    widths = [
        (len(table.get("columns", [])), max((len(row) for row in table.get("rows", [])), default=0))
        for table in (old, new)
    ]
    beyond = max(widest - wide for wide, widest in widths)
    for step in range(max(0, beyond)):
        found.append((widths[0][0] + step, widths[1][0] + step, ""))
    return found


def row_hunk(before: Row | None, after: Row | None, pair: Pair, places, key: str, label: str, references):
    comparison = Comparison({}, {}, references)
    for old_place, new_place, heading in places:
        left, right = cell(before, old_place), cell(after, new_place)
        comparison.text(left, right, heading or _("Cell"), _("Cell"))
    change = ADDED if before is None else REMOVED if after is None else CHANGED
    if before is not None and after is not None and not any(part.changed for part in comparison.parts):
        if before == after or comparison.renumbered(before, after):
            return
        comparison.detail = [Detail(_("Cells"), str(len(before)), str(len(after)))]
        comparison.detail += differences(_("Cells"), before, after)
    number = pair.number
    name = f"{key}:row:{'-' if pair.new is None else ''}{number}"
    words = _("%(table)s, row %(number)s") % {"table": label, "number": number}
    hunk = comparison.hunk(name, words, change, whole=True)
    if hunk:
        yield hunk


def cell(row: Row | None, place: int | None) -> list[dict]:
    if row is None or place is None or place >= len(row):
        return []
    return row[place]
