"""Applying redactions again to a database from a backup that was made before them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.models import ArticlePage

from ..canonical import canonical_json, digest, parse
from ..models import Entry
from ..transactions import lock_article
from . import instructions
from .acts import Plan, Reason, carry_out, verified_entries
from .addresses import NeutralAddresses
from .chain import Rewritten, text_row
from .instructions import Instruction
from .json_values import Operation, apply_operations, value_at
from .run import redact_picture
from .targets import WordsRemoval, is_part_used
from .words import MIN_LENGTH, REPLACEMENT, Words

# The last index of the pointer to a span: of its paragraph.
PARAGRAPH = re.compile(r"/(\d+)/\d+/text$")


@dataclass
class Reapplied:
    """articles: how many were changed. problems: what a person must do, in words."""

    articles: int = 0
    problems: list[str] = field(default_factory=list)


def reapply(source: Path | None = None) -> Reapplied:
    """Apply every redaction of a file that this database does not have. Can be repeated.

    Once nothing is left to be done, the mark that keeps a restored site from serving is removed.
    """
    result = Reapplied()
    found = instructions.read(source)
    known = {(line["article"], text["position"], text["after"]) for line in found for text in line["texts"]}
    for instruction in found:
        reapply_one(instruction, known, result)
    if not result.problems:
        instructions.pending_mark().unlink(missing_ok=True)
    return result


def reapply_one(instruction: Instruction, known: set[tuple[str, int, str]], result: Reapplied) -> None:
    reason = Reason(instruction["cause"], instruction["order"], instruction["text"], on=instruction["on"])
    if instruction["original"]:
        plans = redact_picture(
            instruction["original"],
            cause=reason.cause,
            order=reason.order,
            text=reason.text,
            on=reason.on,
            library=instruction["library"],
        )
        result.articles += len(plans)
        return
    first = Entry.objects.filter(uid=instruction["article"], position=1).first()
    if first is not None:
        reapply_words(first.article_id, instruction, reason, known, result)
    elif ArticlePage.objects.filter(pk=instruction["page"]).exists():
        # It is a draft in this backup, which may contain the words; no text of the record shows which.
        result.problems.append(problem(instruction, 1))


def reapply_words(
    article_id: int, instruction: Instruction, reason: Reason, known: set[tuple[str, int, str]], result: Reapplied
) -> None:
    """Redact one article again, in one transaction."""
    with lock_article(article_id) as article:
        entries = {entry.position: entry for entry in verified_entries(article.pk)}
        rewritten = []
        for text in instruction["texts"]:
            entry = entries.get(text["position"])
            if entry is None:
                continue
            stored = text_row(entry).text
            if digest(stored) == text["before"]:
                rewritten.append(rewritten_again(entry, stored, text))
            elif (instruction["article"], text["position"], digest(stored)) not in known:
                result.problems.append(problem(instruction, text["position"]))
        if rewritten:
            carry_out(article, Plan(article.pk, rewritten), removal_from(rewritten, instruction), reason)
            result.articles += 1
    if not rewritten and not any(text["position"] in entries for text in instruction["texts"]):
        result.problems.append(problem(instruction, instruction["texts"][0]["position"]))


def problem(instruction: Instruction, position: int) -> str:
    return (
        f"article {instruction['article']}, entry {position}: the redaction of {instruction['on']} "
        f"({instruction['order'] or instruction['cause']}) does not fit. Redact the words again by hand."
    )


def rewritten_again(entry: Entry, stored: str, text: Mapping[str, Any]) -> Rewritten:
    """Return a text with the operations of an instruction. Raises ValueError when the result is another one."""
    after = canonical_json(apply_operations(parse(stored), text["operations"]))
    if digest(after) != text["after"]:
        raise ValueError(f"the redaction of entry {entry.position} gives another text than before")
    return Rewritten(entry, stored, after, text["parts"], text["operations"])


def removal_from(rewritten: Iterable[Rewritten], instruction: Instruction) -> WordsRemoval:
    """Return the removal of the words that these operations removed, for the rows outside the record."""
    parts: dict[str, str] = {}
    texts: set[str] = set()
    for change in rewritten:
        content = parse(change.before)
        texts |= set(removed_texts(content, change.operations))
        for operation in change.operations:
            if operation["at"] == "/copy/path":
                old, new = value_at(content, "/copy/path"), operation["value"]
                pairs = zip(old.split("/"), new.split("/"), strict=True)
                parts |= {before: after for before, after in pairs if before != after}
    words = Words(tuple(sorted(texts) or sorted(parts)), instruction["ignore_case"])
    return WordsRemoval(words, NeutralAddresses(words, is_part_used, parts))


def removed_texts(content: Any, operations: Iterable[Operation]) -> Iterator[str]:
    """Yield the words that operations removed. A range that is replaced by nothing continues the one before."""
    words = paragraph = ""
    for operation in operations:
        if "ranges" not in operation:
            continue
        found = PARAGRAPH.search(operation["at"])
        for start, end, replacement in operation["ranges"]:
            removed = value_at(content, operation["at"])[start:end]
            if replacement == REPLACEMENT:
                yield from complete(words)
                words = removed
            else:
                words += ("" if found and found[1] == paragraph else " ") + removed
            paragraph = found[1] if found else ""
    yield from complete(words)


def complete(words: str) -> Iterator[str]:
    if len("".join(words.split())) >= MIN_LENGTH:
        yield words
