"""Delete subscribers who did not confirm in time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from journal.newsletter.actions import delete_unconfirmed


class Command(BaseCommand):
    help = "Delete e-mail addresses that were not confirmed within NEWSLETTER_CONFIRM_DAYS. The scheduler runs this."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_unconfirmed()
        if options["verbosity"]:
            message = ngettext(
                "%(count)d unconfirmed address deleted.", "%(count)d unconfirmed addresses deleted.", count
            )
            self.stdout.write(message % {"count": count})
