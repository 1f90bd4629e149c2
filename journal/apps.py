from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """The site made of the journals: home, standing pages, search, health."""

    name = "journal"
    verbose_name = _("site")

    def ready(self) -> None:
        from journal.checks import check_public_site, check_third_parties
        from journal.sites import set_site_address

        checks.register(check_third_parties, checks.Tags.security)
        checks.register(check_public_site, checks.Tags.security, deploy=True)
        # Signals of one app come in the order of INSTALLED_APPS; by then every migration has run.
        post_migrate.connect(set_site_address, sender=self, dispatch_uid="journal.sites")
