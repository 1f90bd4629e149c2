"""Verification of the picture files that copies refer to.

They exist where they belong, match their names, and have no metadata.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.core.files.storage import storages

from articles.pictures import UnreadablePicture, is_clean

from ..image_sources import sha256
from ..images import ORIGINAL, focal_key, name_before_cleaning, specs_for
from ..models import RecordImage
from ..reader_copy import Image, ReaderCopy
from ..withheld import file_exists, file_places, open_file, private_name
from .texts import UNREADABLE, unreadable

# Results cached at once, so that a picture shared by many versions is read once and memory stays constant.
CACHE_SIZE = 5000
METADATA = "metadata, which may name people and places, or colours that are not in sRGB"


class FileCheck:
    """Checks images and caches the results. files: number of files read so far.

    checked_images: mismatches, and the files with metadata, of an image in some uses. checked_files: the mismatch of a
    file, and why it is not clean; each empty without one.
    """

    def __init__(self) -> None:
        self.checked_images: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
        self.checked_files: dict[str, tuple[str, str]] = {}
        self.files = 0

    def check(self, copy: ReaderCopy) -> list[str]:
        """Return the mismatches of the images of a copy, as messages."""
        return [message for mismatches, _unclean in self.results(copy) for message in mismatches]

    def unclean(self, copy: ReaderCopy) -> list[str]:
        """Return the files of the images of a copy that are not clean, as messages."""
        return [message for _mismatches, unclean in self.results(copy) for message in unclean]

    def results(self, copy: ReaderCopy) -> Iterator[tuple[list[str], list[str]]]:
        try:
            for image, uses in copy.image_uses():
                yield self.result(image, uses)
        except UNREADABLE as error:
            yield [unreadable("the list of its pictures", error)], []

    def result(self, image: Image, uses: set[str]) -> tuple[list[str], list[str]]:
        try:
            key = (image["digest"], focal_key(image), *sorted(uses))
            if key not in self.checked_images:
                drop_oldest(self.checked_images)
                self.checked_images[key] = self.check_image(image, uses)
            return self.checked_images[key]
        except UNREADABLE as error:
            return [unreadable("a picture", error)], []

    def check_image(self, image: Image, uses: set[str]) -> tuple[list[str], list[str]]:
        rows = {row.spec: row for row in RecordImage.objects.filter(original=image["digest"], focal=focal_key(image))}
        named = f"picture {image['digest'][:12]}"
        found = [f"{named}: no size “{spec}”" for spec in [ORIGINAL, *specs_for(uses)] if spec not in rows]
        unclean = []
        places = file_places([image["digest"]])
        for spec, row in sorted(rows.items()):
            if spec == ORIGINAL and image["digest"] not in (PurePath(row.file).stem, row.cleaned_from):
                found.append(f"{named}: its original is recorded as the file {row.file}")
            wrong, dirty = self.check_file(row.file, public=places.get(row.file, True))
            found += [f"{named}, “{spec}”: {wrong}"] if wrong else []
            unclean += [f"{named}, “{spec}”: {message}" for message in (dirty, self.remaining(row)) if message]
        return found, unclean

    def check_file(self, name: str, *, public: bool) -> tuple[str, str]:
        """Return the mismatch of a file, and why it is not clean, as messages; each empty without one.

        public: whether the file belongs to readers.
        """
        if name not in self.checked_files:
            drop_oldest(self.checked_files)
            self.checked_files[name] = self.read_file(name)
            self.files += 1
        wrong, dirty = self.checked_files[name]
        return wrong or misplacement(name, public=public), dirty

    def read_file(self, name: str) -> tuple[str, str]:
        try:
            with open_file(name) as file:
                content = file.read()
        except OSError as error:
            return f"the file {name} cannot be read ({type(error).__name__})", ""
        if sha256(content) != PurePath(name).stem:
            return f"the bytes of the file {name} have changed", ""
        try:
            clean = is_clean(content)
        except UnreadablePicture as error:
            return "", f"the file {name} cannot be searched for metadata ({error})"
        return "", "" if clean else f"the file {name} has {METADATA}; manage.py clean_pictures removes them"

    def remaining(self, row: RecordImage) -> str:
        """Return a message when the file from before cleaning is still there, which no row refers to."""
        name = name_before_cleaning(row)
        if name and file_exists(name) and not RecordImage.objects.filter(file=name).exists():
            return f"the file {name} from before cleaning was not deleted; manage.py clean_pictures deletes it"
        return ""


def misplacement(name: str, *, public: bool) -> str:
    """Return that a file is in the wrong storage, as a message; empty when it is not."""
    is_public = storages["record"].exists(name)
    if is_public and not public:
        return f"readers can load the file {name} of a hidden article; manage.py sync_record_files withholds it"
    if public and not is_public and storages["record_private"].exists(private_name(name)):
        return f"the file {name} is withheld, but an article shows it; manage.py sync_record_files puts it back"
    return ""


def drop_oldest(cache: dict[Any, Any]) -> None:
    """Remove the oldest results, so that one more fits."""
    while len(cache) >= CACHE_SIZE:
        cache.pop(next(iter(cache)))
