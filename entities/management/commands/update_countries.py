"""Update the countries from the packages and the project's own file."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entities.countries.update import CountryUpdate, UpdatePlan


class Command(BaseCommand):
    help = "Add and correct countries, codes and other names from the packages and entities/data/countries.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show the changes without writing them")

    def handle(self, *args: Any, **options: Any) -> None:
        update = CountryUpdate(apps)
        plan = update.plan()
        self.show(plan)
        if plan.empty:
            self.stdout.write(_("The countries are up to date."))
        elif options["dry_run"]:
            self.stdout.write(self.count(plan, _("would be made, nothing was written.")))
        else:
            update.apply(plan)
            self.stdout.write(self.count(plan, _("made.")))

    def show(self, plan: UpdatePlan) -> None:
        for line in [*plan.descriptions, *plan.remarks]:
            self.stdout.write(line)

    def count(self, plan: UpdatePlan, outcome: str) -> str:
        number = len(plan.descriptions)
        return f"{ngettext('%d change', '%d changes', number) % number} {outcome}"
