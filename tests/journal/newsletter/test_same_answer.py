"""The response to a sign-up does not disclose whether the address is known."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.newsletter.models import Subscriber

pytestmark = pytest.mark.django_db

# The values in a statement: texts, numbers, ids, names of savepoints.
VALUE = re.compile(r"'[^']*'|\bNULL\b|\b[0-9a-f]{32}\b|\bs\d+_x\d+\b|\b\d+\b")


@pytest.fixture
def addresses(sign_up, last_link, client, settings) -> dict[str, str]:
    """One address in each state, by the name of the state."""
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


def test_every_address_gets_the_same_bytes(addresses, sign_up, client):
    responses = {}
    for name, address in addresses.items():
        response = sign_up(address)
        page = client.get(response.headers["Location"])
        responses[name] = (
            response.status_code,
            dict(response.headers),
            response.content,
            page.status_code,
            page.content,
        )
    assert all(response == responses["unknown"] for response in responses.values()), responses


def test_every_address_runs_the_same_statements_before_the_response(addresses, sign_up, monkeypatch):
    monkeypatch.setattr("journal.newsletter.mails.send_sign_up_mail", lambda sign_up, site_settings: None)
    shapes = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            sign_up(address)
            shapes[name] = [VALUE.sub("?", query["sql"]) for query in queries]
    for name, shape in shapes.items():
        assert shape == shapes["unknown"], name


def test_the_mail_is_sent_after_the_response(client, monkeypatch):
    """The test client closes a response as a server does after the last byte; this test observes both moments."""
    moments = []
    original = client.handler.get_response

    def observed(request):
        response = original(request)
        moments.append(("responded", len(mail.outbox)))
        return response

    monkeypatch.setattr(client.handler, "get_response", observed)
    client.post("/newsletter/", {"email": "reader@example.org"})
    moments.append(("closed", len(mail.outbox)))
    assert moments == [("responded", 0), ("closed", 1)]


def test_a_confirmed_subscriber_gets_a_mail_without_a_confirmation_link(confirmed, sign_up):
    sign_up("reader@example.org")
    assert len(mail.outbox) == 1
    assert "/newsletter/leave/" in mail.outbox[-1].body
    assert "/newsletter/confirm/" not in mail.outbox[-1].body
    assert Subscriber.objects.get().state == Subscriber.State.CONFIRMED
