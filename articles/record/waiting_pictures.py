"""The pictures of a scheduled publication, kept where readers cannot reach them until it is carried out.

They make no row of the record before that. A picture that the record has already is not kept a second time.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from articles.models import EditorialImage

from .image_sources import ImageSource, library_source, read_original
from .models import Act, RecordImage
from .models.acts import WaitingPicture
from .reader_copy import Image

STORAGE = "record_private"


def keep_pictures(act: Act, images: Iterable[Image], library: Mapping[str, EditorialImage]) -> None:
    """Copy the originals of these images that the record does not have, and name them in `act.pictures`."""
    wanted = {image["digest"] for image in images if image["digest"] in library}
    wanted -= set(RecordImage.objects.filter(original__in=wanted, spec="original").values_list("original", flat=True))
    for digest in sorted(wanted):
        source = library_source(library[digest])
        name = f"waiting/{act.pk}/{digest}{source.suffix}"
        original = read_original(source, digest)
        storages[STORAGE].save(name, ContentFile(original.content))
        act.pictures[digest] = WaitingPicture(file=name, width=original.width, height=original.height)


def waiting_sources(act: Act) -> dict[str, ImageSource]:
    """Return the waiting pictures of an act by the digest of their original."""
    return {digest: ImageSource(storages[STORAGE], kept["file"]) for digest, kept in act.pictures.items()}


def delete_waiting_pictures(act: Act) -> None:
    """Delete the waiting pictures of an act once the transaction has been committed."""
    names = [kept["file"] for kept in act.pictures.values()]
    if names:
        transaction.on_commit(lambda: delete_files(names))


def delete_after_act(sender: Any, instance: Act, **kwargs: Any) -> None:
    """Receiver of `post_delete`: an open act is deleted together with a draft that was never published."""
    delete_waiting_pictures(instance)


def delete_files(names: Iterable[str]) -> None:
    """Delete these files of the private storage, and the folders that are empty then; missing ones are ignored."""
    storage = storages[STORAGE]
    folders = set()
    for name in names:
        storage.delete(name)
        folders.add(str(PurePath(name).parent))
    for folder in folders:
        if storage.exists(folder) and not any(storage.listdir(folder)):
            storage.delete(folder)
