"""GIF files (GIF89a): a colour table and blocks: images, and extensions such as comments."""

from .parts import Parts, UnreadablePicture

EXTENSION, IMAGE, TRAILER = 0x21, 0x2C, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def read(content: bytes) -> Parts:
    """Take a GIF file apart; frames of an animation and the number of its loops stay. GIF has only palettes in sRGB."""
    position = 13 + table_size(byte(content, 10))
    kept, control, images = [content[:position]], b"", 0
    while position < len(content) and content[position] != TRAILER:
        kind = content[position]
        if kind == EXTENSION:
            end = after_blocks(content, position + 2)
            label = byte(content, position + 1)
            if label == CONTROL:
                control = content[position:end]
            elif label == APPLICATION:
                kept.append(loop_count(content[position:end]))
        elif kind == IMAGE:
            end = after_blocks(content, position + 10 + table_size(byte(content, position + 9)) + 1)
            kept += [control, content[position:end]]
            control, images = b"", images + 1
        elif kind == 0:
            end = position + 1
        else:
            raise UnreadablePicture("a block of the GIF file is unknown")
        position = end
    if not images:
        raise UnreadablePicture("the GIF file has no pixels")
    return Parts(b"".join([*kept, bytes([TRAILER])]), lossless=True)


def loop_count(extension: bytes) -> bytes:
    """Return the extension that repeats an animation, without other data; empty for another extension."""
    name, blocks = extension[3:14], extension[14:]
    if name in LOOPS and blocks[:2] == b"\x03\x01":
        return extension[:14] + blocks[:4] + b"\0"
    return b""


def table_size(flags: int) -> int:
    """Return the bytes of a colour table, by the flags of the block before it."""
    return 3 * 2 ** ((flags & 0x07) + 1) if flags & 0x80 else 0


def after_blocks(content: bytes, position: int) -> int:
    """Return the position after a series of data blocks, which ends with an empty one."""
    while length := byte(content, position):
        position += 1 + length
    return position + 1


def byte(content: bytes, position: int) -> int:
    if position >= len(content):
        raise UnreadablePicture("the GIF file is incomplete")
    return content[position]
