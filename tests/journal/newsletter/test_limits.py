import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from django.db import connections

from journal.newsletter import limits
from journal.newsletter.models import RateCount

NOON = 1_764_072_000


@pytest.mark.django_db
def test_the_first_ones_are_admitted_and_the_next_window_begins_anew():
    admitted = [limits.admit("network", "203.0.113.0/24", 3, limits.HOUR, NOON + second) for second in range(5)]
    assert admitted == [True, True, True, False, False]
    assert limits.admit("network", "203.0.113.0/24", 3, limits.HOUR, NOON + limits.HOUR)


@pytest.mark.django_db
def test_networks_and_addresses_are_counted_apart():
    for kind, who in (("network", "one"), ("network", "two"), ("address", "one")):
        assert limits.admit(kind, who, 1, limits.HOUR, NOON)
    assert RateCount.objects.count() == 3


@pytest.mark.django_db
def test_a_count_does_not_tell_whom_it_is_about():
    limits.admits_address("reader@example.org")
    bucket = RateCount.objects.get().bucket
    assert "reader" not in bucket
    assert len(bucket) <= 80


def _admit_many(attempts: int) -> int:
    """Runs in a process of its own, with a connection of its own."""
    try:
        return sum(limits.admit("network", "203.0.113.0/24", 100, limits.HOUR, NOON) for _ in range(attempts))
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_processes_together_admit_exactly_the_limit():
    connections.close_all()
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        admitted = list(pool.map(_admit_many, [60] * 4))
    assert sum(admitted) == 100
    assert RateCount.objects.get().hits == 240
