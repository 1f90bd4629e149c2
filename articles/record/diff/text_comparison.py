"""Compare two texts word by word.

A text is a string, a list of spans, or a list of paragraphs (`articles.record.reader_copy.RichText`). Marks count as
much as letters: a word that becomes bold, or a link with another URL, is a difference.

Joined, the pieces `same` and `out` are the old text, `same` and `in` the new one, with all white space.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .hunks import IN, OUT, SAME, JSONObject, Mark, Piece

# Scripts without spaces between words are compared by character.
UNSPACED_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = rf"(?:(?![{UNSPACED_SCRIPTS}])[\w\u0300-\u036f])+"
TOKEN = re.compile(rf"\n|[^\S\n]+|{WORD}(?:['’.,\-\u2010\u2011]{WORD})*|.", re.DOTALL)
SPAN_KEYS = frozenset({"text", "footnote"})

# With more pairs of equal words than this, difflib would be too slow for a page; it then leaves common words out.
MAX_EQUAL_PAIRS = 400_000
# Texts that share less than this are shown one after the other; alternating words would be unreadable.
MIN_TEXT_SIMILARITY = 0.25
# Unchanged words between two changes are shown as changed when they have no more letters than this.
MAX_CONNECTING_LETTERS = 2

RichText = list[list[JSONObject]]

# Returns the id of a footnote for its number, or None.
FootnoteLookup = Callable[[int], str | None]
# For the old and for the new copy.
FootnoteLookups = tuple[FootnoteLookup, FootnoteLookup]


class Token(NamedTuple):
    """A word, a punctuation mark, white space or a footnote reference. key: equal for equal tokens."""

    text: str
    marks: tuple[Mark, ...]
    key: Hashable

    @property
    def is_space(self) -> bool:
        return not self.text.strip() and not self.has_mark("paragraph")

    def has_mark(self, name: str) -> bool:
        return any(mark.name == name for mark in self.marks)


class SpacedWord(NamedTuple):
    """A word with the white space in front of it. The last one of a text has no word."""

    space: tuple[Token, ...]
    word: Token | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return (*self.space, self.word) if self.word else self.space


class Run(NamedTuple):
    """Neighbouring words that are equal in both texts (op: SAME), or that differ (op: OUT)."""

    op: str
    old: list[SpacedWord]
    new: list[SpacedWord]


PARAGRAPH_END = Token("\n\n", (Mark("paragraph"),), ("paragraph",))


def as_rich_text(value: Any) -> RichText | None:
    """Return the value as a list of paragraphs, or None when it is not text."""
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


def plain_text(value: Any) -> str:
    """Return the text without marks, with an empty line between paragraphs."""
    paragraphs = as_rich_text(value) or []
    return "\n\n".join("".join(str(span.get("text", "")) for span in spans) for spans in paragraphs)


def tokenize(paragraphs: RichText, footnote_id: FootnoteLookup) -> Iterator[Token]:
    for position, spans in enumerate(paragraphs):
        if position:
            yield PARAGRAPH_END
        for text, marks, reference in merge_spans(spans):
            if reference is not None:
                found = footnote_id(reference) if isinstance(reference, int) else None
                yield Token(str(reference), marks, ("footnote", found or reference))
            for word in TOKEN.findall(text):
                yield Token(word, marks, (word, marks) if marks else word)


def merge_spans(spans: Iterable[JSONObject]) -> Iterator[tuple[str, tuple[Mark, ...], Any]]:
    """Yield text, marks and footnote number of each span; neighbours with the same marks are one."""
    text = ""
    marks: tuple[Mark, ...] = ()
    for span in spans:
        span_marks = tuple(Mark(key, mark_value(span[key])) for key in sorted(span) if key not in SPAN_KEYS)
        if span_marks != marks or "footnote" in span:
            if text:
                yield text, marks, None
            text, marks = "", span_marks
        if "footnote" in span:
            yield "", (Mark("footnote"), *span_marks), span["footnote"]
        text += str(span.get("text", ""))
    if text:
        yield text, marks, None


def mark_value(value: Any) -> str:
    return "" if value is True else str(value)


def spaced_words(tokens: Iterable[Token]) -> list[SpacedWord]:
    words: list[SpacedWord] = []
    space: list[Token] = []
    for token in tokens:
        if token.is_space:
            space.append(token)
        else:
            words.append(SpacedWord(tuple(space), token))
            space = []
    return [*words, SpacedWord(tuple(space), None)]


def no_footnote_id(number: int) -> None:
    return None


NO_FOOTNOTES: FootnoteLookups = (no_footnote_id, no_footnote_id)


def compare_texts(old: Any, new: Any, footnote_lookups: FootnoteLookups = NO_FOOTNOTES) -> tuple[Piece, ...]:
    """Return both texts as pieces. References to the same footnote are equal, even if its number changed."""
    old_lookup, new_lookup = footnote_lookups
    old_words = spaced_words(tokenize(as_rich_text(old) or [], old_lookup))
    new_words = spaced_words(tokenize(as_rich_text(new) or [], new_lookup))
    builder = PieceBuilder()
    for run in join_short_gaps(find_runs(old_words, new_words)):
        if run.op == SAME:
            for old_word, new_word in zip(run.old, run.new, strict=True):
                builder.add_equal(old_word, new_word)
        else:
            builder.add_replaced(run.old, run.new)
    return builder.finish()


def find_runs(old: list[SpacedWord], new: list[SpacedWord]) -> list[Run]:
    """Return the texts as alternating runs. Only what is between their common start and end goes to difflib."""
    old_keys, new_keys = ([item.word and item.word.key for item in words] for words in (old, new))
    start, shorter = 0, min(len(old_keys), len(new_keys))
    while start < shorter and old_keys[start] == new_keys[start]:
        start += 1
    end = 0
    while end < shorter - start and old_keys[-1 - end] == new_keys[-1 - end]:
        end += 1
    runs = [Run(SAME, old[:start], new[:start])]
    old_middle, new_middle = old_keys[start : len(old_keys) - end], new_keys[start : len(new_keys) - end]
    for op, i, j, k, m in word_opcodes(old_middle, new_middle, start + end):
        runs.append(Run(SAME if op == "equal" else OUT, old[start + i : start + j], new[start + k : start + m]))
    runs.append(Run(SAME, old[len(old) - end :], new[len(new) - end :]))
    return [run for run in runs if run.old or run.new]


def word_opcodes(old: Sequence[Hashable], new: Sequence[Hashable], common: int) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's opcodes for two lists of words, or one "replace" where the texts share too little.

    common: the number of words that the texts share before and after these.
    """
    replace_all = [("replace", 0, len(old), 0, len(new))]
    if not old or not new:
        return replace_all
    counts = Counter(new)
    equal_pairs = sum(number * counts[key] for key, number in Counter(old).items())
    matcher = SequenceMatcher(None, old, new, autojunk=equal_pairs > MAX_EQUAL_PAIRS)
    opcodes: list[tuple[str, int, int, int, int]] = [*matcher.get_opcodes()]
    equal = sum(j - i for op, i, j, _k, _m in opcodes if op == "equal") + common - 1
    longer = max(len(old), len(new)) + common - 1
    return replace_all if equal < MIN_TEXT_SIMILARITY * longer else opcodes


