"""Form data of the article editor."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

INLINES = ("article_authors", "footnotes", "article_disclaimers", "article_disclosures", "comments")


def page_data(title: str, *, slug: str = "", body: list | None = None, **fields) -> dict[str, str]:
    """The form of an article with this title. body: (type, value) pairs as the editor's form has them."""
    data = {
        "title": title,
        "slug": slug or title.lower().replace(" ", "-"),
        "standfirst": "",
        "language": "en",
        "published_on": "",
        "canonical_url": "",
        "lead_image": "",
        "lead_alt": "",
        "lead_caption": "",
        "lead_credit": "",
        "standing_reason": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield(body or [("paragraph", rich_text("<p>The first span is due.</p>"))]),
        **{name: inline_formset([]) for name in INLINES},
    }
    return nested_form_data(data | fields)


def message_levels(answer) -> list[str]:
    """Return the levels of the messages that a page shows: "success", "warning" or "error"."""
    return [message.level_tag for message in answer.context["messages"]]
