from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The site around the journals: home page, standing pages, search, health check."""

    name = "journal"
    verbose_name = _("site")

    def ready(self) -> None:
        from .checks import check_public_site, check_third_parties
        from .sites import update_default_site

        checks.register(check_third_parties, checks.Tags.security)
        checks.register(check_public_site, checks.Tags.security, deploy=True)
        # Django sends `post_migrate` after the migrations of all apps.
        post_migrate.connect(update_default_site, sender=self, dispatch_uid="journal.sites")
