"""The accounts behind an act: a private text, to which the head of each entry is bound by a digest.

The chain contains public names only, which several people may share. The private text names the accounts, and has a
random salt, so that an account cannot be guessed from the digest in the chain. It proves that the private row has not
been changed since, not that it was true when it was written.
"""

import secrets
from typing import Literal, TypedDict

from ..canonical import canonical_json

FORMAT = 1

Account = TypedDict("Account", {"as": Literal["decided", "approved", "lowered"], "id": str, "login": str})
Account.__doc__ = """An account that took part. id: its random permanent id. login: its log-in name at that time."""


class ActorsContent(TypedDict):
    """accounts: empty when code acted. act: its id. article: its permanent id. salt: 32 random bytes, hexadecimal."""

    accounts: list[Account]
    act: str
    article: str
    format: int
    salt: str


def actors_text(*, act: str, article: str, accounts: list[Account]) -> str:
    """Return the canonical text, with a new salt. Each article of an act on several articles has its own."""
    content: ActorsContent = {
        "accounts": accounts,
        "act": act,
        "article": article,
        "format": FORMAT,
        "salt": secrets.token_hex(32),
    }
    return canonical_json(content)
