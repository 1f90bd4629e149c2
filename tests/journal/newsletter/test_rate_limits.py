import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from django.db import connections

from journal.newsletter import rate_limits
from journal.newsletter.models import RateCount

NOON = 1_764_072_000


@pytest.mark.django_db
def test_the_limit_applies_to_each_window():
    allowed = [
        rate_limits.count_and_check("network", "203.0.113.0/24", 3, rate_limits.HOUR, NOON + second)
        for second in range(5)
    ]
    assert allowed == [True, True, True, False, False]
    assert rate_limits.count_and_check("network", "203.0.113.0/24", 3, rate_limits.HOUR, NOON + rate_limits.HOUR)


@pytest.mark.django_db
def test_networks_and_addresses_are_counted_separately():
    for kind, value in (("network", "one"), ("network", "two"), ("address", "one")):
        assert rate_limits.count_and_check(kind, value, 1, rate_limits.HOUR, NOON)
    assert RateCount.objects.count() == 3


@pytest.mark.django_db
def test_a_count_contains_no_address():
    rate_limits.allow_mail_to("reader@example.org")
    bucket = RateCount.objects.get().bucket
    assert "reader" not in bucket
    assert len(bucket) <= 80


def allow_many(attempts: int) -> int:
    """Return how many attempts were allowed. Runs in a separate process with its own connection."""
    try:
        return sum(
            rate_limits.count_and_check("network", "203.0.113.0/24", 100, rate_limits.HOUR, NOON)
            for _ in range(attempts)
        )
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_processes_together_allow_exactly_the_limit():
    connections.close_all()
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        allowed = list(pool.map(allow_many, [60] * 4))
    assert sum(allowed) == 100
    assert RateCount.objects.get().hits == 240
