"""Many sign-ups of one address at once."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client

from journal.newsletter.models import Consent, Subscriber


def post(number: int) -> int:
    """One sign-up with a connection of its own; spellings differ, and so do the networks."""
    address = "Reader@example.org" if number % 2 else "reader@EXAMPLE.org"
    try:
        return Client().post("/newsletter/", {"email": address}, REMOTE_ADDR=f"10.0.{number}.1").status_code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_address_signed_up_by_many_threads_is_one_subscriber_with_few_mails(settings):
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(post, range(40)))
    assert set(statuses) == {303}
    assert Subscriber.objects.count() == 1
    assert Consent.objects.count() == 40
    assert len(mail.outbox) == settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY


def _post_some(first: int) -> tuple[set[int], int]:
    """Runs in a process of its own; the statuses and the number of mails that it sent."""
    before = len(mail.outbox)
    statuses = {post(number) for number in range(first, first + 10)}
    return statuses, len(mail.outbox) - before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_address_signed_up_by_many_processes_is_one_subscriber_with_few_mails(settings):
    connections.close_all()
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        outcomes = list(pool.map(_post_some, range(0, 40, 10)))
    assert all(statuses == {303} for statuses, _mails in outcomes)
    assert sum(mails for _statuses, mails in outcomes) == settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY
    assert Subscriber.objects.count() == 1
