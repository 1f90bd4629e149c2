"""Fixtures of the newsletter tests: sign-up, links in e-mails, subscribers."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from journal.newsletter.models import Subscriber

CHECK_PAGE = "/newsletter/check/"


@pytest.fixture
def sign_up(client: Client, db) -> Callable[..., HttpResponse]:
    """Post the sign-up form as a browser does from a page of the site; returns the response."""

    def post(email: str = "reader@example.org", **fields) -> HttpResponse:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return client.post("/newsletter/", {"email": email, "website": ""} | fields, headers=headers)

    return post


@pytest.fixture
def last_link() -> Callable[[str], str]:
    """Return the path of the link below /newsletter/confirm/ or /newsletter/leave/ in the newest e-mail."""

    def find(kind: str) -> str:
        return re.search(rf"http://testserver(/newsletter/{kind}/\S+)", mail.outbox[-1].body).group(1)

    return find


@pytest.fixture
def confirmed(sign_up, last_link, client) -> Subscriber:
    """A confirmed subscriber; the outbox is empty."""
    sign_up("reader@example.org")
    client.post(last_link("confirm"))
    mail.outbox.clear()
    return Subscriber.objects.get()
