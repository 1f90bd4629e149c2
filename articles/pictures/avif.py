"""AVIF files (ISO/IEC 14496-12 and 23008-12): nested boxes, in which metadata are items beside the pixels.

Removing an item would move every offset, so a file with anything but pixels is drawn again.
"""

from collections.abc import Iterator

from .parts import Parts, UnreadablePicture

OUTER = {b"ftyp", b"meta", b"mdat", b"moov"}
INNER = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat"}
ITEMS = {b"av01", b"grid", b"iovl"}


def read(content: bytes) -> Parts:
    """Take an AVIF file apart; the stripped file is empty when it has to be drawn again."""
    try:
        clean = all(is_picture_box(kind, body) for kind, body in boxes(content))
    except IndexError as error:
        raise UnreadablePicture("the AVIF file is incomplete") from error
    return Parts(content, converts=not clean)


def is_picture_box(kind: bytes, body: bytes) -> bool:
    """Whether a box of the file has only what is needed to draw the pixels, without profile and text."""
    if kind == b"meta":
        return all(name in INNER and is_plain(name, part) for name, part in boxes(body[4:]))
    if kind == b"moov":
        return not any(name in body for name in (b"udta", b"uuid", b"Exif", b"mime", b"meta", b"colrprof", b"colrrICC"))
    return kind in OUTER


def is_plain(kind: bytes, body: bytes) -> bool:
    if kind == b"iprp":
        properties = [*boxes(dict(boxes(body)).get(b"ipco", b""))]
        profiles = [part for name, part in properties if name == b"colr" and part[:4] in (b"prof", b"rICC")]
        turned = [name for name, _part in properties if name in (b"irot", b"imir", b"uuid", b"udes")]
        return not profiles and not turned
    if kind == b"iinf":
        # After version, flags and the number of items (2 bytes in version 0, else 4), one box for each item.
        return all(is_pixels(part) for _name, part in boxes(body[6 if body[0] == 0 else 8 :]))
    return True


def is_pixels(entry: bytes) -> bool:
    """Whether an item is a picture without a name. Its fields: version, flags, id, protection, type, name."""
    start = 8 if entry[0] == 2 else 10
    return entry[start : start + 4] in ITEMS and entry[start + 4 :].strip(b"\0") in (b"", b"Color", b"Alpha")


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(data):
        length, header = int.from_bytes(data[position : position + 4], "big"), 8
        if length == 1:
            length, header = int.from_bytes(data[position + 8 : position + 16], "big"), 16
        end = position + length if length else len(data)
        if end < position + header or end > len(data):
            raise UnreadablePicture("a box of the AVIF file is incomplete")
        yield data[position + 4 : position + 8], data[position + header : end]
        position = end
