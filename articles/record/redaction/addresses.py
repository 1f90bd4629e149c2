"""Addresses that contain words to be redacted, and the neutral ones that replace them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from .words import Words

PREFIX = "redacted-"


@dataclass
class NeutralAddresses:
    """Replaces the parts of paths that contain the words; the same part gets the same replacement everywhere.

    is_used: whether another article or page uses a part already. parts: replacements so far.
    """

    words: Words
    is_used: Callable[[str], bool] = lambda part: False
    parts: dict[str, str] = field(default_factory=dict)

    def path(self, path: str) -> str:
        """Return a path without the words; unchanged when it does not contain them."""
        return "/".join(self.part(part) if part else part for part in path.split("/"))

    def part(self, part: str) -> str:
        if part not in self.parts and self.words.is_in_address(part):
            self.parts[part] = self.new_part()
        return self.parts.get(part, part)

    def new_part(self) -> str:
        while True:
            part = f"{PREFIX}{secrets.token_hex(2)}"
            if part not in self.parts.values() and not self.is_used(part):
                return part
