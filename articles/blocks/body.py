"""The body of an article."""

from wagtail.blocks import StreamBlock

from . import pictures, prose, statements, tables


class BodyBlock(StreamBlock):
    """Every block that an article may contain."""

    paragraph = prose.paragraph_block()
    heading = prose.HeadingBlock()
    quote = prose.QuoteBlock()
    pull_quote = prose.PullQuoteBlock()
    list = prose.ListBlock()
    callout = prose.CalloutBlock()
    image = pictures.FigureBlock()
    chart = pictures.ChartBlock()
    table = tables.table_block()
    link_card = pictures.LinkCardBlock()
    disclaimer = statements.DisclaimerBlock()
    sign_up = statements.SignUpBlock()
    related = statements.RelatedBlock()
