"""The picture files of hidden articles: kept where readers cannot reach them, until an article that has them is shown.

A picture is withheld while every article that uses it, in any version, is hidden (`Publication.is_hidden`). Its files
are then in the storage `record_private`, and otherwise in `record`. The database decides: `sync_files` moves what is in
the wrong place, and can be repeated. A file is copied, flushed to the disk and only then deleted, so that a process
that ends in between leaves it in both places and never in none.

A file goes back before the transaction is committed that shows the article, and is hidden after the one that hides it.
`manage.py sync_record_files`, which the scheduler runs, moves what a process that ended has left.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from .models import ImageUse, Publication, RecordImage
from .transactions import lock_restrictions

FOLDER = "withheld"
BATCH_SIZE = 50


def private_name(name: str) -> str:
    """Return the name that a file of the record has in the storage `record_private`."""
    return f"{FOLDER}/{name}"


def open_file(name: str) -> File[bytes]:
    """Open a file of the record wherever it is. Raises FileNotFoundError."""
    try:
        return storages["record"].open(name, "rb")
    except FileNotFoundError:
        pass
    try:
        return storages["record_private"].open(private_name(name), "rb")
    except FileNotFoundError:
        # It may have been moved back between the two.
        return storages["record"].open(name, "rb")


def file_places(originals: Iterable[str]) -> dict[str, bool]:
    """Return whether each file of these pictures belongs into the public storage, by its name. One query.

    originals: digests of original files. Two pictures may have a file in common: it is public when one of them is.
    A picture that the index does not have stays public.
    """
    names = RecordImage.objects.filter(original__in=list(originals)).order_by().values("file")
    uses = ImageUse.objects.filter(original=OuterRef("original")).order_by()
    shown = uses.exclude(publication__in=Publication.objects.hidden().values("pk"))
    rows = RecordImage.objects.filter(file__in=names).annotate(is_public=Q(Exists(shown)) | ~Q(Exists(uses)))
    places: dict[str, bool] = {}
    for name, is_public in rows.values_list("file", "is_public"):
        places[name] = places.get(name, False) or bool(is_public)
    return places


def file_exists(name: str) -> bool:
    """Whether the record has a file, in the public storage or withheld."""
    return storages["record"].exists(name) or storages["record_private"].exists(private_name(name))


def delete_file(name: str) -> None:
    """Delete a file wherever it is; a missing one is ignored."""
    storages["record"].delete(name)
    storages["record_private"].delete(private_name(name))


def is_misplaced(name: str, *, public: bool) -> bool:
    """Whether a file is where it does not belong, or there too."""
    if public:
        return storages["record_private"].exists(private_name(name))
    return storages["record"].exists(name)


def misplaced_files(originals: Iterable[str]) -> list[tuple[str, bool]]:
    """Return (name, whether it belongs into the public storage) of the files of these pictures that are misplaced."""
    places = file_places(originals)
    return [(name, public) for name, public in sorted(places.items()) if is_misplaced(name, public=public)]


def copy_file(name: str, *, public: bool) -> None:
    """Copy a file to where it belongs, unless it is there."""
    places = [(storages["record_private"], private_name(name)), (storages["record"], name)]
    (source, source_name), (target, target_name) = places if public else places[::-1]
    if not target.exists(target_name):
        with source.open(source_name, "rb") as file:
            target.save(target_name, file)


def move_file(name: str, *, public: bool) -> None:
    copy_file(name, public=public)
    if public:
        storages["record_private"].delete(private_name(name))
    else:
        storages["record"].delete(name)


def sync_files(originals: Iterable[str]) -> int:
    """Move the files of these pictures to where they belong; return how many were moved.

    Waits for the acts that are being written, and none begins meanwhile: an act that is written but not committed may
    show a picture that this transaction takes for a hidden one.
    """
    moved = 0
    for batch in batches(originals):
        if not misplaced_files(batch):
            continue
        with transaction.atomic():
            lock_restrictions()
            for name, public in misplaced_files(batch):
                move_file(name, public=public)
                moved += 1
    return moved


def follow_visibility(publications: Iterable[int]) -> None:
    """Call this in the transaction that changes who can read these articles, or which pictures they have.

    publications: primary keys. The files of what is shown are copied to the public storage now, so that they are there
    when readers see the article. Everything else is moved after the commit.
    """
    originals = ImageUse.objects.filter(publication__in=list(publications)).order_by()
    for batch in batches(originals.values_list("original", flat=True).distinct()):
        found = misplaced_files(batch)
        for name, public in found:
            if public:
                copy_file(name, public=True)
        if found:
            sync_after_commit(batch)


def sync_after_commit(originals: list[str]) -> None:
    """Move files once the transaction has been committed. What fails is logged, and the scheduler tries it again."""

    def sync() -> None:
        sync_files(originals)

    transaction.on_commit(sync, robust=True)


def sync_all() -> int:
    """Move every file that is in the wrong place; return how many were moved. Reads hidden pictures only."""
    hidden = ImageUse.objects.filter(publication__in=Publication.objects.hidden().values("pk")).order_by()
    moved = sync_files(hidden.values_list("original", flat=True).distinct())
    for names in batches(withheld_names()):
        rows = RecordImage.objects.filter(file__in=names).order_by()
        moved += sync_files(rows.values_list("original", flat=True).distinct())
    return moved


def withheld_names() -> list[str]:
    """Return the names of the files that are withheld now."""
    storage = storages["record_private"]
    if not storage.exists(FOLDER):
        return []
    _folders, names = storage.listdir(FOLDER)
    return sorted(names)


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(sorted(set(values)))
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch
