"""Colours: from the profile of a picture to sRGB with 8 bits."""

from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageCms

# Largest difference, of 255, between two profiles that are treated as the same one.
TOLERANCE = 2
SPACES = {b"RGB ": "RGB", b"GRAY": "L", b"CMYK": "CMYK"}


def profile_mode(profile: bytes) -> str:
    """Return Pillow's mode for the colours of an ICC profile; empty for another one."""
    return SPACES.get(profile[16:20], "")


def is_srgb(profile: bytes) -> bool:
    """Whether a profile leaves colours as they are in sRGB, or cannot be read and is therefore ignored."""
    mode = profile_mode(profile)
    if mode == "CMYK":
        return False
    sample = sample_colours(mode or "RGB")
    converted = converted_by_profile(sample, profile)
    if converted is None:
        return True
    difference = ImageChops.difference(sample.convert("RGB"), converted)
    return max(difference.tobytes()) <= TOLERANCE


def sample_colours(mode: str) -> Image.Image:
    """Return a picture of colours spread over the whole space."""
    if mode == "L":
        sample = Image.new("L", (256, 1))
        sample.putdata(range(256))
        return sample
    levels = range(0, 256, 15)
    sample = Image.new("RGB", (len(levels) ** 2, len(levels)))
    sample.putdata(list(product(levels, repeat=3)))
    return sample


def converted_by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """Return an RGB picture in sRGB, or None when the profile cannot be used. The mode must be the profile's."""
    try:
        return ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in sRGB with 8 bits: RGB or grey, with or without transparency. It has no metadata."""
    picture = with_8_bits(picture)
    alpha = picture.getchannel("A") if "A" in picture.getbands() else None
    base = picture.convert("L" if picture.mode == "LA" else "RGB") if alpha else picture
    converted = base
    mode = profile_mode(profile)
    if mode == base.mode or (mode == "RGB" and base.mode == "L"):
        converted = converted_by_profile(base.convert(mode), profile) or base
    converted = converted.convert("L" if base.mode == "L" else "RGB")
    if alpha:
        converted.putalpha(alpha)
    converted.info = {}
    return converted


def with_8_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of mode L, LA, RGB, RGBA or CMYK; a transparent colour becomes a transparent channel."""
    transparent = picture.info.get("transparency")
    if picture.mode.startswith("I"):
        grey = picture.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
        if isinstance(transparent, int):
            grey.putalpha(grey.point([0 if level == round(transparent / 257) else 255 for level in range(256)]))
        return grey
    if isinstance(transparent, tuple) and max(transparent) > 255:
        # Of a file with 16 bits, which Pillow has reduced to 8.
        picture.info["transparency"] = tuple(level >> 8 for level in transparent)
    if picture.mode == "CMYK":
        return picture
    if transparent is not None or picture.mode in ("PA", "La", "RGBa"):
        return picture.convert("RGBA")
    if picture.mode == "1":
        return picture.convert("L")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA") else picture.convert("RGB")
