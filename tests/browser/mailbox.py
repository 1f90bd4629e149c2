"""An e-mail backend for browser tests, with which a test can wait for an e-mail of the live server."""

import re
from queue import Empty, Queue
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

received: "Queue[EmailMessage]" = Queue()


class EmailBackend(BaseEmailBackend):
    """Queue e-mails for the test. The server sends them in another thread, after its response."""

    def send_messages(self, email_messages) -> int:
        for message in email_messages:
            received.put(message)
        return len(email_messages)


def next_mail(seconds: float = 15) -> EmailMessage:
    """Wait for the next e-mail and return it."""
    try:
        return received.get(timeout=seconds)
    except Empty:
        raise AssertionError(f"no e-mail within {seconds} seconds") from None


def link_in(mail: EmailMessage, kind: str) -> str:
    """Return the only link in the text of an e-mail whose path contains /newsletter/<kind>/."""
    found = [
        link for link in re.findall(r"https?://\S+", str(mail.body)) if f"/newsletter/{kind}/" in urlsplit(link).path
    ]
    assert len(found) == 1, f"not exactly one link to /newsletter/{kind}/ in this e-mail:\n{mail.body}"
    return found[0]


def empty() -> None:
    """Discard the e-mails of earlier tests."""
    while not received.empty():
        received.get_nowait()