def join_short_gaps(runs: list[Run]) -> list[Run]:
    """Join changes that only a short unchanged word separates, which is easier to read."""
    result: list[Run] = []
    for position, run in enumerate(runs):
        between = 0 < position < len(runs) - 1
        after_change = bool(result) and result[-1].op != SAME
        if after_change and (run.op != SAME or (between and is_short(run.old))):
            previous = result.pop()
            result.append(Run(OUT, previous.old + run.old, previous.new + run.new))
        else:
            result.append(run)
    return result


def is_short(words: list[SpacedWord]) -> bool:
    texts = [item.word.text for item in words if item.word]
    return sum(len(text) for text in texts) <= MAX_CONNECTING_LETTERS and not any(text == "\n\n" for text in texts)


class PieceBuilder:
    """Collects tokens into pieces: neighbours of one operation with the same marks become one piece."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def add(self, op: str, tokens: Iterable[Token]) -> None:
        for token in tokens:
            last = self.pieces[-1] if self.pieces else None
            marks = token.marks
            separate = token is PARAGRAPH_END or token.has_mark("footnote")
            if last and not separate and last.op == op and last.marks == marks:
                self.pieces[-1] = last._replace(text=last.text + token.text)
            elif token.text:
                self.pieces.append(Piece(op, token.text, marks))

    def add_equal(self, old: SpacedWord, new: SpacedWord) -> None:
        """Add a word of both texts; the white space in front of it may differ."""
        if old.space == new.space:
            self.add(SAME, new.space)
        else:
            self.add(OUT, old.space)
            self.add(IN, new.space)
        self.add(SAME, [new.word] if new.word else [])

    def add_replaced(self, old: list[SpacedWord], new: list[SpacedWord]) -> None:
        """Add white space with which both begin as unchanged, then the old words, then the new ones."""
        old_tokens = [token for word in old for token in word.tokens]
        new_tokens = [token for word in new for token in word.tokens]
        if old and new and old[0].space == new[0].space:
            shared = len(old[0].space)
            self.add(SAME, old_tokens[:shared])
            old_tokens, new_tokens = old_tokens[shared:], new_tokens[shared:]
        self.add(OUT, old_tokens)
        self.add(IN, new_tokens)

    def finish(self) -> tuple[Piece, ...]:
        neighbours = [None, *self.pieces, None]
        return tuple(
            piece._replace(standalone_space=is_standalone_space(piece, neighbours[place], neighbours[place + 2]))
            for place, piece in enumerate(self.pieces)
        )


def is_standalone_space(piece: Piece, previous: Piece | None, following: Piece | None) -> bool:
    """Whether a piece is changed white space that does not belong to a changed word beside it."""
    if piece.op == SAME or piece.text.strip() or piece.ends_paragraph:
        return False
    return not any(other and other.op == piece.op and other.text.strip() for other in (previous, following))
