"""The text of an addendum: a redaction, or the review of an act after it was carried out. Format 1."""

from typing import TypedDict, cast

from ..canonical import NotCanonical, canonical_json, new_nonce, parse

FORMAT = 1


class TouchedEntry(TypedDict):
    """An entry whose text was redacted.

    now: SHA-256 of the text that is stored after the redaction. parts: pointers (RFC 6901) to the redacted values.
    position: of the entry in its chain.
    """

    now: str
    parts: list[str]
    position: int


class RedactionContent(TypedDict):
    """A redaction, parsed.

    cause: a WithdrawalCause, or "court". on: day of the redaction, YYYY-MM-DD, UTC. order: of a court or authority, or
    empty. text: for readers, or empty.
    """

    cause: str
    format: int
    kind: str
    nonce: str
    on: str
    order: str
    text: str
    touched: list[TouchedEntry]


class ReviewContent(TypedDict):
    """The review of an act that was carried out without approval. of: id of the act. outcome: "upheld", "objected"."""

    format: int
    kind: str
    nonce: str
    of: str
    outcome: str
    text: str


def redaction_text(*, cause: str, on: str, order: str, text: str, touched: list[TouchedEntry]) -> str:
    """Return the canonical text of a redaction, with a new nonce. Raises NotCanonical."""
    content: RedactionContent = {
        "cause": cause,
        "format": FORMAT,
        "kind": "redaction",
        "nonce": new_nonce(),
        "on": on,
        "order": order,
        "text": text,
        "touched": touched,
    }
    return canonical_json(content)


def review_text(*, of: str, outcome: str, text: str) -> str:
    """Return the canonical text of a later review, with a new nonce. Raises NotCanonical."""
    content: ReviewContent = {
        "format": FORMAT,
        "kind": "review",
        "nonce": new_nonce(),
        "of": of,
        "outcome": outcome,
        "text": text,
    }
    return canonical_json(content)


def read_redaction(text: str) -> RedactionContent | None:
    """Return a stored redaction, or None for an addendum of another kind. Raises NotCanonical."""
    content = read_addendum(text)
    return cast(RedactionContent, content) if content["kind"] == "redaction" else None


def read_addendum(text: str) -> RedactionContent | ReviewContent:
    """Return a stored addendum. Raises NotCanonical for an unknown format or kind."""
    value = parse(text)
    if value.get("format") != FORMAT:
        raise NotCanonical(f"unknown format {value.get('format')!r} of an addendum")
    if value.get("kind") == "redaction":
        return cast(RedactionContent, value)
    if value.get("kind") == "review":
        return cast(ReviewContent, value)
    raise NotCanonical(f"unknown kind {value.get('kind')!r} of an addendum")
