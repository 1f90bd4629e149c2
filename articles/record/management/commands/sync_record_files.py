"""Move picture files of the record that are in the wrong place."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from articles.record.withheld import sync_all


class Command(BaseCommand):
    help = (
        "Withhold the picture files of hidden articles, and put those of shown articles back. The scheduler runs this."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = sync_all()
        if count or options["verbosity"]:
            message = ngettext("%(count)d file moved.", "%(count)d files moved.", count)
            self.stdout.write(message % {"count": count})
