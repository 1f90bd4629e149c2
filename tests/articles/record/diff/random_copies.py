"""Random reader's copies and random edits of them.

All of it comes from one source of random numbers, so that a failure can be repeated.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

ALPHABET = "abcdefghijklmnopqrstuvwxyzéöžłșії"
SPACES = [" "] * 12 + ["\n", "\u00a0", "  "]
MARKS = ["bold", "italic", "superscript", "subscript"]
BLOCKS = [
    "heading",
    "paragraph",
    "paragraph",
    "paragraph",
    "image",
    "pull_quote",
    "quote",
    "list",
    "table",
    "link_card",
    "callout",
    "chart",
    "disclaimer",
    "sign_up",
    "related",
]


class CopyMaker:
    """Makes copies of format 1, and edits them."""

    def __init__(self, random: Random):
        self.random = random

    def identifier(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    def word(self) -> str:
        length = self.random.randint(2, 8)
        return "".join(self.random.choice(ALPHABET) for _ in range(length))

    def words(self, most: int = 8) -> str:
        found = [self.word() for _ in range(self.random.randint(0, most))]
        return "".join(word + self.random.choice(SPACES) for word in found).strip()

    def url(self) -> str:
        return f"https://example.org/{self.word()}"

    def span(self, footnotes: int) -> dict:
        if footnotes and self.random.random() < 0.15:
            return {"footnote": self.random.randint(1, footnotes)}
        span: dict[str, Any] = {"text": f"{self.words(5)} {self.word()}"}
        if self.random.random() < 0.3:
            span[self.random.choice(MARKS)] = True
        if self.random.random() < 0.2:
            span |= {"href": self.url(), "link_id": self.identifier()}
        return span

    def spans(self, footnotes: int = 0) -> list[dict]:
        return [self.span(footnotes) for _ in range(self.random.randint(1, 4))]

    def rich_text(self, footnotes: int = 0) -> list[list[dict]]:
        return [self.spans(footnotes) for _ in range(self.random.randint(1, 4))]

    def image(self) -> dict:
        return {
            "id": self.identifier(),
            "digest": self.identifier() * 4,
            "focal": self.random.choice([None, [self.random.randint(1, 900) for _ in range(4)]]),
            "width": self.random.randint(1, 5000),
            "height": self.random.randint(1, 5000),
            "alt": self.words(),
            "caption": self.words(),
            "credit": self.words(3),
        }

    def block(self, footnotes: int) -> dict:
        block_type = self.random.choice(BLOCKS)
        return {"type": block_type, "id": self.identifier(), **getattr(self, f"make_{block_type}")(footnotes)}

    def make_heading(self, footnotes: int) -> dict:
        return {"level": self.random.choice([2, 3]), "text": self.words(), "anchor": self.word()}

    def make_paragraph(self, footnotes: int) -> dict:
        return {"text": self.rich_text(footnotes)}

    def make_image(self, footnotes: int) -> dict:
        return {"image": self.image(), "width": self.random.choice(["column", "wide"])}

    def make_pull_quote(self, footnotes: int) -> dict:
        return {"text": self.words(), "attribution": self.words(2)}

    def make_quote(self, footnotes: int) -> dict:
        return {"text": self.rich_text(), "attribution": self.words(3), "source": self.url()}

    def make_list(self, footnotes: int) -> dict:
        items = [self.spans(footnotes) for _ in range(self.random.randint(1, 5))]
        return {"ordered": self.random.random() < 0.5, "items": items}

    def make_table(self, footnotes: int) -> dict:
        width = self.random.randint(1, 4)
        types = ["text", "number", "rich"]
        columns = [{"heading": self.words(2), "type": self.random.choice(types)} for _ in range(width)]
        rows = [[self.cell(footnotes) for _ in range(width)] for _ in range(self.random.randint(0, 5))]
        return {"caption": self.words(4), "columns": columns, "rows": rows}

    def cell(self, footnotes: int) -> list[dict]:
        return self.random.choice([[], [{"text": str(self.random.randint(0, 10**6))}], self.spans(footnotes)])

    def make_link_card(self, footnotes: int) -> dict:
        names = ("title", "description", "caption")
        return {"href": self.url(), "kind": "post", "host": self.word(), **{name: self.words() for name in names}}

    def make_callout(self, footnotes: int) -> dict:
        return {"title": self.words(4), "text": self.rich_text()}

    def make_chart(self, footnotes: int) -> dict:
        return {"image": self.image(), "title": self.words(), "source": self.words(3), "source_url": self.url()}

    def make_disclaimer(self, footnotes: int) -> dict:
        return {"disclaimer_id": self.identifier(), "kind": "other", "title": self.words(3), "text": self.rich_text()}

    def make_sign_up(self, footnotes: int) -> dict:
        return {"heading": self.words(4), "text": self.words()}

    def make_related(self, footnotes: int) -> dict:
        articles = [{"id": self.identifier(), "title": self.words(4), "path": f"/{self.word()}/"} for _ in range(2)]
        return {"heading": self.words(3), "articles": articles}

    def author(self) -> dict:
        return {
            "id": self.identifier(),
            "name": f"{self.word()} {self.word()}",
            "slug": self.word(),
            "role": self.random.choice(["author", "editor", "translator"]),
            "affiliation": self.words(3),
            "bio": self.rich_text(),
            "portrait": self.random.choice([None, self.image()]),
        }

    def disclaimer(self) -> dict:
        return {
            "id": self.identifier(),
            "kind": "other",
            "title": self.words(3),
            "text": self.rich_text(),
            "origin": "journal",
        }

    def several(self, make: Callable[[], Any], most: int) -> list[Any]:
        return [make() for _ in range(self.random.randint(0, most))]

    def copy(self) -> dict:
        footnotes = [{"id": self.identifier(), "text": self.rich_text()} for _ in range(self.random.randint(0, 3))]
        kinds = ["country", "programme", "firm"]
        return {
            "uid": self.identifier(),
            "path": f"/{self.word()}/",
            "language": "en",
            "title": self.words(),
            "standfirst": self.words(20),
            "journal": {"id": self.identifier(), "name": self.words(3), "path": f"/{self.word()}/"},
            "first_published": f"20{self.random.randint(10, 26)}-03-03",
            "canonical": self.random.choice(["", self.url()]),
            "authors": self.several(self.author, 3),
            "lead": self.random.choice([None, self.image()]),
            "body": self.several(lambda: self.block(len(footnotes)), 8),
            "footnotes": footnotes,
            "entities": self.several(
                lambda: {
                    "id": self.identifier(),
                    "kind": self.random.choice(kinds),
                    "slug": self.word(),
                    "name": self.word(),
                },
                4,
            ),
            "disclaimers": self.several(self.disclaimer, 2),
            "standing_replaced": self.words(5),
            "disclosures": self.several(lambda: {"author": self.words(2), "kind": "none", "text": self.words()}, 3),
            "search": {"title": self.words(4), "description": self.words()},
        }

    def edited(self, copy: dict) -> dict:
        """Return a copy with up to four edits at random places, or sometimes an unrelated copy."""
        if self.random.random() < 0.05:
            return self.copy()
        copy = deepcopy(copy)
        for _ in range(self.random.randint(1, 4)):
            self.edit(copy)
        return copy

    def edit(self, copy: dict) -> None:
        container, key = self.random.choice(list(editable_places(copy)))
        value = container[key]
        if isinstance(value, list) and value:
            self.edit_list(value)
        elif isinstance(value, str):
            container[key] = self.edited_text(value) if key != "type" else value
        elif isinstance(value, bool):
            container[key] = not value
        elif isinstance(value, int):
            container[key] = value + 1
        elif value is None:
            container[key] = self.image() if key in ("lead", "portrait") else [1, 2, 3, 4]
        elif isinstance(value, dict) and key in ("lead", "portrait"):
            container[key] = None

    def edit_list(self, values: list) -> None:
        place = self.random.randrange(len(values))
        edit = self.random.choice(["remove", "move", "duplicate"])
        if edit == "remove":
            values.pop(place)
        elif edit == "move":
            values.insert(self.random.randrange(len(values)), values.pop(place))
        else:
            added = deepcopy(values[place])
            if isinstance(added, dict) and "id" in added:
                added["id"] = self.identifier()
            values.insert(self.random.randrange(len(values) + 1), added)

    def edited_text(self, text: str) -> str:
        words = text.split(" ")
        place = self.random.randrange(len(words))
        words[place : place + self.random.randint(0, 2)] = [self.word()]
        return self.random.choice([" ".join(words), text + " " + self.word(), text.replace(" ", "\n", 1), self.word()])


def editable_places(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every (object, key) in a copy whose value can be edited."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield value, key
            yield from editable_places(item)
    elif isinstance(value, list):
        for item in value:
            yield from editable_places(item)
