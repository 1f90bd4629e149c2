"""Django's flush command, allowed only for databases of tests and of demonstration content."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as Flush
from django.db import connections

from articles.record import triggers


class Command(Flush):
    help = "Empty a database of tests or of demonstration content. Refused on any other: the record is kept forever."

    def handle(self, **options: Any) -> None:
        using = options["database"]
        if not self.is_disposable(using):
            raise CommandError("This database contains a record of published articles. Nothing was deleted.")
        # Content types are deleted too. Tests restore them with the same keys; elsewhere Django creates new ones.
        content_type_id = triggers.article_content_type_id(using) if options.get("inhibit_post_migrate") else None
        triggers.drop_triggers(using)
        try:
            super().handle(**options)
        finally:
            triggers.install_triggers(using, content_type_id)

    def is_disposable(self, using: str) -> bool:
        """Whether this is a test database, or contains demonstration content only."""
        connection = connections[using]
        test_name = connection.settings_dict["TEST"].get("NAME")
        name = str(connection.settings_dict["NAME"])
        is_test = bool(test_name and name.startswith(str(test_name))) or name.rsplit("/", 1)[-1].startswith("test_")
        return is_test or (settings.DEMO_ALLOWED and is_demo(using))


def is_demo(using: str) -> bool:
    """Whether the database is marked as containing demonstration content only."""
    from articles.record.models import DemoMark

    return DemoMark.objects.using(using).exists()
