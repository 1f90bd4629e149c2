"""Picture files with metadata in every place where a format has one, as bytes."""

import struct
import zlib
from io import BytesIO

from PIL import Image as PillowImage
from PIL import PngImagePlugin

MARKER = b"Ilinca-at-53.9N"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + MARKER + b"</rdf></x:xmpmeta>"
SIZE = (96, 64)


def gradient(mode: str = "RGB", size: tuple[int, int] = SIZE) -> PillowImage.Image:
    """Colours that change from left to right and from top to bottom, so that each corner has another one."""
    horizontal = PillowImage.linear_gradient("L").rotate(90).resize(size)
    vertical = PillowImage.linear_gradient("L").resize(size)
    picture = PillowImage.merge("RGB", (horizontal, vertical, PillowImage.new("L", size, 90)))
    return picture.convert(mode)


def encoded(picture: PillowImage.Image, name: str, **options) -> bytes:
    output = BytesIO()
    picture.save(output, name, **options)
    return output.getvalue()


def opened(content: bytes) -> PillowImage.Image:
    picture = PillowImage.open(BytesIO(content))
    picture.load()
    return picture


def exif(orientation: int = 1) -> PillowImage.Exif:
    """Exif with a description, a name, a place, and an orientation."""
    data = PillowImage.Exif()
    text = MARKER.decode()
    data[0x010E], data[0x013B], data[0x0112] = text, text, orientation
    data.get_ifd(0x8825).update({1: "N", 2: (53.0, 54.0, 27.5), 3: "E", 4: (27.0, 33.0, 1.0), 29: text})
    return data


def profile(gamma: float = 2.2, *, wide: bool = True) -> bytes:
    """An ICC profile of matrix and gamma, with a marker in its description. wide: the primaries of Adobe RGB."""
    adobe = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
    srgb = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
    fixed = [
        b"".join(struct.pack(">i", round(part * 65536)) for part in column) for column in (adobe if wide else srgb)
    ]
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    white = struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    description = b"desc\0\0\0\0" + struct.pack(">I", len(MARKER) + 1) + MARKER + b"\0" * 90
    tags = {b"desc": description, b"cprt": b"text\0\0\0\0" + MARKER + b"\0", b"wtpt": b"XYZ \0\0\0\0" + white}
    for name, value in zip((b"rXYZ", b"gXYZ", b"bXYZ"), fixed, strict=True):
        tags[name] = b"XYZ \0\0\0\0" + value
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, data = b"", b""
    offset = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        padded = value + b"\0" * (-len(value) % 4)
        table += name + struct.pack(">II", offset + len(data), len(value))
        data += padded
    body = struct.pack(">I", len(tags)) + table + data
    header = struct.pack(">I4sI4s4s4s", 128 + len(body), b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28 + white
    return header.ljust(128, b"\0") + body


def jpeg(picture: PillowImage.Image | None = None, *, orientation: int = 1, icc: bytes = b"") -> bytes:
    """A JPEG with Exif and GPS, XMP, IPTC, a comment, an unknown segment, and a second picture after its end."""
    options = {"icc_profile": icc} if icc else {}
    content = encoded(
        picture or gradient(), "JPEG", exif=exif(orientation), xmp=XMP, comment=MARKER, quality=92, **options
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(MARKER) + 5) + b"\x1c\x02\x50\0\x0f" + MARKER
    segments = [(0xED, iptc), (0xE5, MARKER), (0xE2, b"FPXR\0" + MARKER)]
    inserted = b"".join(bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body for kind, body in segments)
    return content[:2] + inserted + content[2:] + b"\xff\xd8\xff\xe1" + MARKER


def png(picture: PillowImage.Image | None = None, *, orientation: int = 1, icc: bytes = b"") -> bytes:
    """A PNG with tEXt, zTXt, iTXt, eXIf, tIME, a private chunk, and bytes after its end."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", MARKER.decode())
    text.add_text("Comment", MARKER.decode() * 20, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add(b"tIME", bytes([7, 234, 5, 1, 1, 1, 1]))
    text.add(b"caBX", MARKER)
    options = {"icc_profile": icc} if icc else {}
    return encoded(picture or gradient(), "PNG", pnginfo=text, exif=exif(orientation), **options) + MARKER


def png_16_bits(mode: str) -> bytes:
    """A PNG with 16 bits for each channel: grey (`L`) or colour (`RGB`), which Pillow does not write."""
    picture = gradient(mode)
    width, height = picture.size
    row = width * len(mode)
    data = picture.tobytes()
    lines = [
        b"\0" + bytes(part for value in data[y * row : (y + 1) * row] for part in (value, value)) for y in range(height)
    ]
    header = struct.pack(">IIBBBBB", width, height, 16, 2 if mode == "RGB" else 0, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"tEXt", b"Author\0" + MARKER),
        (b"IDAT", zlib.compress(b"".join(lines))),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def webp(picture: PillowImage.Image | None = None, *, orientation: int = 1, icc: bytes = b"", **options) -> bytes:
    """A WebP with Exif, XMP and an unknown chunk."""
    content = encoded(
        picture or gradient(), "WEBP", exif=exif(orientation), xmp=XMP, icc_profile=icc or None, **options
    )
    content += b"UNKN" + struct.pack("<I", len(MARKER)) + MARKER + b"\0" * (len(MARKER) % 2)
    return content[:4] + struct.pack("<I", len(content) - 8) + content[8:]


def gif(frames: int = 1) -> bytes:
    """A GIF with a comment, XMP, and bytes after its end; an animation when it has several frames."""
    pictures = [gradient().rotate(90 * number) for number in range(frames)]
    animation = {"save_all": True, "append_images": pictures[1:], "duration": 120, "loop": 3} if frames > 1 else {}
    content = encoded(pictures[0], "GIF", comment=MARKER, **animation)
    trailer = bytes([1, *range(255, -1, -1), 0])
    xmp = b"\x21\xff\x0bXMP DataXMP" + XMP + trailer
    return content[:-1] + xmp + b";" + MARKER


def avif(*, orientation: int = 1, icc: bytes = b"") -> bytes:
    return encoded(gradient(), "AVIF", exif=exif(orientation), xmp=XMP, icc_profile=icc or None, quality=92)


# Every kind of file with metadata, by its suffix.
WITH_METADATA = {"jpg": jpeg, "png": png, "webp": webp, "gif": gif, "avif": avif}
