"""Concurrent sign-ups of one address."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client

from journal.newsletter.models import Consent, Subscriber


def post(number: int) -> int:
    """Sign up with a separate connection and return the status; spellings and networks differ."""
    address = "Reader@example.org" if number % 2 else "reader@EXAMPLE.org"
    try:
        return Client().post("/newsletter/", {"email": address}, REMOTE_ADDR=f"10.0.{number}.1").status_code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_threads_make_one_subscriber_and_send_mails_up_to_the_limit(settings):
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(post, range(40)))
    assert set(statuses) == {303}
    assert Subscriber.objects.count() == 1
    assert Consent.objects.count() == 40
    assert len(mail.outbox) == settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY


def post_ten(first: int) -> tuple[set[int], int]:
    """Return the statuses and the number of e-mails sent. Runs in a separate process."""
    before = len(mail.outbox)
    statuses = {post(number) for number in range(first, first + 10)}
    return statuses, len(mail.outbox) - before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_processes_make_one_subscriber_and_send_mails_up_to_the_limit(settings):
    connections.close_all()
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as pool:
        outcomes = list(pool.map(post_ten, range(0, 40, 10)))
    assert all(statuses == {303} for statuses, _mails in outcomes)
    assert sum(mails for _statuses, mails in outcomes) == settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY
    assert Subscriber.objects.count() == 1
