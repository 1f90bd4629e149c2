"""Words of a text, and what differs between two texts, word by word.

A text is a plain string, a list of spans, or RICH (`articles.record.freeze.rich_text`). Marks count as much as
letters: a word that becomes bold, or a link that leads elsewhere, is a difference.

Joined, `same` and `out` are the old text, `same` and `in` the new one, each white space included.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .hunks import IN, OUT, SAME, Mark, Piece

# Scripts without spaces between words are compared by character.
ONE_BY_ONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = rf"(?:(?![{ONE_BY_ONE}])[\w\u0300-\u036f])+"
TOKEN = re.compile(rf"\n|[^\S\n]+|{WORD}(?:['’.,\-\u2010\u2011]{WORD})*|.", re.DOTALL)
SPAN_KEYS = frozenset({"text", "footnote"})

# Beyond this many pairs of equal words difflib would take too long for a page; it then leaves common words out.
MOST_PAIRS = 400_000
# Texts that share less than this are shown one after the other; their words in turn would be unreadable.
LEAST_ALIKE = 0.25
SHORTEST_BRIDGE = 2

# From the number of a footnote to the id of the footnote, or None.
FootnoteId = Callable[[int], str | None]


class Token(NamedTuple):
    text: str
    marks: tuple[Mark, ...]
    key: Any

    @property
    def blank(self) -> bool:
        return not self.text.strip() and not self.marks_named("paragraph")

    def marks_named(self, name: str) -> bool:
        return any(mark.name == name for mark in self.marks)


class Unit(NamedTuple):
    """A word with the white space in front of it. The last unit of a text is an empty word."""

    before: tuple[Token, ...]
    word: Token | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return (*self.before, self.word) if self.word else self.before


PARAGRAPH_END = Token("\n\n", (Mark("paragraph"),), ("paragraph",))


def paragraphs_of(value: Any) -> list[list[dict]] | None:
    """The value as RICH, or None when it is no text."""
    if value is None:
        return []
    if isinstance(value, str):
        return [[{"text": value}]] if value else []
    if not isinstance(value, list):
        return None
    if all(isinstance(span, dict) for span in value):
        return [value] if value else []
    if all(isinstance(spans, list) and all(isinstance(span, dict) for span in spans) for spans in value):
        return value
    return None


def plain(value: Any) -> str:
    """The text without marks, paragraphs apart."""
    paragraphs = paragraphs_of(value) or []
    return "\n\n".join("".join(str(span.get("text", "")) for span in spans) for spans in paragraphs)


def tokens_of(paragraphs: Iterable[list[dict]], footnote_id: FootnoteId) -> Iterator[Token]:
    for position, spans in enumerate(paragraphs):
        if position:
            yield PARAGRAPH_END
        for text, marks, reference in joined(spans):
            if reference is not None:
                found = footnote_id(reference) if isinstance(reference, int) else None
                yield Token(str(reference), marks, ("footnote", found or reference))
            for word in TOKEN.findall(text):
                yield Token(word, marks, (word, marks) if marks else word)


def joined(spans: Iterable[dict]) -> Iterator[tuple[str, tuple[Mark, ...], Any]]:
    """Text, marks and reference of each span; neighbours with the same marks as one."""
    text = ""
    marks: tuple[Mark, ...] = ()
    for span in spans:
        own = tuple(Mark(key, mark_value(span[key])) for key in sorted(span) if key not in SPAN_KEYS)
        if own != marks or "footnote" in span:
            if text:
                yield text, marks, None
            text, marks = "", own
        if "footnote" in span:
            yield "", (Mark("footnote"), *own), span["footnote"]
        text += str(span.get("text", ""))
    if text:
        yield text, marks, None


def mark_value(value: Any) -> str:
    return "" if value is True else str(value)


def units_of(tokens: Iterable[Token]) -> list[Unit]:
    units, before = [], []
    for token in tokens:
        if token.blank:
            before.append(token)
        else:
            units.append(Unit(tuple(before), token))
            before = []
    return [*units, Unit(tuple(before), None)]


def no_ids(number: int) -> None:
    return None


def compare_words(
    old: Any, new: Any, old_footnotes: FootnoteId = no_ids, new_footnotes: FootnoteId = no_ids
) -> tuple[Piece, ...]:
    """The two texts as pieces. A reference to the same footnote is the same, whatever number it has by now."""
    before = units_of(tokens_of(paragraphs_of(old) or [], old_footnotes))
    after = units_of(tokens_of(paragraphs_of(new) or [], new_footnotes))
    writer = PieceWriter()
    for op, left, right in bridged(blocks(before, after)):
        if op == SAME:
            for unit_before, unit_after in zip(left, right, strict=True):
                writer.same_unit(unit_before, unit_after)
        else:
            writer.replaced(left, right)
    return writer.done()


Run = tuple[str, list[Unit], list[Unit]]


def blocks(before: list[Unit], after: list[Unit]) -> list[Run]:
    """Runs of units that are the same or not. Their common beginning and end are cut off first."""
    left, right = [unit.word and unit.word.key for unit in before], [unit.word and unit.word.key for unit in after]
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    runs: list[Run] = [(SAME, before[:start], after[:start])]
    middle_left, middle_right = left[start : len(left) - end], right[start : len(right) - end]
    for op, i, j, k, m in opcodes(middle_left, middle_right, start + end):
        runs.append((SAME if op == "equal" else OUT, before[start + i : start + j], after[start + k : start + m]))
    runs.append((SAME, before[len(before) - end :], after[len(after) - end :]))
    return [run for run in runs if run[1] or run[2]]


def opcodes(left: Sequence, right: Sequence, common: int) -> list[tuple[str, int, int, int, int]]:
    if not left or not right:
        return [("replace", 0, len(left), 0, len(right))]
    counts = Counter(right)
    pairs = sum(number * counts[key] for key, number in Counter(left).items())
    matcher = SequenceMatcher(None, left, right, autojunk=pairs > MOST_PAIRS)
    found: list[tuple[str, int, int, int, int]] = [*matcher.get_opcodes()]
    alike = sum(j - i for op, i, j, _k, _m in found if op == "equal") + common - 1
    if alike < LEAST_ALIKE * (max(len(left), len(right)) + common - 1):
        return [("replace", 0, len(left), 0, len(right))]
    return found


def bridged(runs: list[Run]) -> list[Run]:
    """Runs in which a lone short word between two changes belongs to both: it would only break them up."""
    result: list[Run] = []
    for position, (op, left, right) in enumerate(runs):
        between = 0 < position < len(runs) - 1
        joins = bool(result) and result[-1][0] != SAME
        if joins and (op != SAME or (between and is_bridge(left))):
            _op, before, after = result.pop()
            result.append((OUT, before + left, after + right))
        else:
            result.append((op, left, right))
    return result


def is_bridge(units: list[Unit]) -> bool:
    words = [unit.word.text for unit in units if unit.word]
    return sum(len(word) for word in words) <= SHORTEST_BRIDGE and not any(word == "\n\n" for word in words)


class PieceWriter:
    """Collects tokens into pieces: neighbours of one operation with the same marks become one piece."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, op: str, tokens: Iterable[Token]) -> None:
        for token in tokens:
            last = self.pieces[-1] if self.pieces else None
            marks = token.marks
            apart = token is PARAGRAPH_END or token.marks_named("footnote")
            if last and not apart and last.op == op and last.marks == marks:
                self.pieces[-1] = last._replace(text=last.text + token.text)
            elif token.text:
                self.pieces.append(Piece(op, token.text, marks))

    def same_unit(self, before: Unit, after: Unit) -> None:
        if before.before == after.before:
            self.add(SAME, after.before)
        else:
            self.add(OUT, before.before)
            self.add(IN, after.before)
        self.add(SAME, [after.word] if after.word else [])

    def replaced(self, before: list[Unit], after: list[Unit]) -> None:
        """White space that both begin with stays; then what went, then what came."""
        out = [token for unit in before for token in unit.tokens]
        put_in = [token for unit in after for token in unit.tokens]
        if before and after and before[0].before == after[0].before:
            shared = len(before[0].before)
            self.add(SAME, out[:shared])
            out, put_in = out[shared:], put_in[shared:]
        self.add(OUT, out)
        self.add(IN, put_in)

    def done(self) -> tuple[Piece, ...]:
        around = [None, *self.pieces, None]
        return tuple(
            piece._replace(alone=is_alone(piece, around[place], around[place + 2]))
            for place, piece in enumerate(self.pieces)
        )


def is_alone(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """White space that is a change in itself, and not the gap beside a word that went or came with it."""
    if piece.op == SAME or piece.text.strip() or piece.ends_paragraph:
        return False
    return not any(other and other.op == piece.op and other.text.strip() for other in (before, after))
