"""Makes the index of what readers get anew from the record."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from articles.record.rebuild import Rebuilt, rebuild

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Makes publications, addresses, mentions, by-lines and search rows anew from the record. Articles whose chain "
        "does not verify are left alone and named; the command then exits with status 1."
    )

    def handle(self, **options):
        self.spoken = monotonic()
        rebuilt = rebuild(self.progress)
        for finding in rebuilt.left:
            self.stdout.write(str(finding))
        done = f"{rebuilt.articles} articles looked at, {rebuilt.written} written, {rebuilt.removed} removed"
        if rebuilt.left:
            raise CommandError(f"{done}; {len(rebuilt.left)} left as they were.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"{done}."))

    def progress(self, rebuilt: Rebuilt) -> None:
        """A line every few seconds, so that nobody wonders."""
        if monotonic() - self.spoken >= SECONDS_BETWEEN_LINES:
            self.spoken = monotonic()
            self.stderr.write(f"{rebuilt.articles} articles so far, {rebuilt.written} written")
            self.stderr.flush()
