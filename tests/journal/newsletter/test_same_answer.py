"""Nobody can find out through the form whether an address is known."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.newsletter.models import Subscriber

pytestmark = pytest.mark.django_db

# What differs between two runs of one statement: texts, numbers, ids, names of savepoints.
VALUE = re.compile(r"'[^']*'|\bNULL\b|\b[0-9a-f]{32}\b|\bs\d+_x\d+\b|\b\d+\b")


@pytest.fixture
def addresses(sign_up, last_link, client, settings) -> dict[str, str]:
    """One address in each state that the form can meet."""
    settings.NEWSLETTER_LIMIT_NETWORK_PER_HOUR = 1000
    for name in ("pending", "confirmed", "unsubscribed", "limited"):
        sign_up(f"{name}@example.org")
        if name in ("confirmed", "unsubscribed"):
            client.post(last_link("confirm"))
        if name == "unsubscribed":
            client.post(last_link("leave"))
    for _ in range(settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY):
        sign_up("limited@example.org")
    return {name: f"{name}@example.org" for name in ("unknown", "pending", "confirmed", "unsubscribed", "limited")}


def test_every_address_is_answered_with_the_same_bytes(addresses, sign_up, client):
    answers = {}
    for name, address in addresses.items():
        answer = sign_up(address)
        page = client.get(answer.headers["Location"])
        answers[name] = (answer.status_code, dict(answer.headers), answer.content, page.status_code, page.content)
    assert all(answer == answers["unknown"] for answer in answers.values()), answers


def test_every_address_runs_the_same_statements_before_the_answer(addresses, sign_up, monkeypatch):
    monkeypatch.setattr("journal.newsletter.mails.send_answer", lambda kept, site: None)
    shapes = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            sign_up(address)
            shapes[name] = [VALUE.sub("?", query["sql"]) for query in queries]
    for name, shape in shapes.items():
        assert shape == shapes["unknown"], name


def test_the_mail_leaves_after_the_answer(client, monkeypatch):
    """A test client closes what it got, as a server does after the last byte; here the two are told apart."""
    moments = []
    original = client.handler.get_response

    def watched(request):
        response = original(request)
        moments.append(("answered", len(mail.outbox)))
        return response

    monkeypatch.setattr(client.handler, "get_response", watched)
    client.post("/newsletter/", {"email": "reader@example.org"})
    moments.append(("closed", len(mail.outbox)))
    assert moments == [("answered", 0), ("closed", 1)]


def test_whoever_is_signed_up_already_is_told_so_by_mail(confirmed, sign_up):
    sign_up("reader@example.org")
    assert "already signed up" in mail.outbox[-1].subject
    assert "/newsletter/confirm/" not in mail.outbox[-1].body
    assert Subscriber.objects.get().state == Subscriber.State.CONFIRMED
