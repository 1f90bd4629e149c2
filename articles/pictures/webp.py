"""WebP files (RFC 9649): a RIFF container of chunks, each with type, length and data."""

from collections.abc import Iterator

from .parts import Parts, UnreadablePicture

DRAWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
FRAME_HEADER = 16
# Of the flags in VP8X, those for transparency and animation stay; the others announce profile, Exif and XMP.
KEPT_FLAGS = 0x12


def read(content: bytes) -> Parts:
    """Take a WebP file apart; frames of an animation stay."""
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise UnreadablePicture("the WebP file is incomplete")
    kept, profile, lossless = [], b"", False
    for kind, data in chunks(content[12:end]):
        if kind == b"ICCP":
            profile = data
        if kind in DRAWN:
            kept.append(chunk(kind, kept_data(kind, data)))
            lossless = lossless or kind == b"VP8L" or (kind == b"ANMF" and b"VP8L" in data[:32])
    if not kept:
        raise UnreadablePicture("the WebP file has no pixels")
    body = b"WEBP" + b"".join(kept)
    return Parts(b"RIFF" + len(body).to_bytes(4, "little") + body, profile, lossless=lossless)


def kept_data(kind: bytes, data: bytes) -> bytes:
    if kind == b"VP8X" and len(data) >= 10:
        return bytes([data[0] & KEPT_FLAGS, 0, 0, 0]) + data[4:10]
    if kind == b"ANMF":
        inner = [chunk(name, part) for name, part in chunks(data[FRAME_HEADER:]) if name in DRAWN]
        return data[:FRAME_HEADER] + b"".join(inner)
    return data


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(data):
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        if position + 8 + length > len(data):
            raise UnreadablePicture("a chunk of the WebP file is incomplete")
        yield data[position : position + 4], data[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def chunk(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
