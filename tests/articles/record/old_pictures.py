"""Pictures in the record and the library, and what cleaning does with them."""

from io import StringIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management import call_command

from articles.models import ArticlePage, EditorialImage
from articles.pictures import is_clean
from articles.record.prepare import prepare
from articles.record.reader_copy import ReaderCopy
from articles.record.verify import Finding, verify
from articles.record.verify.findings import FindingKind
from tests import pictures
from tests.factories import publication_of

KINDS = {
    "bridge.jpg": pictures.jpeg,
    "turned.jpg": lambda: pictures.jpeg(orientation=6),
    "wide.jpg": lambda: pictures.jpeg(icc=pictures.profile()),
    "cmyk.jpg": lambda: pictures.jpeg(pictures.gradient("CMYK")),
    "bridge.png": pictures.png,
    "grey16.png": lambda: pictures.png_16_bits("L"),
    "colour16.png": lambda: pictures.png_16_bits("RGB"),
    "palette.png": lambda: pictures.png(pictures.gradient("P")),
    "bilevel.png": lambda: pictures.png(pictures.gradient("1")),
    "la.png": lambda: pictures.png(pictures.gradient("LA")),
    "rgba.png": lambda: pictures.png(pictures.gradient("RGBA")),
    "bridge.webp": pictures.webp,
    "film.gif": lambda: pictures.gif(frames=2),
    "bridge.avif": pictures.avif,
}


def make_image(content: bytes, name: str = "bridge.jpg", **fields) -> EditorialImage:
    return EditorialImage.objects.create(title="Bridge", file=ContentFile(content, name=name), **fields)


def stored(files: Path) -> dict[str, bytes]:
    return {str(path.relative_to(files)): path.read_bytes() for path in files.rglob("*") if path.is_file()}


def dirty(files: Path) -> list[str]:
    return sorted(
        name for name, content in stored(files).items() if pictures.MARKER in content or not is_clean(content)
    )


def clean_pictures(**options) -> list[str]:
    """Run the command, with what it does after each commit; return its lines."""
    out = StringIO()
    call_command("clean_pictures", stdout=out, stderr=StringIO(), **options)
    return out.getvalue().splitlines()


def found(kind: FindingKind) -> list[Finding]:
    return [finding for finding in verify() if finding.kind == kind]


def lead(article: ArticlePage) -> dict:
    return ReaderCopy.of(publication_of(article).version).data["lead"]


def updates(article: ArticlePage) -> list[str]:
    return [update.key for update in prepare(article.get_latest_revision()).frozen.updates]
