"""Cleaning the files of the image library, which readers can reach by their URL."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from articles.models import EditorialImage, EditorialRendition
from articles.pictures import UnreadablePicture, clean_picture, picture_size

from ..image_sources import sha256
from ..images import ORIGINAL
from ..models import RecordImage
from ..withheld import file_exists, open_file
from .findings import Cleaned, Counts

IMAGES_AT_ONCE = 200
# Folders of Wagtail for the files of images, and of the sizes that it draws.
ORIGINALS, RENDITIONS = "original_images", "images"
UNREADABLE = "it cannot be read ({})"


def clean_library(counts: Counts, progress: Callable[[Counts], None], *, dry_run: bool) -> Iterator[Cleaned]:
    """Clean the file of every image, and files in the folders of the library that no image uses any longer."""
    last = 0
    while batch := list(EditorialImage.objects.filter(pk__gt=last).order_by("pk")[:IMAGES_AT_ONCE]):
        last = batch[-1].pk
        for image in batch:
            counts.files += 1
            yield from clean_image(image, dry_run=dry_run)
            progress(counts)
    for folder in (ORIGINALS, RENDITIONS):
        for name in files_in(folder):
            counts.files += 1
            yield from clean_unused(name, dry_run=dry_run)
            progress(counts)


def clean_image(image: EditorialImage, *, dry_run: bool) -> Iterator[Cleaned]:
    """Give an image a clean file under another name, and delete the sizes that were drawn from the old one."""
    storage, old = image.file.storage, image.file.name
    try:
        with storage.open(old, "rb") as file:
            content = file.read()
        cleaned = clean_content(content)
    except (OSError, UnreadablePicture) as error:
        yield Cleaned("library", old, problem=UNREADABLE.format(error))
        return
    if cleaned == content:
        return
    if dry_run:
        yield Cleaned("library", old, done="to be cleaned")
        return
    new = storage.save(old, ContentFile(cleaned))
    width, height = picture_size(cleaned)
    with transaction.atomic():
        changed = EditorialImage.objects.filter(pk=image.pk, file=old).update(
            file=new,
            width=width,
            height=height,
            file_size=len(cleaned),
            # Wagtail finds duplicates by this hash; it protects nothing.
            file_hash=hashlib.sha1(cleaned, usedforsecurity=False).hexdigest(),
        )
        if changed:
            image.renditions.all().delete()
        unused = old if changed else new
        transaction.on_commit(lambda: delete_unused(storage, unused))
    if changed:
        yield Cleaned("library", old, done=f"cleaned, now {new}")


def clean_content(content: bytes) -> bytes:
    """Return the clean picture: the bytes that the record has for it, where it has them."""
    row = RecordImage.objects.filter(spec=ORIGINAL, cleaned_from=sha256(content)).first()
    if row and file_exists(row.file):
        with open_file(row.file) as file:
            return file.read()
    return clean_picture(content)


def delete_unused(storage: Storage, name: str) -> None:
    if not EditorialImage.objects.filter(file=name).exists():
        storage.delete(name)


def clean_unused(name: str, *, dry_run: bool) -> Iterator[Cleaned]:
    """Clean a file that no image uses, under its name: an interrupted run has left it, or Wagtail.

    A size with metadata is deleted together with its row; Wagtail draws it again.
    """
    storage = EditorialImage._meta.get_field("file").storage
    if EditorialImage.objects.filter(file=name).exists():
        return
    try:
        with storage.open(name, "rb") as file:
            content = file.read()
        cleaned = clean_picture(content)
    except (OSError, UnreadablePicture) as error:
        yield Cleaned("library", name, problem=UNREADABLE.format(error))
        return
    if cleaned == content:
        return
    renditions = EditorialRendition.objects.filter(file=name)
    is_size = renditions.exists()
    if dry_run:
        yield Cleaned("library", name, done="to be deleted and drawn again" if is_size else "unused, to be cleaned")
        return
    if is_size:
        renditions.delete()
    else:
        storage.delete(name)
        storage.save(name, ContentFile(cleaned))
    yield Cleaned("library", name, done="deleted; it is drawn again" if is_size else "unused, cleaned")


def files_in(folder: str) -> list[str]:
    """Return the names of the files in a folder of the library, without hidden ones."""
    storage = EditorialImage._meta.get_field("file").storage
    try:
        names = storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
    return [str(PurePath(folder) / name) for name in sorted(names) if not name.startswith(".")]
