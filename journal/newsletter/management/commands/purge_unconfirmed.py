"""Delete addresses that nobody confirmed."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from journal.newsletter.actions import forget_unconfirmed


class Command(BaseCommand):
    help = "Delete e-mail addresses that were not confirmed in time (NEWSLETTER_CONFIRM_DAYS). Run it once a day."

    def handle(self, *args, **options) -> None:
        count = forget_unconfirmed()
        self.stdout.write(
            ngettext("%(count)d unconfirmed address deleted.", "%(count)d unconfirmed addresses deleted.", count)
            % {"count": count}
        )
