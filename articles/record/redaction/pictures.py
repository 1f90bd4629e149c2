"""Redacting a picture: from the copies of every article that has it, from drafts, and its files."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Revision

from articles.models import ArticlePage, Author, EditorialImage

from ..models import Act, Entry, ImageUse, RecordImage
from ..transactions import allow_picture_changes
from .chain import COPY, Redactor
from .json_values import JSONValue, child, replace_value
from .places import Found
from .rows import RowChange, article_rows, fetch_values

# Fields of an article's page that describe its lead image.
LEAD_TEXTS = ("lead_alt", "lead_caption", "lead_credit")


@dataclass(frozen=True)
class PictureRedactor:
    """Removes a picture with its texts. original: SHA-256 of its original file."""

    original: str

    def copy(self, copy: JSONValue) -> Iterator[Found]:
        """Yield the places of the picture, each of which becomes null."""
        for pointer in self.places(copy, COPY):
            yield Found(pointer, [replace_value(pointer, None)])

    def places(self, value: JSONValue, pointer: str) -> Iterator[str]:
        if isinstance(value, dict):
            if value.get("digest") == self.original:
                yield pointer
                return
            for key, inner in value.items():
                yield from self.places(inner, child(pointer, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from self.places(inner, child(pointer, number))

    def remarks(self, remarks: Mapping[str, JSONValue]) -> Iterator[Found]:
        return iter(())


@dataclass(frozen=True)
class PictureRemoval:
    """The removal of a picture from one article.

    images: primary keys of the images of the library with this original. library: whether they are deleted.
    """

    original: str
    images: frozenset[int]
    library: bool = False
    ignore_case = False

    @property
    def redactor(self) -> Redactor:
        return PictureRedactor(self.original)

    def rows(self, article_id: int) -> list[RowChange]:
        """Return the changes of the article's draft and revisions: blocks of the picture are removed."""
        found = []
        for model, pks in article_rows(article_id):
            if model in (ArticlePage, Revision, Act):
                found += list(self.changes(model, list(pks)))
        return found

    def changes(self, model: type[models.Model], pks: Sequence[Any]) -> Iterator[RowChange]:
        column = {ArticlePage: "body", Revision: "content", Act: "draft"}[model]
        for pk, value in fetch_values(model, column, pks):
            if value and (new := self.without_picture(value)) != value:
                yield RowChange(model, column, pk, value, new)
        if model is ArticlePage and ArticlePage.objects.filter(pk__in=pks, lead_image__in=self.images).exists():
            for name, empty in (("lead_image_id", None), *((name, "") for name in LEAD_TEXTS)):
                for pk, value in fetch_values(model, name, pks):
                    yield RowChange(model, name, pk, value, empty)

    def without_picture(self, stored: str) -> str:
        content = json.loads(stored)
        new = self.without_blocks(content)
        return stored if new == content else json.dumps(new)

    def without_blocks(self, value: JSONValue) -> JSONValue:
        """Return a body, or the content of a revision, without the picture."""
        if isinstance(value, list):
            return [self.without_blocks(item) for item in value if not self.is_block(item)]
        if isinstance(value, dict):
            new = {key: self.without_blocks(inner) for key, inner in value.items()}
            if value.get("lead_image") in self.images:
                new |= {"lead_image": None, **dict.fromkeys(LEAD_TEXTS, "")}
            if isinstance(value.get("body"), str):
                new["body"] = self.without_picture(value["body"]) if value["body"] else ""
            return new
        return value

    def is_block(self, value: JSONValue) -> bool:
        inner = value.get("value") if isinstance(value, dict) else None
        return isinstance(inner, dict) and "type" in value and inner.get("image") in self.images

    def is_held_by(self, act: Act) -> bool:
        return self.original in act.pictures or self.without_blocks(act.draft) != act.draft

    def kept(self, entries: Sequence[Entry]) -> list[str]:
        return []

    def files(self, article_id: int) -> list[str]:
        """Return the files of the picture, unless another article still has it."""
        if self.is_used_elsewhere(article_id):
            return []
        names = RecordImage.objects.filter(original=self.original).values_list("file", flat=True)
        return sorted(set(names))

    def delete_rows_of_files(self, article_id: int) -> None:
        if not self.is_used_elsewhere(article_id):
            with allow_picture_changes():
                # The model's own manager refuses every deletion.
                models.QuerySet(RecordImage).filter(original=self.original).delete()

    def is_used_elsewhere(self, article_id: int) -> bool:
        return ImageUse.objects.filter(original=self.original).exclude(publication__article_id=article_id).exists()


def removal_of(original: str, *, library: bool = False) -> PictureRemoval:
    return PictureRemoval(original, frozenset(library_images(original)), library)


def articles_with(removal: PictureRemoval) -> list[int]:
    """Return the articles that have a picture, in a version, a draft or an open act, in the order of their keys."""
    of_record = ImageUse.objects.filter(original=removal.original).values_list("publication__article_id", flat=True)
    of_drafts = [pk for pk in ArticlePage.objects.values_list("pk", flat=True) if removal.rows(pk)]
    of_acts = [act.article_id for act in Act.objects.exclude(pictures={}) if removal.original in act.pictures]
    return sorted({*of_record, *of_drafts, *of_acts})


def library_images(original: str) -> Iterator[int]:
    """Yield the images of the library whose file is this original."""
    sizes = set(RecordImage.objects.filter(original=original, spec="original").values_list("width", "height"))
    for image in EditorialImage.objects.all():
        if sizes and (image.width, image.height) not in sizes:
            continue
        try:
            with image.file.storage.open(image.file.name, "rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == original:
                    yield image.pk
        except OSError:
            continue


def remove_from_library(removal: PictureRemoval) -> None:
    """Detach the picture from authors, and delete it from the library if that was asked for, with its files."""
    Author.objects.filter(portrait__in=removal.images).update(portrait=None)
    if removal.library:
        for image in EditorialImage.objects.filter(pk__in=removal.images):
            image.delete()
