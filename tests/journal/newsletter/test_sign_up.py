import pytest
from django.core import mail

from journal.newsletter.models import Consent, RateCount, Subscriber

from .conftest import CHECK_PAGE

pytestmark = pytest.mark.django_db


def test_an_address_is_stored_unconfirmed_with_the_form_that_was_used(sign_up):
    response = sign_up("Reader@Example.org", source="/", block="home", REMOTE_ADDR="203.0.113.77")
    assert (response.status_code, response.headers["Location"]) == (303, CHECK_PAGE)
    subscriber = Subscriber.objects.get()
    assert (subscriber.address, subscriber.key) == ("Reader@Example.org", "reader@example.org")
    assert subscriber.state == Subscriber.State.PENDING
    consent = Consent.objects.get()
    assert (consent.kind, consent.source, consent.block) == ("requested", "/", "home")
    assert consent.wording.label == "E-mail address"
    assert consent.wording.language == "en"


def test_the_network_is_stored_truncated(client):
    client.post("/newsletter/", {"email": "reader@example.org"}, REMOTE_ADDR="203.0.113.77")
    assert Consent.objects.get().network == "203.0.113.0/24"
    assert not RateCount.objects.filter(bucket__contains="203").exists()


def test_the_page_shows_a_form_that_works_without_a_script(client):
    page = client.get("/newsletter/").content.decode()
    assert '<form class="letter-form" method="post" action="/newsletter/"' in page
    assert 'type="email" name="email"' in page
    assert "csrf" not in page


def test_no_page_of_the_newsletter_sets_a_cookie(client, sign_up, last_link):
    responses = [client.get("/newsletter/"), sign_up(), client.get(CHECK_PAGE), sign_up("wrong")]
    for kind in ("confirm", "leave"):
        responses += [client.get(last_link(kind)), client.post(last_link(kind)), client.get(last_link(kind))]
    responses += [client.get("/newsletter/confirm/garbled/")]
    assert not any(response.cookies for response in responses)


def test_an_invalid_address_is_shown_again_with_the_error_above_the_field(sign_up):
    response = sign_up("m.ionescu <b>", source="/an/article/", block="some-block")
    page = response.content.decode()
    assert response.status_code == 400
    assert [error.code for error in response.context["form"].errors.as_data()["email"]] == ["no_at_sign"]
    assert page.index('class="wrong"') < page.index('value="m.ionescu &lt;b&gt;"')
    assert 'name="source" value="/an/article/"' in page
    assert not Subscriber.objects.exists()


def test_the_form_after_an_error_is_identified_as_the_one_of_the_page(sign_up):
    page = sign_up("wrong", source="/an/article/", block="0f4c0000-0000-0000-0000-000000000000").content.decode()
    assert 'name="block" value="page"' in page


def test_a_form_from_another_site_is_refused_with_a_message(client):
    response = client.post("/newsletter/", {"email": "reader@example.org"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert 'role="alert"' in response.content.decode()
    assert not Subscriber.objects.exists()


def test_a_filled_honeypot_gets_the_same_response_and_stores_nothing(sign_up):
    response = sign_up(website="http://spam.example")
    assert (response.status_code, response.headers["Location"]) == (303, CHECK_PAGE)
    assert not Subscriber.objects.exists()
    assert not mail.outbox


def test_too_many_sign_ups_from_one_network_are_refused_with_a_message(client, settings):
    settings.NEWSLETTER_LIMIT_NETWORK_PER_HOUR = 2
    statuses = []
    for number in range(4):
        response = client.post("/newsletter/", {"email": f"r{number}@example.org"}, REMOTE_ADDR=f"203.0.113.{number}")
        statuses.append(response.status_code)
    assert statuses == [303, 303, 429, 429]
    assert 'role="alert"' in response.content.decode()
    assert client.post("/newsletter/", {"email": "a@example.org"}, REMOTE_ADDR="198.51.100.1").status_code == 303
    assert Subscriber.objects.count() == 3


def test_the_limit_of_mails_to_an_address_does_not_show_in_the_response(sign_up, settings):
    settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY = 2
    responses = [sign_up(spelling) for spelling in ("r@example.org", "R@example.org", "r@EXAMPLE.org", "r@example.org")]
    assert {(response.status_code, response.headers["Location"]) for response in responses} == {(303, CHECK_PAGE)}
    assert len(mail.outbox) == 2
    assert Subscriber.objects.count() == 1


def test_a_sign_up_without_a_mail_does_not_extend_the_period(sign_up, settings):
    sign_up()
    asked_at = Subscriber.objects.get().asked_at
    settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY = 1
    sign_up()
    assert Subscriber.objects.get().asked_at == asked_at


def test_the_newest_spelling_is_stored_until_it_is_confirmed(sign_up, last_link, client):
    sign_up("reader@example.org")
    sign_up("Reader@example.org")
    client.post(last_link("confirm"))
    sign_up("READER@example.org")
    assert Subscriber.objects.get().address == "Reader@example.org"


def test_other_methods_are_not_allowed(client):
    assert client.head("/newsletter/").status_code == 200
    assert client.put("/newsletter/").status_code == 405
    assert client.post(CHECK_PAGE).status_code == 405
