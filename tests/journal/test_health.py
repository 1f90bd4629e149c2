"""`/healthz/` for load balancers."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_healthy_site_says_ok_and_asks_not_to_be_cached(client: Client) -> None:
    answer = client.get("/healthz/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_a_503_without_details(client: Client) -> None:
    def fail(*arguments: object) -> None:
        raise DatabaseError("connection to 10.0.0.1 refused")

    with connection.execute_wrapper(fail):
        answer = client.get("/healthz/")
    assert (answer.status_code, answer.content) == (503, b"database unavailable\n")


def test_health_is_asked_and_not_posted(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405
