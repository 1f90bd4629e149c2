"""Wagtail's command for what is due, which carries out scheduled acts of the record first."""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from articles.record.privacy.found import record_found
from articles.record.schedule import carry_out_due


class Command(WagtailCommand):
    help = "Carry out scheduled publications and expiries."

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out acts on articles, record restrictions that were set by code, then what Wagtail schedules."""
        if not options["dryrun"]:
            for act in carry_out_due():
                self.stdout.write(f"{act.get_kind_display()}: {act.article}")
            if found := record_found():
                self.stdout.write(f"Restrictions that had no entry: {found}")
        super().handle(*args, **options)
