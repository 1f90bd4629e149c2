"""PNG files (https://www.w3.org/TR/png-3/): chunks, each with length, type, data and checksum."""

import zlib

from .parts import Parts, UnreadablePicture

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DRAWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"}
# Colour, with the length of the data.
COLOUR = {b"sRGB": 1, b"gAMA": 4, b"cHRM": 32, b"cICP": 4}
LONGEST_PROFILE = 8_000_000


def read(content: bytes) -> Parts:
    """Take a PNG file apart; frames of an animation stay."""
    kept, colour, profile, depth = [SIGNATURE], [], b"", 0
    position, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length = int.from_bytes(content[position : position + 4], "big")
        kind, end = content[position + 4 : position + 8], position + 12 + length
        if end > len(content):
            raise UnreadablePicture("the PNG file is incomplete")
        data = content[position + 8 : end - 4]
        if kind == b"IHDR" and length == 13:
            depth = data[8]
        if kind == b"iCCP":
            profile = inflated(data.partition(b"\0")[2][1:])
        elif kind in DRAWN:
            kept.append(content[position:end])
        elif COLOUR.get(kind) == length:
            colour.append(content[position:end])
        position = end
    if not depth:
        raise UnreadablePicture("the PNG file has no header")
    # A profile overrides the other statements on colour.
    return Parts(b"".join([*kept[:2], *([] if profile else colour), *kept[2:]]), profile, depth == 16, lossless=True)


def inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, LONGEST_PROFILE)
    except zlib.error:
        return b""
