"""Rebuild the index of published articles from the record."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.record.rebuild import Rebuilt, rebuild

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Rebuild publications, addresses, mentions, bylines and search rows from the record. Articles whose chain is "
        "not valid are skipped and reported; the command then exits with status 1."
    )

    def handle(self, **options: Any) -> None:
        self.last_line_at = monotonic()
        rebuilt = rebuild(self.progress)
        for finding in rebuilt.skipped:
            self.stdout.write(str(finding))
        done = f"{rebuilt.articles} articles checked, {rebuilt.written} written, {rebuilt.removed} removed"
        if rebuilt.skipped:
            raise CommandError(f"{done}; {len(rebuilt.skipped)} skipped.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{done}."))

    def progress(self, rebuilt: Rebuilt) -> None:
        """Print a line every few seconds."""
        if monotonic() - self.last_line_at >= SECONDS_BETWEEN_LINES:
            self.last_line_at = monotonic()
            self.stderr.write(f"{rebuilt.articles} articles so far, {rebuilt.written} written")
            self.stderr.flush()
