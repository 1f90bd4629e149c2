"""Brings the countries up to the packages and our own file, after showing what would change."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entities.countries.update import CountryUpdate, Plan


class Command(BaseCommand):
    help = "Adds countries, codes and other names that the packages and entities/data/countries.csv have today."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, *args, **options) -> None:
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

    def show(self, plan: Plan) -> None:
        for sentence in [*plan.sentences, *plan.remarks]:
            self.stdout.write(sentence)

    def count(self, plan: Plan, outcome: str) -> str:
        number = len(plan.sentences)
        return f"{ngettext('%d change', '%d changes', number) % number} {outcome}"
