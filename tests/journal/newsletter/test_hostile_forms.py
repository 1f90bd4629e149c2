"""Whatever is posted, the answer is one in words and nothing is half-kept."""

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
    def answer(self, body: bytes, content_type: str = FORM_TYPE) -> None:
        RateCount.objects.all().delete()
        answer = Client().generic("POST", "/newsletter/", body, content_type=content_type)
        assert answer.status_code in (303, 400)
        if answer.status_code == 400:
            assert "<h1>" in answer.content.decode()
            assert not answer.cookies
        subscribers = set(Subscriber.objects.values_list("pk", flat=True))
        assert subscribers == set(Consent.objects.values_list("subscriber_id", flat=True))

    @settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(fields=st.dictionaries(NAMES, VALUES, max_size=6))
    def test_fields_of_any_kind_are_answered_in_words(self, fields):
        self.answer("&".join(f"{quoted(name)}={quoted(value)}" for name, value in fields.items()).encode())

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
    def test_bodies_of_any_kind_are_answered_in_words(self, body, content_type):
        self.answer(body, content_type)


def quoted(value: str) -> str:
    """As a form sends it; lone surrogates become bytes that are no UTF-8."""
    return quote_from_bytes(value.encode("utf-8", "surrogatepass"))


@pytest.mark.django_db
def test_a_thousand_fields_too_many_are_answered_in_words(client):
    body = "&".join(f"field{number}=1" for number in range(2000))
    answer = client.post("/newsletter/", body, content_type=FORM_TYPE)
    assert answer.status_code == 400
    assert "could not read what was sent" in answer.content.decode()


@pytest.mark.django_db
def test_a_body_that_is_too_large_is_answered_in_words(client):
    answer = client.post("/newsletter/", b"email=" + b"a" * 3_000_000, content_type=FORM_TYPE)
    assert answer.status_code == 400
    assert "could not read what was sent" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"email=%ff%fe", b"email=\xff@example.org", b"email=%00%00", b"email", b"&&&=&"])
def test_bytes_that_are_no_text_are_a_wrong_address(client, body):
    assert client.post("/newsletter/", body, content_type=FORM_TYPE).status_code == 400
