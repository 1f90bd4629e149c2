import pytest
from pytest_django.asserts import assertTemplateUsed

from journal.newsletter.models import Consent, Subscriber

pytestmark = pytest.mark.django_db


def state() -> str:
    return Subscriber.objects.get().state


def test_opening_the_link_does_not_unsubscribe_and_the_button_does(confirmed, sign_up, last_link, client):
    sign_up()
    assert "reader@example.org" in client.get(last_link("leave")).content.decode()
    assert state() == "confirmed"
    assert client.post(last_link("leave")).status_code == 303
    assert state() == "unsubscribed"
    assert Consent.objects.last().kind == "unsubscribed"
    assertTemplateUsed(client.get(last_link("leave")), "newsletter/unsubscribed.html")


def test_unsubscribing_twice_changes_nothing(confirmed, sign_up, last_link, client):
    sign_up()
    for _ in range(2):
        assert client.post(last_link("leave")).status_code == 303
    assert Consent.objects.filter(kind="unsubscribed").count() == 1


def test_unsubscribing_works_after_the_subscriber_was_deleted(sign_up, last_link, client):
    sign_up()
    Subscriber.objects.all().delete()
    assert client.post(last_link("leave")).status_code == 303
    assertTemplateUsed(client.get(last_link("leave")), "newsletter/unsubscribed.html")


def test_an_unconfirmed_address_can_be_unsubscribed(sign_up, last_link, client):
    sign_up()
    client.post(last_link("leave"))
    assert state() == "unsubscribed"
    assert client.post(last_link("confirm")).status_code == 410
    assert state() == "unsubscribed"


def test_an_old_confirmation_link_does_not_resubscribe(sign_up, last_link, client):
    sign_up()
    old_link = last_link("confirm")
    client.post(old_link)
    client.post(last_link("leave"))
    for response in (client.get(old_link), client.post(old_link)):
        assert response.status_code == 410
    assert state() == "unsubscribed"


def test_signing_up_again_requires_a_new_confirmation(sign_up, last_link, client):
    sign_up()
    client.post(last_link("confirm"))
    client.post(last_link("leave"))
    sign_up()
    assert state() == "unsubscribed"
    client.post(last_link("confirm"))
    assert state() == "confirmed"
    kinds = list(Consent.objects.values_list("kind", flat=True))
    assert kinds == ["requested", "confirmed", "unsubscribed", "requested", "confirmed"]
