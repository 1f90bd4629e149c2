"""Cleaning the files of the record: originals, and sizes that were drawn from them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath

from django.db import models, transaction

from articles.pictures import UnreadablePicture, clean_picture, picture_size

from ..image_sources import sha256
from ..images import name_before_cleaning, store_file
from ..models import ImageUse, RecordImage, Version
from ..transactions import allow_picture_changes
from ..withheld import delete_file, file_exists, open_file, sync_after_commit
from .findings import Cleaned, Counts, ShownIn

ROWS_AT_ONCE = 200
# Names of files that were read, so that a file which several rows share is read once; memory stays constant.
REMEMBERED = 5000


def rows() -> models.QuerySet[RecordImage]:
    """Return the rows, without the protection of the model against changes; the triggers protect them all the same."""
    return models.QuerySet(RecordImage)


def clean_record(counts: Counts, progress: Callable[[Counts], None], *, dry_run: bool) -> Iterator[Cleaned]:
    """Clean every file of the record and yield what was found."""
    read: dict[str, None] = {}
    last = 0
    while batch := list(rows().filter(pk__gt=last).order_by("pk")[:ROWS_AT_ONCE]):
        last = batch[-1].pk
        for row in batch:
            if row.file not in read:
                read[row.file] = None
                if len(read) > REMEMBERED:
                    read.pop(next(iter(read)))
                counts.files += 1
                yield from clean_file(row.file, dry_run=dry_run)
                progress(counts)
            yield from delete_remaining(row, dry_run=dry_run)


def clean_file(name: str, *, dry_run: bool) -> Iterator[Cleaned]:
    """Replace one file by a clean one in all rows that refer to it; yield nothing for a clean file."""
    try:
        with open_file(name) as file:
            content = file.read()
        if sha256(content) != PurePath(name).stem:
            yield Cleaned("record", name, problem="its bytes have changed; see manage.py verify_record")
            return
        cleaned = clean_picture(content)
    except (OSError, UnreadablePicture) as error:
        yield Cleaned("record", name, problem=f"it cannot be read ({error})", shown_in=shown_in(name))
        return
    if cleaned == content:
        return
    found = partial(Cleaned, "record", name, shown_in=shown_in(name))
    if dry_run:
        yield found(done="to be cleaned")
        return
    new = store_file(cleaned, PurePath(name).suffix)
    width, height = picture_size(cleaned)
    with transaction.atomic(), allow_picture_changes():
        changed = rows().filter(file=name)
        originals = list(changed.values_list("original", flat=True).distinct())
        changed.filter(cleaned_from="").update(cleaned_from=PurePath(name).stem)
        changed.update(file=new, width=width, height=height)
        transaction.on_commit(lambda: delete_file(name))
        sync_after_commit(originals)
    yield found(done=f"cleaned, now {new}")


def delete_remaining(row: RecordImage, *, dry_run: bool) -> Iterator[Cleaned]:
    """Delete the file from before cleaning, which an interrupted run has left."""
    name = name_before_cleaning(row)
    if name and file_exists(name) and not rows().filter(file=name).exists():
        if not dry_run:
            delete_file(name)
        yield Cleaned("record", name, done="to be deleted" if dry_run else "deleted", shown_in=shown_in(row.file))


def shown_in(name: str) -> list[ShownIn]:
    """Return the versions whose copies name an original of which this file is a size."""
    originals = list(rows().filter(file=name).values_list("original", flat=True).distinct())
    uses = ImageUse.objects.filter(original__in=originals).values_list("publication__article", "publication__uid")
    named = models.Q()
    for original in originals:
        named |= models.Q(text__contains=original)
    found = []
    for article, uid in uses.distinct().order_by("publication__article"):
        versions = Version.objects.filter(named, article_id=article).order_by("number")
        found.append(ShownIn(article, str(uid), list(versions.values_list("number", flat=True))))
    return found
