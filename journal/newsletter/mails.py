"""The mails of a sign-up: one to confirm, and one for whoever is signed up already."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import SiteSettings

from . import tokens
from .actions import Request

logger = logging.getLogger(__name__)


def send_answer(request: Request, house: SiteSettings) -> bool:
    """Send the mail that answers a sign-up; false if none went out.

    A mail server that fails loses no sign-up: it is kept, and asking again sends again. So the failure is
    logged, without the address, and goes no further.
    """
    if not request.may_mail:
        return False
    try:
        answer(request, house).send()
    except Exception as error:
        # Mail servers and libraries fail in every way there is, and their messages quote the address.
        logger.error("Mail for sign-up %s did not go out: %s", request.consent.uid, type(error).__name__)
        return False
    return True


def answer(request: Request, house: SiteSettings) -> EmailMultiAlternatives:
    """The mail for the state that the subscriber was found in."""
    subscriber = request.subscriber
    context = {
        "house": house.name,
        "postal_address": house.postal_address,
        "site_url": settings.SITE_URL,
        "sign_up_link": settings.SITE_URL + reverse("newsletter:sign_up"),
        "leave_link": tokens.leave_link(subscriber.uid),
        "days": settings.NEWSLETTER_CONFIRM_DAYS,
    }
    if subscriber.is_confirmed:
        return _build("already", _("You are already signed up at %(house)s"), subscriber, context)
    context["confirm_link"] = tokens.confirm_link(request.consent.uid)
    return _build("confirm", _("Please confirm that you signed up at %(house)s"), subscriber, context)


def _build(name: str, subject: str, subscriber, context: dict) -> EmailMultiAlternatives:
    """A mail in text and HTML. It says that no person wrote it (RFC 3834), so that none is answered by a machine."""
    subject = " ".join((subject % {"house": context["house"]}).split())
    context = context | {"subject": subject}
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"newsletter/mail/{name}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[subscriber.mail_address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"newsletter/mail/{name}.html", context), "text/html")
    return mail
