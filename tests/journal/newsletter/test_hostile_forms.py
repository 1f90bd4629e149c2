"""Arbitrary form data gets a redirect or a page with an error message, and leaves no incomplete rows."""

from urllib.parse import quote_from_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from journal.newsletter.models import Consent, RateCount, Subscriber
from tests.soak import examples

NASTY = st.sampled_from(
    [
        "",
        "\x00",
        "reader@example.org\r\nBcc: victim@example.org",
        "a" * 100_000,
        "@" * 5000,
        "\u202ereader@example.org",
        "<script>alert(1)</script>@example.org",
        "{{ 7*7 }}@example.org",
        "reader@example.org",
        "=1+1@example.org",
        "reader@" + "xn--" * 60 + ".org",
        "//evil.example/",
        "/newsletter/confirm/secret/",
    ]
)
VALUES = st.one_of(NASTY, st.text(max_size=400), st.emails())
NAMES = st.one_of(st.sampled_from(["email", "source", "block", "website"]), st.text(max_size=20))
FORM_TYPE = "application/x-www-form-urlencoded"


class HostileForms(TestCase):
    def check_response(self, body: bytes, content_type: str = FORM_TYPE) -> None:
        RateCount.objects.all().delete()
        response = Client().generic("POST", "/newsletter/", body, content_type=content_type)
        assert response.status_code in (303, 400)
        if response.status_code == 400:
            assert "<h1>" in response.content.decode()
            assert not response.cookies
        subscribers = set(Subscriber.objects.values_list("pk", flat=True))
        assert subscribers == set(Consent.objects.values_list("subscriber_id", flat=True))

    @settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(fields=st.dictionaries(NAMES, VALUES, max_size=6))
    def test_arbitrary_fields_get_a_valid_response(self, fields):
        self.check_response("&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields.items()).encode())

    @settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        body=st.binary(max_size=300),
        content_type=st.sampled_from(
            [
                FORM_TYPE,
                f"{FORM_TYPE}; charset=utf-16",
                f"{FORM_TYPE}; charset=nonsense",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/json",
                "text/plain",
                "",
            ]
        ),
    )
    def test_arbitrary_bodies_get_a_valid_response(self, body, content_type):
        self.check_response(body, content_type)


def quoted(value: str) -> str:
    """Quote a value as a form does; lone surrogates become bytes that are not valid UTF-8."""
    return quote_from_bytes(value.encode("utf-8", "surrogatepass"))


@pytest.mark.django_db
def test_too_many_fields_get_an_error_message(client):
    body = "&".join(f"field{number}=1" for number in range(2000))
    response = client.post("/newsletter/", body, content_type=FORM_TYPE)
    assert response.status_code == 400
    assert response.context["message"]


@pytest.mark.django_db
def test_a_body_that_is_too_large_gets_an_error_message(client):
    response = client.post("/newsletter/", b"email=" + b"a" * 3_000_000, content_type=FORM_TYPE)
    assert response.status_code == 400
    assert response.context["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"email=%ff%fe", b"email=\xff@example.org", b"email=%00%00", b"email", b"&&&=&"])
def test_bytes_that_are_not_text_are_an_invalid_address(client, body):
    assert client.post("/newsletter/", body, content_type=FORM_TYPE).status_code == 400
