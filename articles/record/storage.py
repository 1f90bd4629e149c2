"""The file storage of the record."""

import os
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class RecordStorage(FileSystemStorage):
    """Write files atomically: a file exists completely or not at all, even after a crash.

    A file is named by its digest and never written again, so an incomplete one would stay forever. Each is written to
    a temporary name in the same folder, flushed to the disk, and renamed.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the name itself: a file that has it already has the same bytes."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        target = self.path(name)
        folder = os.path.dirname(target)
        os.makedirs(folder, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".unfinished-", delete=False) as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(file.name, self.file_permissions_mode or 0o644)
        os.replace(file.name, target)
        flush_folder(folder)
        return name


def flush_folder(folder: str) -> None:
    """Write the names in a folder to the disk, so that a file renamed into it is still there after a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
