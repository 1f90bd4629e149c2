"""E-mails in the directory of Django's file backend (EMAIL_FILE_PATH).

The backend writes one file for each connection: the messages as bytes, each followed by a line of 79 hyphens.
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
FILE_NAME = re.compile(r"[A-Za-z0-9_-]+\.log")


@dataclass(frozen=True)
class StoredMail:
    """One e-mail. name: of its file. number: of the message in that file, counted from 0."""

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
        return self.body("plain")

    @property
    def html(self) -> str:
        return self.body("html")

    @property
    def to(self) -> str:
        return self.header("To")

    def header(self, name: str) -> str:
        """Return the values of a header, separated by commas, or an empty string."""
        return ", ".join(str(value) for value in self.message.get_all(name, []))

    def body(self, subtype: str) -> str:
        """Return the body with the content type text/<subtype>, or an empty string."""
        part = self.message.get_body(preferencelist=(subtype,))
        if part is None:
            return ""
        try:
            content: str = part.get_content()
        except LookupError:
            # The message names a character set that Python does not know.
            payload = part.get_payload(decode=True)
            return payload.decode("latin-1") if isinstance(payload, bytes) else ""
        return content


def list_mails() -> list[StoredMail]:
    """Return all e-mails, newest first."""
    mails = [mail for path in mail_files() for mail in read_mails(path)]
    return sorted(mails, key=lambda mail: (mail.date.timestamp() if mail.date else 0, mail.name), reverse=True)


def find_mail(name: str, number: int) -> StoredMail | None:
    """Return the e-mail with this number in the file of this name; names that contain a path are not found."""
    path = Path(settings.EMAIL_FILE_PATH) / name
    if not FILE_NAME.fullmatch(name) or not path.is_file():
        return None
    mails = read_mails(path)
    return mails[number] if number < len(mails) else None


def mail_files() -> list[Path]:
    """Return the files of the backend; an empty list before the first e-mail."""
    directory = Path(settings.EMAIL_FILE_PATH)
    if not directory.is_dir():
        return []
    return [path for path in directory.iterdir() if FILE_NAME.fullmatch(path.name) and path.is_file()]


def read_mails(path: Path) -> list[StoredMail]:
    """Return the e-mails in one file."""
    chunks = [chunk for chunk in SEPARATOR.split(path.read_bytes()) if chunk.strip()]
    return [
        StoredMail(path.name, number, message_from_bytes(chunk, policy=policy.default))
        for number, chunk in enumerate(chunks)
    ]
