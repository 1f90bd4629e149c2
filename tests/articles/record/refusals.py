"""Assertion on refusals of the record."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from articles.record.refusals import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Check that the block raises Refused with this code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
