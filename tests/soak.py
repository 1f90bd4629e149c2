"""How much of the long work a run does.

`make test` leaves out tests with the marker `soak` and runs property tests with their usual number of examples.
`make soak` (SOAK=1) runs these two kinds alone, and whole. SOAK_SAMPLE=1 beside it runs a part of each, in minutes.
"""

import os

SOAK = os.environ.get("SOAK") == "1"
SAMPLE = os.environ.get("SOAK_SAMPLE") == "1"


def size(whole: int, sample: int) -> int:
    """The size of a test with the marker `soak`."""
    return sample if SAMPLE else whole


def examples(usual: int) -> int:
    """How many examples Hypothesis tries where `make test` tries the usual number; never fewer."""
    return usual * size(20, 3) if SOAK else usual
