"""The e-mails that answer a sign-up: a confirmation link, or a notice to confirmed subscribers."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.models import SiteSettings
from articles.models.addresses import absolute_url

from . import tokens
from .actions import SignUp
from .models import Subscriber

logger = logging.getLogger(__name__)


def send_sign_up_mail(sign_up: SignUp, site_settings: SiteSettings) -> bool:
    """Send the e-mail that answers a sign-up, and return whether it was sent.

    An error of the mail server is logged without the address. The sign-up is stored already, and the reader gets the
    e-mail by signing up again.
    """
    if not sign_up.mail_allowed:
        return False
    try:
        build_sign_up_mail(sign_up, site_settings).send()
    except Exception as error:
        # Mail servers and libraries raise errors of many classes, whose messages contain the address.
        logger.error("E-mail for sign-up %s was not sent: %s", sign_up.consent.uid, type(error).__name__)
        return False
    return True


def build_sign_up_mail(sign_up: SignUp, site_settings: SiteSettings) -> EmailMultiAlternatives:
    """Return the confirmation e-mail, or a notice when the address was confirmed before."""
    subscriber = sign_up.subscriber
    home_url = absolute_url("/")
    context = {
        "site_name": site_settings.name,
        "postal_address": site_settings.postal_address,
        "home_url": home_url,
        "site_url": home_url.rstrip("/"),
        "unsubscribe_link": tokens.unsubscribe_link(subscriber.uid),
        "days": settings.NEWSLETTER_CONFIRM_DAYS,
    }
    if subscriber.is_confirmed:
        return build_mail("already_confirmed", _("You are already signed up at %(site_name)s"), subscriber, context)
    context["confirm_link"] = tokens.confirm_link(sign_up.consent.uid)
    return build_mail("confirm", _("Please confirm that you signed up at %(site_name)s"), subscriber, context)


def build_mail(template: str, subject: str, subscriber: Subscriber, context: dict[str, Any]) -> EmailMultiAlternatives:
    """Return an e-mail with a text and an HTML part, marked as sent automatically (RFC 3834).

    template: a name in `newsletter/mail/`, without suffix.
    """
    subject = " ".join((subject % {"site_name": context["site_name"]}).split())
    context = context | {"subject": subject}
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"newsletter/mail/{template}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[subscriber.mail_address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"newsletter/mail/{template}.html", context), "text/html")
    return mail
