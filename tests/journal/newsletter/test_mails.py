import logging
import smtplib
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.models import Site

from articles.models import SiteSettings
from journal.newsletter.models import Subscriber

pytestmark = pytest.mark.django_db


class RefusingServer(BaseEmailBackend):
    """A mail server that takes no mail, and quotes the address as real ones do."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(messages[0].recipients(), (550, b"no")))


def raw() -> bytes:
    return mail.outbox[-1].message().as_bytes(linesep="\r\n")


@pytest.fixture
def house(db) -> SiteSettings:
    house = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    house.name, house.postal_address = "Holmgate", "14 Tannery Row, Utrecht"
    house.save()
    return house


def test_the_mail_to_confirm_says_who_writes_and_why_in_both_parts(house, sign_up):
    sign_up("reader@example.org")
    message = message_from_bytes(raw(), policy=policy.default)
    assert message["Subject"] == "Please confirm that you signed up at Holmgate"
    assert message["To"] == "reader@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        words = message.get_body(preferencelist=(kind,)).get_content()
        assert "http://testserver/newsletter/confirm/" in words
        assert "http://testserver/newsletter/leave/" in words
        assert "14 Tannery Row, Utrecht" in words
        assert "because this address was entered in a sign-up form of Holmgate" in " ".join(words.split())


def test_no_line_of_a_mail_is_too_long_for_a_mail_server(house, sign_up):
    house.name = "Żółw " * 16
    house.save()
    sign_up("reader@example.org")
    assert max(len(line) for line in raw().split(b"\r\n")) < 998


def test_names_of_the_house_are_escaped_in_html_and_plain_in_text(house, sign_up):
    house.name = "Bread & <b>Roses</b>"
    house.save()
    sign_up("reader@example.org")
    assert "Bread & <b>Roses</b>" in mail.outbox[-1].body
    assert "Bread &amp; &lt;b&gt;Roses&lt;/b&gt;" in mail.outbox[-1].alternatives[0].content


def test_a_name_with_a_line_break_adds_no_header(house, sign_up):
    SiteSettings.objects.update(name="Holmgate\r\nBcc: victim@example.org")
    sign_up("reader@example.org")
    assert mail.outbox[-1].recipients() == ["reader@example.org"]
    assert "bcc" not in {name.lower() for name in mail.outbox[-1].message()}


def test_mail_to_an_international_domain_goes_to_its_registered_form(sign_up):
    sign_up("Reader@straße.example")
    assert b"To: Reader@xn--strae-oqa.example\r\n" in raw()


def test_a_mail_server_that_refuses_loses_no_sign_up_and_asking_again_sends_again(sign_up, settings, caplog):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.RefusingServer"
    with caplog.at_level(logging.ERROR):
        assert sign_up("reader@example.org").status_code == 303
    assert Subscriber.objects.get().state == "pending"
    assert "SMTPRecipientsRefused" in caplog.text
    assert "reader@example.org" not in caplog.text
    settings.EMAIL_BACKEND = working
    sign_up("reader@example.org")
    assert len(mail.outbox) == 1


def test_links_stay_short_enough_for_mail_programs(sign_up, last_link):
    sign_up("reader@example.org")
    assert len(last_link("confirm")) < 100
    assert len(last_link("leave")) < 90
