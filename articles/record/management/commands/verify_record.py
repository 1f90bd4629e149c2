"""Says whether the record is what it was when it was written."""

from time import monotonic
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from articles.record.models import Entry
from articles.record.verify import Totals, verify

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Recomputes every digest, chain and file of the record, compares the index and the desk with it, and names "
        "each mismatch in one line. Exits with status 1 when there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument("--article", metavar="ID", help="only this article: its page's id or its permanent id")

    def handle(self, **options):
        article = article_id(options["article"])
        totals, self.spoken = Totals(), monotonic()
        found = 0
        for finding in verify(article, totals=totals, progress=self.progress):
            self.stdout.write(str(finding))
            found += 1
        looked_at = f"{totals.articles} articles, {totals.entries} entries, {totals.files} files"
        if found:
            raise CommandError(f"{found} {'mismatch' if found == 1 else 'mismatches'} in {looked_at}.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"The record is in order: {looked_at}."))

    def progress(self, totals: Totals) -> None:
        """A line every few seconds, so that nobody wonders."""
        if monotonic() - self.spoken >= SECONDS_BETWEEN_LINES:
            self.spoken = monotonic()
            self.stderr.write(f"{totals.articles} articles, {totals.entries} entries, {totals.files} files so far")
            self.stderr.flush()


def article_id(named: str | None) -> int | None:
    """The page's id of an article named by that or by its permanent id. Raises CommandError for an unknown one."""
    if named is None:
        return None
    if str(named).isdecimal():
        found = Entry.objects.filter(article_id=int(named)).first()
    else:
        try:
            found = Entry.objects.filter(uid=UUID(named)).first()
        except ValueError as error:
            raise CommandError(f"“{named}” is neither the number of a page nor a permanent id.") from error
    if found is None:
        raise CommandError(f"The record has no article “{named}”.")
    return found.article_id
