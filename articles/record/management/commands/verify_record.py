"""Check that the record has not been changed since it was written."""

from time import monotonic
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.record.models import Entry
from articles.record.verify import Totals, verify

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Recompute every digest, chain and file of the record, compare the index and Wagtail's pages with it, and "
        "print each mismatch in one line. Exits with status 1 when there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", metavar="ID", help="only this article: its page id or its permanent id")

    def handle(self, **options: Any) -> None:
        article = article_id(options["article"])
        totals, self.last_line_at = Totals(), monotonic()
        found = 0
        for finding in verify(article, totals=totals, progress=self.progress):
            self.stdout.write(str(finding))
            found += 1
        checked = f"{totals.articles} articles, {totals.entries} entries, {totals.files} files"
        if found:
            raise CommandError(f"{found} {'mismatch' if found == 1 else 'mismatches'} in {checked}.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"The record is in order: {checked}."))

    def progress(self, totals: Totals) -> None:
        """Print a line every few seconds."""
        if monotonic() - self.last_line_at >= SECONDS_BETWEEN_LINES:
            self.last_line_at = monotonic()
            self.stderr.write(f"{totals.articles} articles, {totals.entries} entries, {totals.files} files so far")
            self.stderr.flush()


def article_id(named: str | None) -> int | None:
    """Return the page id of an article named by page id or permanent id. Raises CommandError for an unknown one."""
    if named is None:
        return None
    if str(named).isdecimal():
        found = Entry.objects.filter(article_id=int(named)).first()
    else:
        try:
            found = Entry.objects.filter(uid=UUID(named)).first()
        except ValueError as error:
            raise CommandError(f"“{named}” is neither a page id nor a permanent id.") from error
    if found is None:
        raise CommandError(f"The record has no article “{named}”.")
    return found.article_id
