"""JPEG files (ITU-T T.81, JFIF): segments, each with a marker, and the compressed pixels after each SOS."""

import re

from .parts import Parts, UnreadablePicture

START, END = b"\xff\xd8", b"\xff\xd9"
SOS, APP0, APP2, APP14 = 0xDA, 0xE0, 0xE2, 0xEE
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# What is needed to draw the pixels: frames, Huffman and arithmetic tables, quantization, lines, restarts, scans.
DRAWN = FRAMES | {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, SOS}
WITHOUT_LENGTH = frozenset(range(0xD0, 0xD9)) | {0x01}
PROFILE = b"ICC_PROFILE\0"
# Version 1.1, no unit, square pixels, no thumbnail.
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# In the compressed pixels, the byte FF is followed by 00 or is a restart marker.
AFTER_PIXELS = re.compile(rb"\xff(?![\x00\xd0-\xd7])")


def read(content: bytes) -> Parts:
    """Take a JPEG file apart. What follows the end of the picture, such as a second one or a film, is metadata too."""
    kept, profile, components = [START], b"", 0
    position = 2
    while True:
        position = content.find(b"\xff", position)
        while position >= 0 and content[position : position + 1] == b"\xff":
            position += 1
        if position < 0 or position >= len(content) or content[position] == END[1]:
            break
        marker = content[position]
        position += 1
        if marker in WITHOUT_LENGTH:
            continue
        length = int.from_bytes(content[position : position + 2], "big")
        body = content[position + 2 : position + length]
        if length < 2 or len(body) != length - 2:
            raise UnreadablePicture("a segment of the JPEG file is incomplete")
        position += length
        if marker == APP2 and body.startswith(PROFILE):
            profile += body[len(PROFILE) + 2 :]
        if marker in FRAMES:
            components = body[5] if len(body) > 5 else 0
        kept.append(kept_segment(marker, body))
        if marker == SOS:
            found = AFTER_PIXELS.search(content, position)
            end = found.start() if found else len(content)
            kept.append(content[position:end])
            position = end
    if not components:
        raise UnreadablePicture("the JPEG file has no pixels")
    return Parts(b"".join([*kept, END]), profile, converts=components not in (1, 3))


def kept_segment(marker: int, body: bytes) -> bytes:
    """Return a segment as it is kept: whole, reduced to what decoders need, or nothing."""
    if marker == APP0 and body.startswith(b"JFIF\0"):
        return JFIF
    if marker == APP14 and body.startswith(b"Adobe") and len(body) >= 12:
        # Its last byte is the colour transform, without which colours are wrong.
        return b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + body[11:12]
    if marker in DRAWN:
        return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body
    return b""
