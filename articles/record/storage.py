"""The storage of the record's files on a disk."""

import os
from tempfile import NamedTemporaryFile

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class RecordStorage(FileSystemStorage):
    """A file is there whole or not at all, whenever the process or the machine dies.

    The name of a file promises its bytes and is never written twice, so half a file would stay for ever. Each is
    written beside its place, forced to the disk, and then takes its name.
    """

    def _save(self, name, content):
        place = self.path(name)
        folder = os.path.dirname(place)
        os.makedirs(folder, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".unfinished-", delete=False) as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(file.name, self.file_permissions_mode or 0o644)
        os.replace(file.name, place)
        return name
