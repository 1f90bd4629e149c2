"""Cleaning a picture, with as little change of its pixels as possible.

Metadata are cut out of the file, which changes no pixel. Only where pixels have to change (a colour profile that is not
sRGB, CMYK, 16 bits, an orientation in the metadata) or where the format is too complex to be cut (AVIF), the picture is
drawn again in its format: PNG and lossless WebP without loss, the others at high quality.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from . import avif, gif, jpeg, png, webp
from .colours import is_srgb, to_srgb
from .parts import Parts, UnreadablePicture

READERS: dict[str, Callable[[bytes], Parts]] = {
    "JPEG": jpeg.read,
    "PNG": png.read,
    "GIF": gif.read,
    "WEBP": webp.read,
    "AVIF": avif.read,
}
ANIMATED = ("PNG", "WEBP", "AVIF")
ORIENTATION = 0x0112
# Pillow's errors for damaged files.
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError)


def clean_picture(content: bytes) -> bytes:
    """Return a picture without metadata, in sRGB with 8 bits, upright. Bytes of a clean one are returned unchanged.

    The format stays the same. Raises UnreadablePicture.
    """
    name, parts = take_apart(content)
    if parts.stripped == content and not parts.converts:
        return content
    if parts.converts or is_turned(content) or (parts.profile and not is_srgb(parts.profile)):
        return drawn_again(content, name, parts)
    return parts.stripped


def is_clean(content: bytes) -> bool:
    """Whether `clean_picture` would return the same bytes. Reads no pixels. Raises UnreadablePicture."""
    _name, parts = take_apart(content)
    return parts.stripped == content and not parts.converts


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels, as they are stored. Raises UnreadablePicture."""
    try:
        with Image.open(BytesIO(content)) as picture:
            return picture.size
    except DAMAGED as error:
        raise UnreadablePicture(str(error)) from error


def check_pixels(content: bytes) -> None:
    """Raise UnreadablePicture unless all pixels of a picture can be read."""
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.load()
    except DAMAGED as error:
        raise UnreadablePicture(str(error)) from error


def take_apart(content: bytes) -> tuple[str, Parts]:
    """Return Pillow's name of the format, and the parts of the file."""
    name = format_name(content)
    try:
        return name, READERS[name](content)
    except IndexError as error:
        raise UnreadablePicture(f"the {name} file is incomplete") from error


def format_name(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(png.SIGNATURE):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    length = int.from_bytes(content[:4], "big")
    if content[4:8] == b"ftyp" and (b"avif" in content[8:length] or b"avis" in content[8:length]):
        return "AVIF"
    raise UnreadablePicture("it is no picture in the format JPEG, PNG, GIF, WebP or AVIF")


def is_turned(content: bytes) -> bool:
    """Whether the metadata state an orientation, so that the pixels are not upright."""
    try:
        with Image.open(BytesIO(content)) as picture:
            return picture.getexif().get(ORIENTATION, 1) in range(2, 9)
    except DAMAGED as error:
        raise UnreadablePicture(str(error)) from error


def drawn_again(content: bytes, name: str, parts: Parts) -> bytes:
    """Return the picture in its format, with its frames, drawn from converted pixels."""
    output = BytesIO()
    try:
        with Image.open(BytesIO(content)) as picture:
            profile = parts.profile or picture.info.get("icc_profile") or b""
            options = encoder_options(picture, name, parts)
            if name in ANIMATED and getattr(picture, "n_frames", 1) > 1:
                orientation = picture.getexif().get(ORIENTATION, 1)
                frames, durations = [], []
                for frame in ImageSequence.Iterator(picture):
                    frames.append(to_srgb(upright(frame, orientation), profile))
                    durations.append(round(frame.info.get("duration", 0)))
                options |= {"save_all": True, "append_images": frames[1:], "duration": durations}
                options["loop"] = picture.info.get("loop", 0)
                frames[0].save(output, name, **options)
            else:
                upright_picture = ImageOps.exif_transpose(picture)
                to_srgb(upright_picture, profile).save(output, name, **options)
    except DAMAGED as error:
        raise UnreadablePicture(str(error)) from error
    _name, drawn = take_apart(output.getvalue())
    return drawn.stripped


def upright(frame: Image.Image, orientation: int) -> Image.Image:
    turned = frame.copy()
    turned.getexif()[ORIENTATION] = orientation
    return ImageOps.exif_transpose(turned)


def encoder_options(picture: Image.Image, name: str, parts: Parts) -> dict[str, Any]:
    """Return the options for Pillow's encoder: no loss where the file had none, high quality otherwise."""
    if name == "JPEG":
        return {"quality": 95, "subsampling": 0, "optimize": True, "progressive": bool(picture.info.get("progressive"))}
    if name == "WEBP":
        return {"lossless": True, "exact": True} if parts.lossless else {"quality": 95}
    return {"quality": 90, "subsampling": "4:4:4"} if name == "AVIF" else {}
