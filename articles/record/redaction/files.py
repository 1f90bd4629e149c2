"""Deleting picture files of the record that nothing refers to any longer."""

from collections.abc import Iterable

from django.core.files.storage import storages

from ..models import RecordImage

# Where a file of the record may be: with those that readers can reach, or withheld from them.
PLACES = (("record", ""), ("record_private", "withheld/"))


def delete_unused(names: Iterable[str]) -> None:
    """Delete these files, but for those to which a row of the record refers; missing ones are ignored."""
    names = set(names)
    used = set(RecordImage.objects.filter(file__in=names).values_list("file", flat=True))
    for name in sorted(names - used):
        for storage, folder in PLACES:
            storages[storage].delete(folder + name)
