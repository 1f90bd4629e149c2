"""Remove metadata from pictures that were stored before pictures were cleaned."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.record.clean import Counts, clean_all

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Remove metadata and colour profiles from the pictures of the record and of the library, and print each file "
        "with the versions that show it. Can be interrupted and run again. Exits with status 1 when a file cannot be "
        "cleaned."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the files and change nothing")

    def handle(self, **options: Any) -> None:
        counts, self.last_line_at = Counts(), monotonic()
        for found in clean_all(counts, self.progress, dry_run=options["dry_run"]):
            self.stdout.write(str(found))
            self.stdout.flush()
            if found.problem:
                counts.failed += 1
            else:
                counts.cleaned += 1
        cleaned = f"{counts.cleaned} {'to be cleaned' if options['dry_run'] else 'cleaned'}"
        done = f"{counts.files} files read, {cleaned}"
        if counts.failed:
            raise CommandError(f"{done}, {counts.failed} could not be cleaned.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{done}."))

    def progress(self, counts: Counts) -> None:
        """Print a line every few seconds."""
        if monotonic() - self.last_line_at >= SECONDS_BETWEEN_LINES:
            self.last_line_at = monotonic()
            self.stderr.write(f"{counts.files} files so far, {counts.cleaned} cleaned")
            self.stderr.flush()
