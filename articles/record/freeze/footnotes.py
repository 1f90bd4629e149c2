"""Footnotes, numbered in the order of their first reference."""


class FootnoteNumbers:
    """Gives each referenced footnote of an article its number.

    A reference to a footnote that does not exist has none; a footnote that nothing refers to is left out.
    """

    def __init__(self, article):
        self.texts = {str(note.uuid): note.text for note in article.footnotes.all()}
        self.order: list[str] = []

    def number(self, uuid: str) -> int | None:
        if uuid not in self.texts:
            return None
        if uuid not in self.order:
            self.order.append(uuid)
        return self.order.index(uuid) + 1

    def referenced(self) -> list[tuple[str, str]]:
        """(uuid, text as HTML) in order."""
        return [(uuid, self.texts[uuid]) for uuid in self.order]
