import csv
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journal.newsletter.models import Subscriber

pytestmark = pytest.mark.django_db
PATH = "/admin/subscribers/"


def client_with(*permissions: str) -> Client:
    user = get_user_model().objects.create_user("employee", "employee@example.org", "employee")
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def subscribers() -> None:
    for name, state in (("ana", "confirmed"), ("=1+1", "pending"), ("müller", "unsubscribed")):
        address = f"{name}@example.org"
        Subscriber.objects.create(address=address, normalised=address, key=address, state=state)


def test_a_user_with_the_permission_lists_searches_and_filters_subscribers(subscribers):
    client = client_with("newsletter.view_subscriber")
    page = client.get(PATH).content.decode()
    assert "ana@example.org" in page
    assert "müller@example.org" in page
    found = client.get(PATH, {"q": "ANA@"}).content.decode()
    assert "ana@example.org" in found
    assert "müller@example.org" not in found
    pending = client.get(PATH, {"state": "pending"}).content.decode()
    assert "=1+1@example.org" in pending
    assert "ana@example.org" not in pending
    assert PATH in client.get("/admin/").content.decode()


def test_the_export_has_the_same_rows_and_escapes_formulas(subscribers):
    client = client_with("newsletter.view_subscriber")

    def exported_addresses(**filters: str) -> set[str]:
        response = client.get(PATH, {"export": "csv"} | filters)
        _heading, *rows = csv.reader(StringIO(response.getvalue().decode()))
        return {row[1] for row in rows}

    assert exported_addresses() == {"ana@example.org", "'=1+1@example.org", "müller@example.org"}
    assert exported_addresses(state="pending") == {"'=1+1@example.org"}
    assert client.get(PATH, {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("path", [PATH, f"{PATH}results/", f"{PATH}?export=csv", f"{PATH}?export=xlsx"])
def test_a_user_without_the_permission_gets_no_address(subscribers, path):
    client = client_with("newsletter.change_subscriber", "newsletter.delete_subscriber", "newsletter.add_subscriber")
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].rstrip("/").endswith("/admin")
    assert PATH not in client.get("/admin/").content.decode()


def test_the_list_requires_a_log_in(client):
    assert "/admin/login/" in client.get(PATH).headers["Location"]


def test_the_list_has_no_links_to_add_or_edit(subscribers):
    page = client_with("newsletter.view_subscriber", "newsletter.change_subscriber").get(PATH).content.decode()
    assert "/admin/subscribers/edit" not in page
    assert "/admin/subscribers/add" not in page


def test_the_number_of_queries_does_not_depend_on_the_number_of_subscribers():
    client = client_with("newsletter.view_subscriber")
    client.get(PATH)
    counts = []
    for number in range(2):
        address = f"reader{number}@example.org"
        Subscriber.objects.create(address=address, normalised=address, key=address)
        with CaptureQueriesContext(connection) as queries:
            client.get(PATH)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_unusual_searches_cause_no_server_error(subscribers):
    client = client_with("newsletter.view_subscriber")
    for query in ({"q": "%"}, {"q": "a" * 5000}, {"state": "nonsense"}, {"p": "999"}, {"ordering": "password"}):
        assert client.get(PATH, query).status_code in (200, 404)
