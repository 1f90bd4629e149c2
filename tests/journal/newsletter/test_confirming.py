from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.asserts import assertTemplateUsed

from journal.newsletter.models import Consent, Subscriber

pytestmark = pytest.mark.django_db


def state() -> str:
    return Subscriber.objects.get().state


def test_opening_the_confirmation_link_changes_nothing(sign_up, last_link, client):
    sign_up()
    for _ in range(3):
        page = client.get(last_link("confirm"))
        assert page.status_code == 200
        assert client.head(last_link("confirm")).status_code == 200
    assert state() == "pending"
    assert Consent.objects.count() == 1
    assert page.content.decode().count('<form class="letter-form" method="post">') == 1
    assert "reader@example.org" in page.content.decode()


def test_the_button_confirms_and_the_consent_repeats_form_and_wording(sign_up, last_link, client):
    sign_up(source="/", block="home")
    response = client.post(last_link("confirm"))
    assert (response.status_code, response.headers["Location"]) == (303, last_link("confirm"))
    assertTemplateUsed(client.get(last_link("confirm")), "newsletter/confirmed.html")
    assert state() == "confirmed"
    requested, confirmed = Consent.objects.all()
    assert confirmed.kind == "confirmed"
    for field in ("source", "block", "wording", "policy_path", "policy_version"):
        assert getattr(confirmed, field) == getattr(requested, field)


def test_confirming_twice_changes_nothing(sign_up, last_link, client):
    sign_up()
    client.post(last_link("confirm"))
    first = Subscriber.objects.get().confirmed_at
    assert client.post(last_link("confirm")).status_code == 303
    assert Subscriber.objects.get().confirmed_at == first
    assert Consent.objects.filter(kind="confirmed").count() == 1


def test_a_signed_link_can_be_confirmed_from_any_origin(sign_up, last_link, client):
    sign_up()
    response = client.post(last_link("confirm"), headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 303
    assert state() == "confirmed"


def test_an_expired_link_shows_the_sign_up_form(sign_up, last_link, client, settings):
    sign_up()
    with time_machine.travel(timezone.now() + timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS, minutes=1)):
        for response in (client.get(last_link("confirm")), client.post(last_link("confirm"))):
            assert response.status_code == 410
            assert response.context["is_expired"]
            assert 'name="email"' in response.content.decode()
    assert state() == "pending"


@pytest.mark.parametrize("damage", [lambda link: link[:-3], lambda link: link[:30] + "A" + link[31:], str.lower])
def test_a_damaged_link_shows_the_sign_up_form(sign_up, last_link, client, damage):
    sign_up()
    path = damage(last_link("confirm")).rstrip("/") + "/"
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 404
        assert not response.context["is_expired"]
        assert 'name="email"' in response.content.decode()
    assert state() == "pending"


@pytest.mark.parametrize("token", ["x", "ü", "%00", "a.b.c", ".", "AAAA" * 500, "'or 1=1"])
def test_an_invented_link_is_not_found(client, token):
    for kind in ("confirm", "leave"):
        assert client.get(f"/newsletter/{kind}/{token}/").status_code == 404
        assert client.post(f"/newsletter/{kind}/{token}/").status_code == 404


def test_tokens_for_confirming_and_unsubscribing_are_not_interchangeable(sign_up, last_link, client):
    sign_up()
    assert client.post(last_link("confirm").replace("/confirm/", "/leave/")).status_code == 404
    assert client.post(last_link("leave").replace("/leave/", "/confirm/")).status_code == 404


def test_an_older_link_of_the_same_address_confirms_as_well(sign_up, last_link, client):
    sign_up()
    older = last_link("confirm")
    sign_up()
    assert client.post(older).status_code == 303
    assert state() == "confirmed"


def test_pages_behind_a_link_are_neither_cached_nor_indexed(sign_up, last_link, client):
    sign_up()
    for path in (last_link("confirm"), last_link("leave")):
        page = client.get(path)
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
