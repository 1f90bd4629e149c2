from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    """Newsletter sign-up by e-mail, with evidence of consent."""

    name = "journal.newsletter"
    label = "newsletter"
    verbose_name = _("newsletter")
