"""The mails in the directory of Django's file backend.

The backend writes one file per connection: messages as bytes, each followed by a line of 79 hyphens.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SEPARATOR = re.compile(rb"^-{79}\r?\n", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9_-]+\.log")


@dataclass(frozen=True)
class StoredMail:
    """One mail: `name` of its file, `number` of the message in it, counted from 0."""

    name: str
    number: int
    message: EmailMessage

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def date(self) -> datetime | None:
        try:
            return parsedate_to_datetime(self.header("Date"))
        except ValueError:
            return None

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, self.header(name)) for name in dict.fromkeys(self.message.keys())]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def to(self) -> str:
        return self.header("To")

    def header(self, name: str) -> str:
        return ", ".join(str(value) for value in self.message.get_all(name, []))

    def _body(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        if part is None:
            return ""
        try:
            return part.get_content()
        except LookupError:
            # A character set that Python does not know.
            return bytes(part.get_payload(decode=True)).decode("latin-1")


def all_mails() -> list[StoredMail]:
    """Every mail there is, the newest first."""
    found = [mail for path in _files() for mail in _read(path)]
    return sorted(found, key=lambda mail: (mail.date.timestamp() if mail.date else 0, mail.name), reverse=True)


def find_mail(name: str, number: int) -> StoredMail | None:
    """One mail by the name of its file, which is never a way out of the directory."""
    path = Path(settings.EMAIL_FILE_PATH) / name
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    mails = _read(path)
    return mails[number] if number < len(mails) else None


def _files() -> list[Path]:
    directory = Path(settings.EMAIL_FILE_PATH)
    if not directory.is_dir():
        return []
    return [path for path in directory.iterdir() if NAME.fullmatch(path.name) and path.is_file()]


def _read(path: Path) -> list[StoredMail]:
    chunks = [chunk for chunk in SEPARATOR.split(path.read_bytes()) if chunk.strip()]
    return [
        StoredMail(path.name, number, message_from_bytes(chunk, policy=policy.default))
        for number, chunk in enumerate(chunks)
    ]
