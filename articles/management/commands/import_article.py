"""`manage.py import_article`: import an article from a file."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing.imported import Overrides
from articles.importing.planning import find_journal, journal_facts, plan_import
from articles.importing.problems import ImportRejected, RejectionCode
from articles.importing.readers import reader_for
from articles.importing.report import outcome_line, report_lines
from articles.importing.source import LARGEST_FILE
from articles.importing.writer import write_import


class Command(BaseCommand):
    help = (
        "Imports an article from a plain-text file into a journal and prints how each line was read. "
        "The article becomes a draft, with its old corrections as pending notes; --publish publishes it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text file in UTF-8")
        parser.add_argument("--journal", required=True, metavar="SLUG", help="the slug of the journal")
        parser.add_argument("--title", default="", help="replaces the title in the file")
        parser.add_argument(
            "--author", action="append", default=[], metavar="NAME", help="may be repeated; replaces the byline"
        )
        parser.add_argument("--date", default="", metavar="YYYY-MM-DD", help="the date of first publication")
        parser.add_argument("--publish", action="store_true", help="publish at once; needs a date")
        parser.add_argument("--dry-run", action="store_true", help="print the report and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            overrides = Overrides(options["title"], tuple(options["author"]), parse_date_option(options["date"]))
            journal = find_journal(options["journal"])
            read = reader_for(options["file"])
            article = read(read_file(options["file"]), journal_facts(journal), overrides)
            plan = plan_import(article, journal)
            if options["publish"]:
                plan.require_date()
            for line in report_lines(plan):
                self.stdout.write(line)
            if options["dry_run"]:
                self.stdout.write(_("Dry run: nothing was changed."))
                return
            page = write_import(plan, publish=options["publish"])
        except ImportRejected as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(outcome_line(page, plan)))


def parse_date_option(text: str) -> datetime.date | None:
    """Return the date of an option, or raise ImportRejected for text that is not a date."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        message = _("--date needs a date as YYYY-MM-DD, not “%(text)s”.") % {"text": text}
        raise ImportRejected(message, RejectionCode.INVALID_DATE_OPTION) from error


def read_file(name: str) -> bytes:
    """Return the bytes of a file, of a file that is too large only the beginning.

    Raises ImportRejected for a file that cannot be read.
    """
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = _("%(file)s cannot be read: %(reason)s.") % {"file": name, "reason": reason}
        raise ImportRejected(message, RejectionCode.FILE_UNREADABLE) from error
