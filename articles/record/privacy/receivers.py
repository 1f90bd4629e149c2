"""Receivers of signals for view restrictions and moves, made by a person or by code."""

from typing import Any

from ..restrictions import update_flags
from .found import record_found


def update_after_change(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_save` and `post_delete` of a restriction, and of `post_page_move`.

    What an act decided has its own acts already, so that nothing is left to record.
    """
    update_flags()
    record_found()
