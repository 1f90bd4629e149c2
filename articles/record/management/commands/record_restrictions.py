"""Record view restrictions that no entry mentions, and continue what a killed process left."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.record.models import Act, ActKind, ActState
from articles.record.privacy.batches import KINDS, write_entries
from articles.record.privacy.found import record_found


class Command(BaseCommand):
    help = (
        "Write the entries of restrictions and openings that were decided, record restrictions that were set by code "
        "or existed before, without a reason, and list articles that stay private although their restriction was "
        "removed. The scheduler does the same every minute."
    )

    def handle(self, **options: Any) -> None:
        acts = Act.objects.filter(kind__in=KINDS, state=ActState.WAITING)
        waiting = acts.count()
        write_entries(acts.values_list("pk", flat=True))
        found = record_found()
        self.stdout.write(f"{waiting} waiting entries written, {found} restrictions recorded without a reason.")
        asked = Act.objects.filter(kind=ActKind.OPENING, state=ActState.ATTENTION).select_related("article")
        for act in asked:
            self.stdout.write(f"article {act.article_id} “{act.article}”: {act.attention}")
