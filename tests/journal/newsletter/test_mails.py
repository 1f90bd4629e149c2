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
    """A mail server that refuses every e-mail with an error that contains the address."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(messages[0].recipients(), (550, b"no")))


def newest_mail() -> bytes:
    """The newest e-mail as it is sent."""
    return mail.outbox[-1].message().as_bytes(linesep="\r\n")


@pytest.fixture
def site_settings(db) -> SiteSettings:
    site_settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    site_settings.name, site_settings.postal_address = "Holmgate", "14 Tannery Row, Utrecht"
    site_settings.save()
    return site_settings


def test_both_parts_of_the_confirmation_mail_have_the_links_and_the_sender(site_settings, sign_up):
    sign_up("reader@example.org")
    message = message_from_bytes(newest_mail(), policy=policy.default)
    assert "Holmgate" in message["Subject"]
    assert message["To"] == "reader@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        text = message.get_body(preferencelist=(kind,)).get_content()
        assert "http://testserver/newsletter/confirm/" in text
        assert "http://testserver/newsletter/leave/" in text
        assert "Holmgate" in text
        assert "14 Tannery Row, Utrecht" in text


def test_no_line_of_a_mail_is_too_long_for_a_mail_server(site_settings, sign_up):
    site_settings.name = "Żółw " * 16
    site_settings.save()
    sign_up("reader@example.org")
    assert max(len(line) for line in newest_mail().split(b"\r\n")) < 998


def test_the_name_of_the_site_is_escaped_in_html_and_plain_in_text(site_settings, sign_up):
    site_settings.name = "Bread & <b>Roses</b>"
    site_settings.save()
    sign_up("reader@example.org")
    assert "Bread & <b>Roses</b>" in mail.outbox[-1].body
    assert "Bread &amp; &lt;b&gt;Roses&lt;/b&gt;" in mail.outbox[-1].alternatives[0].content


def test_a_name_with_a_line_break_adds_no_header(site_settings, sign_up):
    SiteSettings.objects.update(name="Holmgate\r\nBcc: victim@example.org")
    sign_up("reader@example.org")
    assert mail.outbox[-1].recipients() == ["reader@example.org"]
    assert "bcc" not in {name.lower() for name in mail.outbox[-1].message()}


def test_mail_to_an_international_domain_has_it_in_punycode(sign_up):
    sign_up("Reader@straße.example")
    assert b"To: Reader@xn--strae-oqa.example\r\n" in newest_mail()


def test_an_error_of_the_mail_server_loses_no_sign_up_and_signing_up_again_sends_again(sign_up, settings, caplog):
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
