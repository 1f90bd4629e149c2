"""`manage.py scheduler`: runs what falls due, once a minute, until it is told to stop."""

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
    """Run each of SCHEDULED_COMMANDS, wait, and start again.

    A command that fails is logged and tried again a minute later, and keeps no other from running. One process is
    enough for a site; a second one finds nothing left to do. SIGTERM and SIGINT end it after the command at work.
    """

    help = "Publishes what falls due and forgets addresses that nobody confirmed; runs until stopped."

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
        """Signal handler: end after the command at work, without waiting out the pause."""
        self.stopping.set()

    def run_commands(self) -> list[str]:
        """Run every command once; the names of those that failed."""
        failed = []
        for name in settings.SCHEDULED_COMMANDS:
            try:
                call_command(name, verbosity=0)
            except Exception:
                logger.exception("%s failed; it runs again next time", name)
                failed.append(name)
        return failed
