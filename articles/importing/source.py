"""From the bytes of a file to clean lines, or a refusal in one line.

Only UTF-8 is read: a guess at another encoding would put wrong letters into names without anybody noticing.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .imported import ImportRefused

LARGEST_FILE = 500_000  # bytes; a long article has some 20,000
MOST_LINES = 5_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")

LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Characters that show nothing and come from web pages and word processors; the joiners of Persian and Hindi stay.
INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# A no-break space is meant beside figures and before French punctuation; elsewhere it is what a lost link left behind.
MEANT_NO_BREAK_SPACE = re.compile(r"(?<=[\d«§№])\u00a0|\u00a0(?=[\d:;!?»%€])")
MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|rss)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of the file; numbers count from 1, as editors of text do."""

    number: int
    text: str


def read_lines(data: bytes) -> tuple[list[Line], list[str]]:
    """The lines of the file and what was cleaned on the way, in words.

    Raises ImportRefused for what is empty, too large, binary, markup, or not UTF-8.
    """
    text, cleaned = clean(decode(data))
    if not text.strip():
        raise ImportRefused(_("The file is empty."))
    if MARKUP.match(text):
        raise ImportRefused(_("The file holds HTML or XML, not plain text."))
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise ImportRefused(
            _("The file has %(count)d lines; %(limit)d are the most.") % {"count": len(lines), "limit": MOST_LINES}
        )
    return [Line(number, line.rstrip()) for number, line in enumerate(lines, start=1)], cleaned


def decode(data: bytes) -> str:
    """Strict UTF-8, with or without a byte-order mark."""
    if not data.strip():
        raise ImportRefused(_("The file is empty."))
    if len(data) > LARGEST_FILE:
        raise ImportRefused(
            _("The file has %(size)d bytes; %(limit)d is the most.") % {"size": len(data), "limit": LARGEST_FILE}
        )
    if data.startswith(OTHER_BYTE_ORDER_MARKS):
        raise ImportRefused(_("The file is UTF-16. Save it as UTF-8."))
    if b"\x00" in data:
        raise ImportRefused(_("The file is binary, not plain text."))
    try:
        return data.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line_number = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(
            _("The file is not UTF-8: line %(line)d holds byte 0x%(byte)02X. Save it as UTF-8.")
            % {"line": line_number, "byte": data[error.start]}
        ) from error


def clean(text: str) -> tuple[str, list[str]]:
    """The text with plain line ends and spaces, in Unicode's composed form, and what was changed for it."""
    cleaned = []
    text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    text, removed = CONTROL.subn("", text)
    if removed:
        cleaned.append(_("%(count)d control characters were removed.") % {"count": removed})
    text, removed = INVISIBLE.subn("", text)
    if removed:
        cleaned.append(_("%(count)d invisible characters were removed.") % {"count": removed})
    text, replaced = plain_spaces(text)
    if replaced:
        cleaned.append(_("%(count)d no-break spaces became plain spaces.") % {"count": replaced})
    return re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", text), cleaned


def plain_spaces(text: str) -> tuple[str, int]:
    """No-break spaces replaced where nothing calls for them, and how many were."""
    kept = MEANT_NO_BREAK_SPACE.sub("\x00", text)
    return kept.replace("\u00a0", " ").replace("\x00", "\u00a0"), kept.count("\u00a0")
