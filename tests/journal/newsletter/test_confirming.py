from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from journal.newsletter.models import Consent, Subscriber

pytestmark = pytest.mark.django_db


def state() -> str:
    return Subscriber.objects.get().state


def test_looking_at_the_page_of_the_link_changes_nothing(sign_up, last_link, client):
    sign_up()
    for _ in range(3):
        page = client.get(last_link("confirm"))
        assert page.status_code == 200
        assert client.head(last_link("confirm")).status_code == 200
    assert state() == "pending"
    assert Consent.objects.count() == 1
    assert page.content.decode().count('<form class="letter-form" method="post">') == 1
    assert "reader@example.org" in page.content.decode()


def test_the_button_confirms_and_the_evidence_names_form_and_words(sign_up, last_link, client):
    sign_up(source="/", block="home")
    answer = client.post(last_link("confirm"))
    assert (answer.status_code, answer.headers["Location"]) == (303, last_link("confirm"))
    assert "You are signed up" in client.get(last_link("confirm")).content.decode()
    assert state() == "confirmed"
    requested, confirmed = Consent.objects.all()
    assert confirmed.kind == "confirmed"
    for field in ("source", "block", "wording", "policy_path", "policy_version"):
        assert getattr(confirmed, field) == getattr(requested, field)


def test_confirming_twice_is_harmless(sign_up, last_link, client):
    sign_up()
    client.post(last_link("confirm"))
    first = Subscriber.objects.get().confirmed_at
    assert client.post(last_link("confirm")).status_code == 303
    assert Subscriber.objects.get().confirmed_at == first
    assert Consent.objects.filter(kind="confirmed").count() == 1


def test_the_link_needs_no_origin_of_ours_since_it_is_signed(sign_up, last_link, client):
    sign_up()
    answer = client.post(last_link("confirm"), headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    assert state() == "confirmed"


def test_a_link_that_is_too_old_is_answered_in_words_with_the_form(sign_up, last_link, client, settings):
    sign_up()
    with time_machine.travel(timezone.now() + timedelta(days=settings.NEWSLETTER_CONFIRM_DAYS, minutes=1)):
        for answer in (client.get(last_link("confirm")), client.post(last_link("confirm"))):
            assert answer.status_code == 410
            assert "This link is too old" in answer.content.decode()
            assert 'name="email"' in answer.content.decode()
    assert state() == "pending"


@pytest.mark.parametrize("damage", [lambda link: link[:-3], lambda link: link[:30] + "A" + link[31:], str.lower])
def test_a_garbled_link_is_answered_in_words_with_the_form(sign_up, last_link, client, damage):
    sign_up()
    path = damage(last_link("confirm")).rstrip("/") + "/"
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "This link is not complete" in answer.content.decode()
        assert 'name="email"' in answer.content.decode()
    assert state() == "pending"


@pytest.mark.parametrize("token", ["x", "ü", "%00", "a.b.c", ".", "AAAA" * 500, "'or 1=1"])
def test_no_invented_link_is_an_error_of_the_server(client, token):
    for kind in ("confirm", "leave"):
        assert client.get(f"/newsletter/{kind}/{token}/").status_code == 404
        assert client.post(f"/newsletter/{kind}/{token}/").status_code == 404


def test_a_link_to_confirm_is_none_to_leave_and_the_other_way_round(sign_up, last_link, client):
    sign_up()
    assert client.post(last_link("confirm").replace("/confirm/", "/leave/")).status_code == 404
    assert client.post(last_link("leave").replace("/leave/", "/confirm/")).status_code == 404


def test_an_older_link_of_the_same_address_confirms_as_well(sign_up, last_link, client):
    sign_up()
    older = last_link("confirm")
    sign_up()
    assert client.post(older).status_code == 303
    assert state() == "confirmed"


def test_pages_behind_a_link_are_neither_kept_nor_listed(sign_up, last_link, client):
    sign_up()
    for path in (last_link("confirm"), last_link("leave")):
        page = client.get(path)
        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
