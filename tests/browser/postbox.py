"""Keeps the mails that the live server sends in browser tests, which wait for them without sleeping."""

import re
from queue import Empty, Queue
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

received: "Queue[EmailMessage]" = Queue()


class EmailBackend(BaseEmailBackend):
    """Puts mails into the queue. The server sends them after its response, in a separate thread."""

    def send_messages(self, email_messages) -> int:
        for message in email_messages:
            received.put(message)
        return len(email_messages)


def next_mail(seconds: float = 15) -> EmailMessage:
    """Wait for the next mail and return it."""
    try:
        return received.get(timeout=seconds)
    except Empty:
        raise AssertionError(f"no mail came within {seconds} seconds") from None


def link_in(mail: EmailMessage, kind: str) -> str:
    """The one address in the text of a mail whose path goes through /newsletter/<kind>/."""
    found = [
        link for link in re.findall(r"https?://\S+", str(mail.body)) if f"/newsletter/{kind}/" in urlsplit(link).path
    ]
    assert len(found) == 1, f"not one link to /newsletter/{kind}/ in this mail:\n{mail.body}"
    return found[0]


def empty() -> None:
    """Discard the mails of earlier tests."""
    while not received.empty():
        received.get_nowait()
