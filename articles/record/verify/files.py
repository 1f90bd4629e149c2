"""Checking the files of the record that copies name: there, and with the bytes that their names promise."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from django.core.files.storage import storages

from ..copy import ReaderCopy
from ..images import ORIGINAL, focal_key, specs_for
from ..models import RecordImage

# Results remembered at once, so that a picture shared by many versions is read once and memory stays flat.
REMEMBERED = 5000


class FileCheck:
    """Checks pictures and remembers those that it has looked at. files: how many files it has read."""

    def __init__(self) -> None:
        self.storage = storages["record"]
        self.seen: dict[tuple, list[str]] = {}
        self.read: dict[str, str] = {}
        self.files = 0

    def check(self, copy: ReaderCopy) -> list[str]:
        """The mismatches of the pictures of a copy, in words."""
        found = []
        for image, uses in copy.image_uses():
            key = (image["digest"], focal_key(image), *sorted(uses))
            if key not in self.seen:
                forget(self.seen)
                self.seen[key] = self.check_image(image, uses)
            found += self.seen[key]
        return found

    def check_image(self, image: Mapping, uses: set[str]) -> list[str]:
        rows = {row.spec: row for row in RecordImage.objects.filter(original=image["digest"], focal=focal_key(image))}
        named = f"picture {image['digest'][:12]}"
        found = [f"{named}: no size “{spec}”" for spec in [ORIGINAL, *specs_for(uses)] if spec not in rows]
        for spec, row in sorted(rows.items()):
            if spec == ORIGINAL and PurePath(row.file).stem != image["digest"]:
                found.append(f"{named}: its original is said to be the file {row.file}")
            if wrong := self.check_file(row.file):
                found.append(f"{named}, “{spec}”: {wrong}")
        return found

    def check_file(self, name: str) -> str:
        """What is wrong with a file, or nothing."""
        if name not in self.read:
            forget(self.read)
            self.read[name] = self.look_at(name)
            self.files += 1
        return self.read[name]

    def look_at(self, name: str) -> str:
        hashed = hashlib.sha256()
        try:
            with self.storage.open(name, "rb") as file:
                for chunk in file.chunks():
                    hashed.update(chunk)
        except OSError as error:
            return f"the file {name} cannot be read ({type(error).__name__})"
        return "" if hashed.hexdigest() == PurePath(name).stem else f"the bytes of the file {name} are others"


def forget(remembered: dict) -> None:
    """Make room for one more."""
    while len(remembered) >= REMEMBERED:
        remembered.pop(next(iter(remembered)))
