"""Articles that are restricted by the page tree get the cause that applies until their restriction is recorded.

The scheduler, or manage.py record_restrictions, writes the entries.
"""

from typing import Any

from django.db import migrations


def set_cause(apps: Any, schema_editor: Any) -> None:
    Publication = apps.get_model("record", "Publication")
    Publication.objects.filter(status="public", restricted=True, private=False).update(hidden_cause="privacy")


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0007_cleaned_pictures'),
    ]

    operations = [
        migrations.RunPython(set_cause, migrations.RunPython.noop),
    ]
