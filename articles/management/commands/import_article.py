"""`manage.py import_article`: an article from a text file."""

import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing import report, writer
from articles.importing.imported import Given, ImportRefused
from articles.importing.source import LARGEST_FILE
from articles.importing.text import parse_text


class Command(BaseCommand):
    help = (
        "Reads an article from a plain-text file into a journal, and tells line by line what was recognised and what "
        "was left out. It becomes a draft with its old corrections waiting beside it; --publish shows it to readers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text file in UTF-8")
        parser.add_argument("--journal", required=True, metavar="SLUG", help="the last part of the journal's address")
        parser.add_argument("--title", default="", help="goes before the title in the file")
        parser.add_argument(
            "--author", action="append", default=[], metavar="NAME", help="may be given several times, in order"
        )
        parser.add_argument("--date", default="", metavar="YYYY-MM-DD", help="the day of first publication")
        parser.add_argument("--publish", action="store_true", help="publish at once; needs a date")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")

    def handle(self, *args, **options) -> None:
        given = Given(options["title"], tuple(options["author"]), day(options["date"]))
        try:
            journal = writer.find_journal(options["journal"])
            article = parse_text(content(options["file"]), writer.facts_of(journal), given)
            planned = writer.plan(article, journal)
            if options["publish"]:
                writer.refuse_undated(planned)
            for line in report.lines(planned):
                self.stdout.write(line)
            if options["dry_run"]:
                self.stdout.write(_("Dry run: nothing was changed."))
                return
            page = writer.write(planned, publish=options["publish"])
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(report.outcome(page, planned)))


def day(written: str) -> datetime.date | None:
    """The date of an option; CommandError for one that is none."""
    if not written:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(_("--date wants a day as YYYY-MM-DD, not “%(text)s”.") % {"text": written}) from error


def content(name: str) -> bytes:
    """The bytes of a file, of one that is too large only its beginning; CommandError when it cannot be read."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": name, "reason": reason}) from error
