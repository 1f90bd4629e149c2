"""The picture files of the record: originals and the sizes in use, written once and named by their digest."""

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.images.models import Filter

from articles.models import EditorialImage
from articles.pictures import clean_picture, picture_size

from .image_sources import ImageSource, cleaned_for_record, read_original, sha256
from .models import RecordImage
from .reader_copy import Image, ReaderCopy
from .transactions import share_pictures
from .withheld import open_file

ORIGINAL = "original"
WIDTHS = (480, 960, 1440)
SOCIAL = "fill-1200x630|format-jpeg|jpegquality-82"


def width_spec(width: int) -> str:
    return f"width-{width}|format-webp|webpquality-80"


def fill_spec(width: int, height: int) -> str:
    return f"fill-{width}x{height}|format-webp|webpquality-80"


class ImageFile(TypedDict):
    """One size of an image. src: a URL. width, height: pixels."""

    src: str
    width: int
    height: int


class ImageSources(TypedDict):
    """All sizes for one use, as attributes of an `img` element; width and height are those of the largest."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int


# For each use, the sizes in which an image is shown, smallest first, and the `sizes` attribute.
USES: dict[str, tuple[list[str], str]] = {
    "lead": ([width_spec(w) for w in WIDTHS], "(min-width: 1280px) 952px, 100vw"),
    "wide": ([width_spec(w) for w in WIDTHS], "(min-width: 1280px) 952px, 100vw"),
    "column": ([width_spec(w) for w in WIDTHS], "(min-width: 768px) 680px, 100vw"),
    "thumb": ([fill_spec(360, 240), fill_spec(720, 480)], "(min-width: 768px) 22rem, 100vw"),
    "portrait": ([fill_spec(96, 96), fill_spec(192, 192)], "96px"),
    "social": ([SOCIAL], "1200px"),
}


def focal_key(image: Image) -> str:
    return ",".join(str(number) for number in image["focal"]) if image["focal"] else ""


def specs_for(uses: Iterable[str]) -> list[str]:
    return sorted({spec for use in uses for spec in USES[use][0]})


def store_file(content: bytes, suffix: str) -> str:
    """Store a file under its digest unless it exists already; return its name in the storage."""
    name = sha256(content) + suffix
    storage = storages["record"]
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    return name


def store_images(copy: ReaderCopy, sources: Mapping[str, ImageSource]) -> None:
    """Copy every image of a reader's copy, in the sizes in use, to the record's files.

    sources: by the digest of the original, for the images that the record may not have yet.
    """
    share_pictures()
    uses: dict[tuple[str, str], set[str]] = {}
    images: dict[tuple[str, str], Image] = {}
    for image, image_uses in copy.image_uses():
        key = (image["digest"], focal_key(image))
        images[key] = image
        uses.setdefault(key, set()).update(image_uses)
    for key, image in images.items():
        store_image(image, sources.get(image["digest"]), uses[key])


def store_image(image: Image, source: ImageSource | None, uses: Iterable[str]) -> None:
    """Copy the original of an image and the sizes of these uses to the record's files, where they are missing.

    source: where the original can be read; None takes the record's own original.
    """
    focal = focal_key(image)
    existing = {row.spec: row for row in RecordImage.objects.filter(original=image["digest"], focal=focal)}
    if ORIGINAL not in existing:
        existing[ORIGINAL] = store_original(image, focal, source)
    for spec in specs_for(uses):
        if spec not in existing:
            content, width, height, suffix = render_size(image, existing[ORIGINAL].file, spec)
            save_row(image, focal, spec, store_file(content, suffix), width, height)


def store_original(image: Image, focal: str, source: ImageSource | None) -> RecordImage:
    known = RecordImage.objects.filter(original=image["digest"], spec=ORIGINAL).first()
    if known:
        return save_row(image, focal, ORIGINAL, known.file, known.width, known.height, known.cleaned_from)
    if source is None:
        raise LookupError(f"neither the library nor the record has the image {image['digest']}")
    original = read_original(source, image["digest"])
    name = store_file(original.content, source.suffix)
    return save_row(image, focal, ORIGINAL, name, original.width, original.height, original.cleaned_from)


def save_row(
    image: Image, focal: str, spec: str, name: str, width: int, height: int, cleaned_from: str = ""
) -> RecordImage:
    stored = RecordImage(
        original=image["digest"],
        focal=focal,
        spec=spec,
        file=name,
        width=width,
        height=height,
        cleaned_from=cleaned_from,
    )
    stored.save()
    return stored


def name_before_cleaning(row: RecordImage) -> str:
    """Return the name of the file from which a row's file was cleaned; empty for a row that was not cleaned."""
    return row.cleaned_from + PurePath(row.file).suffix if row.cleaned_from else ""


