"""Decode a file and split it into clean lines.

Only UTF-8 is read: a wrong guess at another encoding would put wrong letters into names, and no error would show it.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .problems import ImportRejected, ImportWarning, RejectionCode, WarningCode

LARGEST_FILE = 500_000  # bytes; a long article has some 20,000
MOST_LINES = 5_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")

LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Characters that show nothing and come from web pages and word processors. The joiners of Persian and Hindi are kept.
INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# A no-break space belongs beside figures and French punctuation. Elsewhere it is usually the remains of a link.
NEEDED_NO_BREAK_SPACE = re.compile(r"(?<=[\d«§№])\u00a0|\u00a0(?=[\d:;!?»%€])")
MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body|rss)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of the file. Numbers count from 1, as in text editors."""

    number: int
    text: str


def read_lines(data: bytes) -> tuple[list[Line], list[ImportWarning]]:
    """Return the lines of a file, and warnings about characters that were removed or replaced.

    Raises ImportRejected for a file that is empty, too large, binary, markup, or not UTF-8.
    """
    text, warnings = clean(decode(data))
    if not text.strip():
        raise ImportRejected(_("The file is empty."), RejectionCode.EMPTY)
    if MARKUP.match(text):
        raise ImportRejected(_("The file contains HTML or XML, not plain text."), RejectionCode.MARKUP)
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        message = _("The file has %(count)d lines; the limit is %(limit)d.")
        raise ImportRejected(message % {"count": len(lines), "limit": MOST_LINES}, RejectionCode.TOO_MANY_LINES)
    return [Line(number, line.rstrip()) for number, line in enumerate(lines, start=1)], warnings


def decode(data: bytes) -> str:
    """Decode strict UTF-8, with or without a byte-order mark."""
    if not data.strip():
        raise ImportRejected(_("The file is empty."), RejectionCode.EMPTY)
    if len(data) > LARGEST_FILE:
        message = _("The file has %(size)d bytes; the limit is %(limit)d.")
        raise ImportRejected(message % {"size": len(data), "limit": LARGEST_FILE}, RejectionCode.TOO_LARGE)
    if data.startswith(OTHER_BYTE_ORDER_MARKS):
        raise ImportRejected(_("The file is UTF-16. Save it as UTF-8."), RejectionCode.UTF16)
    if b"\x00" in data:
        raise ImportRejected(_("The file is binary, not plain text."), RejectionCode.BINARY)
    try:
        return data.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        message = _("The file is not UTF-8: line %(line)d contains byte 0x%(byte)02X. Save it as UTF-8.")
        line_number = data.count(b"\n", 0, error.start) + 1
        values = {"line": line_number, "byte": data[error.start]}
        raise ImportRejected(message % values, RejectionCode.NOT_UTF8) from error


def clean(text: str, line_number: int = 0) -> tuple[str, list[ImportWarning]]:
    """Return the text in Unicode's composed form with plain line ends and spaces, and warnings about the changes."""
    warnings = []

    def warn(code: WarningCode, message: str, count: int) -> None:
        if count:
            warnings.append(ImportWarning(line_number, code, message % {"count": count}))

    text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    text, count = CONTROL.subn("", text)
    warn(WarningCode.CONTROL_CHARACTERS, _("%(count)d control characters were removed."), count)
    text, count = INVISIBLE.subn("", text)
    warn(WarningCode.INVISIBLE_CHARACTERS, _("%(count)d invisible characters were removed."), count)
    text, count = replace_no_break_spaces(text)
    warn(WarningCode.NO_BREAK_SPACES, _("%(count)d no-break spaces became plain spaces."), count)
    return re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", text), warnings


def replace_no_break_spaces(text: str) -> tuple[str, int]:
    """Replace no-break spaces that have no typographic purpose; also return their number."""
    marked = NEEDED_NO_BREAK_SPACE.sub("\x00", text)
    return marked.replace("\u00a0", " ").replace("\x00", "\u00a0"), marked.count("\u00a0")
