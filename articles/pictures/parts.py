"""What the readers of the formats return."""

from dataclasses import dataclass


class UnreadablePicture(ValueError):
    """Raised for a file that is damaged, or is no picture of an accepted format."""


@dataclass(frozen=True)
class Parts:
    """A picture file, taken apart.

    stripped: the file without metadata and colour profile, with the same pixels; equal to the file when there are none.
    profile: the ICC profile, or empty. converts: whether the pixels have to be drawn again, because they are not in RGB
    or grey with 8 bits, or because the format cannot be stripped. lossless: whether drawing again loses nothing.
    """

    stripped: bytes
    profile: bytes = b""
    converts: bool = False
    lossless: bool = False
