"""Length limits in characters, read from the models and blocks that store the texts."""

from django.db.models import Model
from wagtail.blocks import StructBlock

from articles.blocks.prose import HeadingBlock, QuoteBlock
from articles.blocks.statements import SignUpBlock
from articles.models import ArticlePage, Author
from articles.record import notes


def field_limit(model: type[Model], name: str) -> int:
    """Return the max_length of a model field."""
    limit = getattr(model._meta.get_field(name), "max_length", None)
    if not isinstance(limit, int):
        raise TypeError(f"{model.__name__}.{name} has no max_length")
    return limit


def block_limit(block: type[StructBlock], name: str) -> int:
    """Return the max_length of a text block inside a StructBlock."""
    limit = block.base_blocks[name].field.max_length
    if not isinstance(limit, int):
        raise TypeError(f"{block.__name__}.{name} has no max_length")
    return limit


TITLE = field_limit(ArticlePage, "title")
STANDFIRST = field_limit(ArticlePage, "standfirst")
CANONICAL_URL = field_limit(ArticlePage, "canonical_url")
AUTHOR_NAME = field_limit(Author, "name")
HEADING = block_limit(HeadingBlock, "text")
ATTRIBUTION = block_limit(QuoteBlock, "attribution")
NOTE = notes.MAX_LENGTH
SIGN_UP_HEADING = block_limit(SignUpBlock, "heading")
SIGN_UP_TEXT = block_limit(SignUpBlock, "text")
