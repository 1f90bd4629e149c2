"""`manage.py load_demo`: fills an empty site with demo content."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from journal.demo.loader import DemoRefused, is_empty, load
from journal.demo.people import USERS

ARTICLES_PER_LINE = 5


class Command(BaseCommand):
    help = "Fill an empty site with demo content: two journals, their authors, articles and corrections."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is a journal already.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not is_empty():
            return
        start = time.monotonic()
        try:
            load(self.report_progress)
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.write(_("demo content: loaded in %(seconds)d seconds") % {"seconds": time.monotonic() - start})
        if options["verbosity"] > 1 or not options["if_empty"]:
            self.write_log_ins()

    def report_progress(self, done: int, total: int) -> None:
        """Write a line for every few articles, with both numbers as `5 of 29`."""
        if done % ARTICLES_PER_LINE == 0 or done == total:
            self.write(_("demo content: %(done)d of %(total)d articles") % {"done": done, "total": total})

    def write(self, line: str) -> None:
        """Write a line and flush it, so that it is shown at once where the output is a pipe."""
        self.stdout.write(f"journal: {line}")
        self.stdout.flush()

    def write_log_ins(self) -> None:
        """Write the addresses of the site, and the users with their passwords."""
        lines = [
            "",
            f"  {_('The journal')}  {settings.SITE_URL}/",
            f"  {_('The admin')}    {settings.SITE_URL}/admin/",
            "",
        ]
        lines += [f"  {', '.join(user.groups):<20} {user.login} / {user.login}" for user in USERS]
        self.stdout.write("\n".join(lines))
