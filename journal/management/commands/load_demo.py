"""`manage.py load_demo`: fills an empty site with demo content."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from journal.demo.loader import DemoRefused, is_empty, load
from journal.demo.people import USERS


class Command(BaseCommand):
    help = "Fill an empty site with demo content: two journals, their authors, articles and corrections."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is a journal already.")

    def handle(self, *args, **options) -> None:
        if options["if_empty"] and not is_empty():
            return
        began = time.monotonic()
        try:
            load(self.say)
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say(_("demo content: loaded in %(seconds)d seconds") % {"seconds": time.monotonic() - began})
        if options["verbosity"] > 1 or not options["if_empty"]:
            self.tell_where()

    def say(self, line: str) -> None:
        self.stdout.write(f"journal: {line}")
        self.stdout.flush()

    def tell_where(self) -> None:
        """The addresses and the log-ins."""
        lines = [
            "",
            f"  {_('The journal')}  {settings.SITE_URL}/",
            f"  {_('The desk')}     {settings.SITE_URL}/admin/",
            "",
        ]
        lines += [f"  {', '.join(user.groups):<20} {user.login} / {user.login}" for user in USERS]
        self.stdout.write("\n".join(lines))
