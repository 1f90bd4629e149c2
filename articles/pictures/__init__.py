"""Cleaning of pictures: no metadata, colours in sRGB, pixels upright. Works on bytes and knows no model."""

from .cleaning import check_pixels, clean_picture, is_clean, picture_size
from .parts import UnreadablePicture

__all__ = ["UnreadablePicture", "check_pixels", "clean_picture", "is_clean", "picture_size"]
