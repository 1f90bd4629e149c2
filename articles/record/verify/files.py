"""Verification of the picture files that copies refer to: they exist where they belong, with bytes that match their
names."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.storage import storages

from ..images import ORIGINAL, focal_key, specs_for
from ..models import RecordImage
from ..reader_copy import Image, ReaderCopy
from ..withheld import file_places, open_file, private_name

# Results cached at once, so that a picture shared by many versions is read once and memory stays constant.
CACHE_SIZE = 5000


class FileCheck:
    """Checks images and caches the results. files: number of files read so far."""

    def __init__(self) -> None:
        self.checked_images: dict[tuple[str, ...], list[str]] = {}
        self.checked_files: dict[str, str] = {}
        self.files = 0

    def check(self, copy: ReaderCopy) -> list[str]:
        """Return the mismatches of the images of a copy, as messages."""
        found = []
        for image, uses in copy.image_uses():
            key = (image["digest"], focal_key(image), *sorted(uses))
            if key not in self.checked_images:
                drop_oldest(self.checked_images)
                self.checked_images[key] = self.check_image(image, uses)
            found += self.checked_images[key]
        return found

    def check_image(self, image: Image, uses: set[str]) -> list[str]:
        rows = {row.spec: row for row in RecordImage.objects.filter(original=image["digest"], focal=focal_key(image))}
        named = f"picture {image['digest'][:12]}"
        found = [f"{named}: no size “{spec}”" for spec in [ORIGINAL, *specs_for(uses)] if spec not in rows]
        places = file_places([image["digest"]])
        for spec, row in sorted(rows.items()):
            if spec == ORIGINAL and PurePath(row.file).stem != image["digest"]:
                found.append(f"{named}: its original is recorded as the file {row.file}")
            if wrong := self.check_file(row.file, public=places.get(row.file, True)):
                found.append(f"{named}, “{spec}”: {wrong}")
        return found

    def check_file(self, name: str, *, public: bool) -> str:
        """Return the mismatch of a file, as a message; empty without one. public: whether it belongs to readers."""
        if name not in self.checked_files:
            drop_oldest(self.checked_files)
            self.checked_files[name] = self.read_file(name)
            self.files += 1
        return self.checked_files[name] or misplacement(name, public=public)

    def read_file(self, name: str) -> str:
        hashed = hashlib.sha256()
        try:
            with open_file(name) as file:
                for chunk in file.chunks():
                    hashed.update(chunk)
        except OSError as error:
            return f"the file {name} cannot be read ({type(error).__name__})"
        return "" if hashed.hexdigest() == PurePath(name).stem else f"the bytes of the file {name} have changed"


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
