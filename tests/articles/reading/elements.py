"""Text and links of an element of a page."""


def text_of(element) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.get_text(" ").split())


def hrefs(element) -> list[str]:
    return [link["href"] for link in element.select("a")]
