"""`manage.py scheduler`: run the commands that are due, once a minute."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run each of settings.SCHEDULED_COMMANDS, wait, and repeat.

    A command that fails is logged and tried again in the next run; the others run all the same. One process is enough
    for a site, and a second one does no harm. SIGTERM and SIGINT end the process after the command that is running.
    """

    help = (
        "Publish scheduled pages, move files of hidden articles, delete subscribers whose confirmation link has "
        "expired, and write the line of each day of the record, until stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=60, metavar="SECONDS", help="pause between runs (60)")
        parser.add_argument("--once", action="store_true", help="run once and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            failed = self.run_commands()
            if failed:
                raise CommandError(f"failed: {', '.join(failed)}")
            return
        self.stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        self.stdout.write(f"Scheduler: {', '.join(settings.SCHEDULED_COMMANDS)} every {options['every']:g} seconds")
        self.stdout.flush()
        while not self.stopping.is_set():
            self.run_commands()
            close_old_connections()
            self.stopping.wait(options["every"])
        self.stdout.write("Scheduler: stopped")

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal: end after the command that is running, without waiting for the pause."""
        self.stopping.set()

    def run_commands(self) -> list[str]:
        """Run every command once. Returns the names of those that failed."""
        failed = []
        for name in settings.SCHEDULED_COMMANDS:
            try:
                call_command(name, verbosity=0)
            except Exception:
                logger.exception("%s failed; it runs again next time", name)
                failed.append(name)
        return failed
