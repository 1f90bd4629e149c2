import pytest
from django.core import mail

from journal.newsletter.models import Consent, RateCount, Subscriber

from .conftest import CHECK_PAGE

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_unconfirmed_with_what_was_seen_and_from_where(sign_up):
    answer = sign_up("Reader@Example.org", source="/", block="home", REMOTE_ADDR="203.0.113.77")
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECK_PAGE)
    subscriber = Subscriber.objects.get()
    assert (subscriber.address, subscriber.key) == ("Reader@Example.org", "reader@example.org")
    assert subscriber.state == Subscriber.State.PENDING
    consent = Consent.objects.get()
    assert (consent.kind, consent.source, consent.block) == ("requested", "/", "home")
    assert consent.wording.label == "E-mail address"
    assert consent.wording.language == "en"


def test_the_network_is_kept_only_shortened(client):
    client.post("/newsletter/", {"email": "reader@example.org"}, REMOTE_ADDR="203.0.113.77")
    assert Consent.objects.get().network == "203.0.113.0/24"
    assert not RateCount.objects.filter(bucket__contains="203").exists()


def test_the_page_shows_a_form_that_works_without_a_script(client):
    page = client.get("/newsletter/").content.decode()
    assert '<form class="letter-form" method="post" action="/newsletter/"' in page
    assert 'type="email" name="email"' in page
    assert "csrf" not in page


def test_no_page_of_the_newsletter_sets_a_cookie(client, sign_up, last_link):
    answers = [client.get("/newsletter/"), sign_up(), client.get(CHECK_PAGE), sign_up("wrong")]
    for kind in ("confirm", "leave"):
        answers += [client.get(last_link(kind)), client.post(last_link(kind)), client.get(last_link(kind))]
    answers += [client.get("/newsletter/confirm/garbled/")]
    assert not any(answer.cookies for answer in answers)


def test_a_wrong_address_comes_back_with_the_error_above_the_field_and_what_was_typed(sign_up):
    answer = sign_up("m.ionescu <b>", source="/an/article/", block="some-block")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.index("Enter an address with an @") < page.index('value="m.ionescu &lt;b&gt;"')
    assert 'name="source" value="/an/article/"' in page
    assert "Not signed up yet" in page
    assert not Subscriber.objects.exists()


def test_the_form_that_asks_again_is_kept_with_its_own_words(sign_up):
    page = sign_up("wrong", source="/an/article/", block="0f4c0000-0000-0000-0000-000000000000").content.decode()
    assert 'name="block" value="page"' in page


def test_a_form_from_another_site_is_refused_in_words(client):
    answer = client.post("/newsletter/", {"email": "reader@example.org"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "sent from another site" in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_a_program_that_fills_the_hidden_field_is_answered_alike_and_kept_nowhere(sign_up):
    answer = sign_up(website="http://spam.example")
    assert (answer.status_code, answer.headers["Location"]) == (303, CHECK_PAGE)
    assert not Subscriber.objects.exists()
    assert not mail.outbox


def test_too_many_sign_ups_from_one_network_are_refused_in_words(client, settings):
    settings.NEWSLETTER_LIMIT_NETWORK_PER_HOUR = 2
    statuses = []
    for number in range(4):
        answer = client.post("/newsletter/", {"email": f"r{number}@example.org"}, REMOTE_ADDR=f"203.0.113.{number}")
        statuses.append(answer.status_code)
    assert statuses == [303, 303, 429, 429]
    assert "too many sign-ups from your network" in answer.content.decode()
    assert client.post("/newsletter/", {"email": "a@example.org"}, REMOTE_ADDR="198.51.100.1").status_code == 303
    assert Subscriber.objects.count() == 3


def test_one_address_gets_only_so_many_mails_a_day_and_the_answer_does_not_tell(sign_up, settings):
    settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY = 2
    answers = [sign_up(spelling) for spelling in ("r@example.org", "R@example.org", "r@EXAMPLE.org", "r@example.org")]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(303, CHECK_PAGE)}
    assert len(mail.outbox) == 2
    assert Subscriber.objects.count() == 1


def test_a_request_without_a_mail_does_not_keep_an_address_longer(sign_up, settings):
    sign_up()
    asked_at = Subscriber.objects.get().asked_at
    settings.NEWSLETTER_LIMIT_ADDRESS_PER_DAY = 1
    sign_up()
    assert Subscriber.objects.get().asked_at == asked_at


def test_asking_again_keeps_the_newest_spelling_until_it_is_confirmed(sign_up, last_link, client):
    sign_up("reader@example.org")
    sign_up("Reader@example.org")
    client.post(last_link("confirm"))
    sign_up("READER@example.org")
    assert Subscriber.objects.get().address == "Reader@example.org"


def test_only_get_head_and_post_are_answered(client):
    assert client.head("/newsletter/").status_code == 200
    assert client.put("/newsletter/").status_code == 405
    assert client.post(CHECK_PAGE).status_code == 405
