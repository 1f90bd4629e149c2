import pytest

from journal.newsletter.models import Consent, Subscriber

pytestmark = pytest.mark.django_db


def state() -> str:
    return Subscriber.objects.get().state


def test_looking_at_the_page_does_not_unsubscribe_and_the_button_does(confirmed, sign_up, last_link, client):
    sign_up()
    assert "reader@example.org" in client.get(last_link("leave")).content.decode()
    assert state() == "confirmed"
    assert client.post(last_link("leave")).status_code == 303
    assert state() == "unsubscribed"
    assert Consent.objects.last().kind == "unsubscribed"
    assert "You have left" in client.get(last_link("leave")).content.decode()


def test_leaving_twice_is_harmless(confirmed, sign_up, last_link, client):
    sign_up()
    for _ in range(2):
        assert client.post(last_link("leave")).status_code == 303
    assert Consent.objects.filter(kind="unsubscribed").count() == 1


def test_leaving_works_after_the_address_was_forgotten(sign_up, last_link, client):
    sign_up()
    Subscriber.objects.all().delete()
    assert client.post(last_link("leave")).status_code == 303
    assert "You have left" in client.get(last_link("leave")).content.decode()


def test_whoever_was_signed_up_by_others_can_take_the_address_off_at_once(sign_up, last_link, client):
    sign_up()
    client.post(last_link("leave"))
    assert state() == "unsubscribed"
    assert client.post(last_link("confirm")).status_code == 410
    assert state() == "unsubscribed"


def test_a_mail_from_before_does_not_bring_back_who_left(sign_up, last_link, client):
    sign_up()
    old_link = last_link("confirm")
    client.post(old_link)
    client.post(last_link("leave"))
    for answer in (client.get(old_link), client.post(old_link)):
        assert answer.status_code == 410
    assert state() == "unsubscribed"


def test_coming_back_takes_a_fresh_confirmation(sign_up, last_link, client):
    sign_up()
    client.post(last_link("confirm"))
    client.post(last_link("leave"))
    sign_up()
    assert state() == "unsubscribed"
    client.post(last_link("confirm"))
    assert state() == "confirmed"
    kinds = list(Consent.objects.values_list("kind", flat=True))
    assert kinds == ["requested", "confirmed", "unsubscribed", "requested", "confirmed"]
