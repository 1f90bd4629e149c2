"""Files of the record: originals and the sizes in use, written once under their digest."""

import hashlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image as PillowImage
from wagtail.images.models import Filter

from articles.models import EditorialImage

from .models import RecordImage

ORIGINAL = "original"
WIDTHS = (480, 960, 1440)
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-82"


def width_spec(width: int) -> str:
    return f"width-{width}|format-webp|webpquality-80"


def fill_spec(width: int, height: int) -> str:
    return f"fill-{width}x{height}|format-webp|webpquality-80"


# The sizes in which each use shows an image, smallest first, and how wide the browser shows it.
USES: dict[str, tuple[list[str], str]] = {
    "lead": ([width_spec(w) for w in WIDTHS], "(min-width: 1280px) 952px, 100vw"),
    "wide": ([width_spec(w) for w in WIDTHS], "(min-width: 1280px) 952px, 100vw"),
    "column": ([width_spec(w) for w in WIDTHS], "(min-width: 768px) 680px, 100vw"),
    "thumb": ([fill_spec(360, 240), fill_spec(720, 480)], "(min-width: 768px) 22rem, 100vw"),
    "portrait": ([fill_spec(96, 96), fill_spec(192, 192)], "96px"),
    "social": ([SOCIAL], "1200px"),
}


def focal_key(image: Mapping) -> str:
    return ",".join(str(number) for number in image["focal"]) if image["focal"] else ""


def specs_for(uses: Iterable[str]) -> list[str]:
    return sorted({spec for use in uses for spec in USES[use][0]})


def put(content: bytes, suffix: str) -> str:
    """Keep bytes under their digest; the name in the storage. Writing the same bytes again writes nothing."""
    name = hashlib.sha256(content).hexdigest() + suffix
    storage = storages["record"]
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    return name


def keep(image: Mapping, source: EditorialImage | None, uses: Iterable[str]) -> None:
    """Copy the original of an IMAGE and the sizes of these uses to the record, where they are not there yet.

    source: the desk's image while it still has this original; the record's own original is drawn from otherwise.
    """
    focal = focal_key(image)
    have = {row.spec: row for row in RecordImage.objects.filter(original=image["digest"], focal=focal)}
    if ORIGINAL not in have:
        have[ORIGINAL] = keep_original(image, focal, source)
    for spec in specs_for(uses):
        if spec not in have:
            content, width, height, suffix = draw(image, have[ORIGINAL].file, spec)
            row(image, focal, spec, put(content, suffix), width, height)


def keep_original(image: Mapping, focal: str, source: EditorialImage | None) -> RecordImage:
    known = RecordImage.objects.filter(original=image["digest"], spec=ORIGINAL).first()
    if known:
        return row(image, focal, ORIGINAL, known.file, known.width, known.height)
    if source is None:
        raise LookupError(f"neither the desk nor the record has the image {image['digest']}")
    with source.file.storage.open(source.file.name, "rb") as file:
        name = put(file.read(), PurePath(source.file.name).suffix.lower())
    return row(image, focal, ORIGINAL, name, source.width, source.height)


def row(image: Mapping, focal: str, spec: str, name: str, width: int, height: int) -> RecordImage:
    kept = RecordImage(original=image["digest"], focal=focal, spec=spec, file=name, width=width, height=height)
    kept.save()
    return kept


def draw(image: Mapping, original: str, spec: str) -> tuple[bytes, int, int, str]:
    """The bytes of one size, its width, height and suffix, drawn from the record's original.

    Makes no row at the desk.
    """
    with storages["record"].open(original, "rb") as file:
        drawn = stand_in(image, original).generate_rendition_file(Filter(spec=spec), source=file)
    drawn.seek(0)
    content = drawn.read()
    with PillowImage.open(BytesIO(content)) as opened:
        width, height = opened.size
    return content, width, height, PurePath(drawn.name).suffix.lower()


def stand_in(image: Mapping, original: str) -> EditorialImage:
    """An unsaved image with the focal rectangle of an IMAGE, for Wagtail's filters."""
    left, top, width, height = image["focal"] or (0, 0, 0, 0)
    focal = image["focal"] and {
        "focal_point_x": left + width // 2,
        "focal_point_y": top + height // 2,
        "focal_point_width": width,
        "focal_point_height": height,
    }
    return EditorialImage(
        title=original, width=image["width"], height=image["height"], file=original, pk=0, **(focal or {})
    )


class RecordImages:
    """Resolves IMAGEs to the record's files. One query for all the images given."""

    def __init__(self, images: Iterable[Mapping]):
        originals = {image["digest"] for image in images}
        rows = RecordImage.objects.filter(original__in=originals) if originals else []
        self.rows = {(row.original, row.focal, row.spec): row for row in rows}
        self.storage = storages["record"]

    def get(self, image: Mapping, spec: str) -> dict | None:
        """{"src", "width", "height"} of one size, or None when the record has no such file."""
        found = self.rows.get((image["digest"], focal_key(image), spec))
        if found is None:
            return None
        return {"src": self.storage.url(found.file), "width": found.width, "height": found.height}

    def srcset(self, image: Mapping, use: str) -> dict | None:
        """{"src", "srcset", "sizes", "width", "height"} for a use of `USES`, or None."""
        specs, sizes = USES[use]
        found = [size for size in (self.get(image, spec) for spec in specs) if size]
        return joined(found, sizes)


class DeskImages:
    """Resolves IMAGEs of a preview to the desk's renditions, or to the record for those carried over.

    Writes nothing to the record.
    """

    def __init__(self, images: Mapping[str, EditorialImage], carried: Iterable[Mapping] = ()):
        self.images = images
        self.record = RecordImages(image for image in carried if image["digest"] not in images)

    def get(self, image: Mapping, spec: str) -> dict | None:
        source = self.images.get(image["digest"])
        if source is None:
            return self.record.get(image, spec)
        rendition = source.get_rendition(spec)
        return {"src": rendition.url, "width": rendition.width, "height": rendition.height}

    def srcset(self, image: Mapping, use: str) -> dict | None:
        if image["digest"] not in self.images:
            return self.record.srcset(image, use)
        specs, sizes = USES[use]
        largest = self.get(image, specs[-1])
        return joined([largest] if largest else [], sizes)


def joined(found: list[dict], sizes: str) -> dict | None:
    if not found:
        return None
    by_width = {size["width"]: size for size in found}
    return {
        "src": found[min(1, len(found) - 1)]["src"],
        "srcset": ", ".join(f"{size['src']} {width}w" for width, size in sorted(by_width.items())),
        "sizes": sizes,
        "width": found[-1]["width"],
        "height": found[-1]["height"],
    }
