"""Write the day line of the record for the day that has ended."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.record.day_line_files import LinesDiffer, append_lines
from articles.record.day_lines import line_text, write_line


class Command(BaseCommand):
    help = (
        "Write one line for the day (UTC) that has ended: a digest over the newest entries of all chains. Does nothing "
        "when the line exists. The scheduler runs it. Exits with status 1 when the file has other lines than the "
        "record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", metavar="PATH", help="append to this file the lines that it does not have yet")

    def handle(self, **options: Any) -> None:
        line = write_line()
        if line and options["verbosity"]:
            self.stdout.write(line_text(line), ending="")
        if options["file"]:
            try:
                appended = append_lines(Path(options["file"]))
            except (LinesDiffer, UnicodeDecodeError) as error:
                raise CommandError(f"Nothing was written to {options['file']}: {error}.", returncode=1) from error
            if options["verbosity"]:
                self.stdout.write(f"{appended} lines appended to {options['file']}")
