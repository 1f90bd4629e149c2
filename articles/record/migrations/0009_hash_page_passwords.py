"""Passwords of private pages, which Wagtail stored in plain text, become hashes."""

from typing import Any

from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import migrations


def is_hashed(password: str) -> bool:
    try:
        identify_hasher(password)
    except ValueError:
        return False
    return True


def hash_passwords(apps: Any, schema_editor: Any) -> None:
    PageViewRestriction = apps.get_model("wagtailcore", "PageViewRestriction")
    for restriction in PageViewRestriction.objects.exclude(password=""):
        if not is_hashed(restriction.password):
            hashed = make_password(restriction.password)
            PageViewRestriction.objects.filter(pk=restriction.pk).update(password=hashed)


class Migration(migrations.Migration):

    dependencies = [
        ("record", "0008_restricted_articles_count_as_private"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(hash_passwords, migrations.RunPython.noop)]
