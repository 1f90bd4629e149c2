"""The health check at /healthz/."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_healthy_site_responds_with_ok_and_without_caching(client: Client) -> None:
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_a_database_error_is_a_503_without_details(client: Client) -> None:
    def fail(*arguments: object) -> None:
        raise DatabaseError("connection to 10.0.0.1 refused")

    with connection.execute_wrapper(fail):
        response = client.get("/healthz/")
    assert (response.status_code, response.content) == (503, b"database unavailable\n")


def test_post_is_not_allowed(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405