def render_size(image: Image, original: str, spec: str) -> tuple[bytes, int, int, str]:
    """Return the bytes of one size, its width and height in pixels, and its suffix; no rendition row is created.

    They have no metadata, also where the original has some because it was stored before pictures were cleaned.
    """
    with open_file(original) as file:
        source = BytesIO(cleaned_for_record(file.read(), original))
    rendition = unsaved_image(image, original).generate_rendition_file(Filter(spec=spec), source=source)
    rendition.seek(0)
    content = clean_picture(rendition.read())
    return content, *picture_size(content), PurePath(rendition.name).suffix.lower()


def unsaved_image(image: Image, original: str) -> EditorialImage:
    """Return an unsaved library image with the focal rectangle of an image of the copy, for Wagtail's filters."""
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


# Returns the URL of a file of the record by its name.
FileURL = Callable[[str], str]


class RecordImages:
    """Finds the record's files of images, with one query for all images given.

    url: for the pictures of an article that is hidden, whose files are not in the public storage; None for others.
    """

    def __init__(self, images: Iterable[Image], *, url: FileURL | None = None) -> None:
        originals = {image["digest"] for image in images}
        rows = RecordImage.objects.filter(original__in=originals) if originals else []
        self.rows = {(row.original, row.focal, row.spec): row for row in rows}
        self.url: FileURL = url or storages["record"].url

    def get(self, image: Image, spec: str) -> ImageFile | None:
        """Return one size, or None when the record has no such file."""
        found = self.rows.get((image["digest"], focal_key(image), spec))
        if found is None:
            return None
        return {"src": self.url(found.file), "width": found.width, "height": found.height}

    def srcset(self, image: Image, use: str) -> ImageSources | None:
        """Return all sizes for a use of `USES`, or None when the record has none of them."""
        specs, sizes = USES[use]
        found = [size for size in (self.get(image, spec) for spec in specs) if size]
        return image_sources(found, sizes)


class LibraryImages:
    """Finds the files of a draft's images: renditions of the library, or the record's files of carried-over images.

    images: library images by the digest of their original. url: of the record's files, as in RecordImages.
    """

    def __init__(
        self, images: Mapping[str, EditorialImage], carried: Iterable[Image] = (), *, url: FileURL | None = None
    ) -> None:
        self.images = images
        self.record = RecordImages((image for image in carried if image["digest"] not in images), url=url)

    def get(self, image: Image, spec: str) -> ImageFile | None:
        source = self.images.get(image["digest"])
        if source is None:
            return self.record.get(image, spec)
        rendition = source.get_rendition(spec)
        return {"src": rendition.url, "width": rendition.width, "height": rendition.height}

    def srcset(self, image: Image, use: str) -> ImageSources | None:
        if image["digest"] not in self.images:
            return self.record.srcset(image, use)
        specs, sizes = USES[use]
        largest = self.get(image, specs[-1])
        return image_sources([largest] if largest else [], sizes)


def image_sources(files: list[ImageFile], sizes: str) -> ImageSources | None:
    """Return the attributes for these files, smallest first; None for an empty list."""
    if not files:
        return None
    by_width = {file["width"]: file for file in files}
    return {
        "src": files[min(1, len(files) - 1)]["src"],
        "srcset": ", ".join(f"{file['src']} {width}w" for width, file in sorted(by_width.items())),
        "sizes": sizes,
        "width": files[-1]["width"],
        "height": files[-1]["height"],
    }
