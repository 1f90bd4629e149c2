"""A reader at the sign-up form."""

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
    """Post the sign-up form as a browser does from a page of the site."""

    def post(email: str = "reader@example.org", **fields) -> HttpResponse:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return client.post("/newsletter/", {"email": email, "website": ""} | fields, headers=headers)

    return post


@pytest.fixture
def last_link() -> Callable[[str], str]:
    """The path of the link in the newest mail that leads to `confirm` or `leave`."""

    def find(kind: str) -> str:
        return re.search(rf"http://testserver(/newsletter/{kind}/\S+)", mail.outbox[-1].body).group(1)

    return find


@pytest.fixture
def confirmed(sign_up, last_link, client) -> Subscriber:
    """Somebody who signed up and confirmed a while ago."""
    sign_up("reader@example.org")
    client.post(last_link("confirm"))
    mail.outbox.clear()
    return Subscriber.objects.get()
