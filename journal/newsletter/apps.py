from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    """Sign-ups by e-mail, with the consent that was given."""

    name = "journal.newsletter"
    label = "newsletter"
    verbose_name = _("newsletter")
