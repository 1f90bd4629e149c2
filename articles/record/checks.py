"""Checks that watch the record."""

from django.core.checks import Error
from django.db import connections

from . import fence


def fence_stands(app_configs, databases=None, **kwargs):
    """Named by `manage.py check --database default` and before each migration."""
    problems = []
    for alias in databases or []:
        tables = connections[alias].introspection.table_names()
        if not {*fence.CHAIN, fence.PERMIT} <= set(tables):
            continue
        problems += [
            Error(
                f"The trigger {name} is missing.", hint="manage.py migrate puts the fence up again.", id="record.E001"
            )
            for name in fence.missing(alias)
        ]
    return problems
