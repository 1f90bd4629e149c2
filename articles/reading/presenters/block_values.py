"""The values that the template of each block type prints as `block.values`."""

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from .article_values import Picture
from .cards import Card


class HeadingValues(TypedDict):
    level: int
    text: str
    anchor: str


class ParagraphValues(TypedDict):
    html: SafeString


class ImageValues(TypedDict):
    """width: “wide” or “column”."""

    picture: Picture
    width: str


class PullQuoteValues(TypedDict):
    """hung: whether the rule hangs in the rail beside the text on wide screens."""

    text: str
    attribution: str
    hung: bool


class QuoteValues(TypedDict):
    """source: a safe URL, or empty."""

    html: SafeString
    attribution: str
    source: str


class ListValues(TypedDict):
    ordered: bool
    items: list[SafeString]


class TableHead(TypedDict):
    text: str
    number: bool


class TableCell(TypedDict):
    html: SafeString
    number: bool


class TableValues(TypedDict):
    caption: str
    heads: list[TableHead]
    rows: list[list[TableCell]]


class LinkCardValues(TypedDict):
    """href: a safe URL, or empty. kind: in words."""

    href: str
    title: str
    description: str
    caption: str
    kind: str | Promise
    host: str


class CalloutValues(TypedDict):
    title: str
    html: SafeString


class ChartValues(TypedDict):
    """source_href: a safe URL, or empty."""

    picture: Picture
    title: str
    source: str
    source_href: str


class DisclaimerBlockValues(TypedDict):
    title: str
    html: SafeString


class SignUpValues(TypedDict):
    """source: path of the article. block: id of the block. form_id: makes the ids on the page unique."""

    heading: str
    text: str
    source: str
    block: str
    form_id: str


class RelatedValues(TypedDict):
    heading: str
    cards: list[Card]
