"""System checks of the record."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from . import triggers


def check_triggers(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """E001: a trigger of the record is missing. Runs with `manage.py check --database default` and `migrate`."""
    problems: list[CheckMessage] = []
    for alias in databases or []:
        tables = connections[alias].introspection.table_names()
        if not {*triggers.CHAIN, *triggers.INDEX, triggers.ACTS, triggers.PERMIT} <= set(tables):
            continue
        problems += [
            Error(f"The trigger {name} is missing.", hint="Run manage.py migrate, which installs it.", id="record.E001")
            for name in triggers.missing_triggers(alias)
        ]
    return problems
