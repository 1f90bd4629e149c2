"""Delete addresses that nobody confirmed."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from journal.newsletter.actions import forget_unconfirmed


class Command(BaseCommand):
    help = "Delete e-mail addresses that were not confirmed in time (NEWSLETTER_CONFIRM_DAYS). The scheduler does it."

    def handle(self, *args, **options) -> None:
        count = forget_unconfirmed()
        if options["verbosity"]:
            words = ngettext(
                "%(count)d unconfirmed address deleted.", "%(count)d unconfirmed addresses deleted.", count
            )
            self.stdout.write(words % {"count": count})
