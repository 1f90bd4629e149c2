"""Every country of ISO 3166-1 and Kosovo, with the names and aliases of the source."""

from django.db import migrations

from entities.countries.update import CountryUpdate


def add_countries(apps, schema_editor):
    update = CountryUpdate(apps)
    update.apply(update.plan())


class Migration(migrations.Migration):
    dependencies = [("entities", "0001_entities")]

    operations = [migrations.RunPython(add_countries, migrations.RunPython.noop, elidable=False)]
