"""Django's flush, which the fence would refuse: allowed on databases of tests and of demo content only."""

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as Flush
from django.db import connections

from articles.record import fence


class Command(Flush):
    help = "Empties a database of tests or of demo content; refused on any other, since the record is kept for ever."

    def handle(self, **options):
        using = options["database"]
        if not self.may_be_emptied(using):
            raise CommandError("This database holds a record that readers have seen. It is kept; nothing was emptied.")
        # The content types go too. Tests bring them back with the same keys; elsewhere Django makes them anew.
        kind = fence.article_type(using) if options.get("inhibit_post_migrate") else None
        fence.remove(using)
        try:
            super().handle(**options)
        finally:
            fence.install(using, kind)

    def may_be_emptied(self, using: str) -> bool:
        connection = connections[using]
        test_name = connection.settings_dict["TEST"].get("NAME")
        name = str(connection.settings_dict["NAME"])
        is_test = bool(test_name and name.startswith(str(test_name))) or name.rsplit("/", 1)[-1].startswith("test_")
        return is_test or (settings.DEMO_ALLOWED and is_demo(using))


def is_demo(using: str) -> bool:
    """Whether a database holds demo content alone: it says so in a table of its own."""
    from articles.record.models import DemoMark

    return DemoMark.objects.using(using).exists()
