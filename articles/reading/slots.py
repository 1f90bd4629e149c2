"""Places in an article's page that something above reading fills.

`sign_up`: a function (heading, text, *, source, block, form_id) -> the context of components/sign_up.html.
A slot that nobody fills stays empty.
"""

from collections.abc import Callable
from typing import Any

NAMES = {"sign_up"}
_filled: dict[str, Callable[..., dict[str, Any]]] = {}


def fill(name: str, function: Callable[..., dict[str, Any]]) -> None:
    """Fill a slot; the last one to fill it wins. Raises KeyError for a name that is no slot."""
    if name not in NAMES:
        raise KeyError(f"no slot named {name!r}; there are {sorted(NAMES)}")
    _filled[name] = function


def filled(name: str) -> Callable[..., dict[str, Any]] | None:
    return _filled.get(name)
