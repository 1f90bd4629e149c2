"""Random reader's copies and random edits of them, driven by one source of chance so that a failure can be repeated."""

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

    def __init__(self, chance: Random):
        self.chance = chance

    def uid(self) -> str:
        return f"{self.chance.getrandbits(64):016x}"

    def word(self) -> str:
        length = self.chance.randint(2, 8)
        return "".join(self.chance.choice(ALPHABET) for _ in range(length))

    def words(self, most: int = 8) -> str:
        found = [self.word() for _ in range(self.chance.randint(0, most))]
        return "".join(word + self.chance.choice(SPACES) for word in found).strip()

    def address(self) -> str:
        return f"https://example.org/{self.word()}"

    def span(self, footnotes: int) -> dict:
        if footnotes and self.chance.random() < 0.15:
            return {"footnote": self.chance.randint(1, footnotes)}
        span: dict[str, Any] = {"text": f"{self.words(5)} {self.word()}"}
        if self.chance.random() < 0.3:
            span[self.chance.choice(MARKS)] = True
        if self.chance.random() < 0.2:
            span |= {"href": self.address(), "link_id": self.uid()}
        return span

    def spans(self, footnotes: int = 0) -> list[dict]:
        return [self.span(footnotes) for _ in range(self.chance.randint(1, 4))]

    def rich(self, footnotes: int = 0) -> list[list[dict]]:
        return [self.spans(footnotes) for _ in range(self.chance.randint(1, 4))]

    def image(self) -> dict:
        return {
            "id": self.uid(),
            "digest": self.uid() * 4,
            "focal": self.chance.choice([None, [self.chance.randint(1, 900) for _ in range(4)]]),
            "width": self.chance.randint(1, 5000),
            "height": self.chance.randint(1, 5000),
            "alt": self.words(),
            "caption": self.words(),
            "credit": self.words(3),
        }

    def block(self, footnotes: int) -> dict:
        kind = self.chance.choice(BLOCKS)
        return {"type": kind, "id": self.uid(), **getattr(self, f"make_{kind}")(footnotes)}

    def make_heading(self, footnotes: int) -> dict:
        return {"level": self.chance.choice([2, 3]), "text": self.words(), "anchor": self.word()}

    def make_paragraph(self, footnotes: int) -> dict:
        return {"text": self.rich(footnotes)}

    def make_image(self, footnotes: int) -> dict:
        return {"image": self.image(), "width": self.chance.choice(["column", "wide"])}

    def make_pull_quote(self, footnotes: int) -> dict:
        return {"text": self.words(), "attribution": self.words(2)}

    def make_quote(self, footnotes: int) -> dict:
        return {"text": self.rich(), "attribution": self.words(3), "source": self.address()}

    def make_list(self, footnotes: int) -> dict:
        items = [self.spans(footnotes) for _ in range(self.chance.randint(1, 5))]
        return {"ordered": self.chance.random() < 0.5, "items": items}

    def make_table(self, footnotes: int) -> dict:
        wide = self.chance.randint(1, 4)
        types = ["text", "number", "rich"]
        columns = [{"heading": self.words(2), "type": self.chance.choice(types)} for _ in range(wide)]
        rows = [[self.cell(footnotes) for _ in range(wide)] for _ in range(self.chance.randint(0, 5))]
        return {"caption": self.words(4), "columns": columns, "rows": rows}

    def cell(self, footnotes: int) -> list[dict]:
        return self.chance.choice([[], [{"text": str(self.chance.randint(0, 10**6))}], self.spans(footnotes)])

    def make_link_card(self, footnotes: int) -> dict:
        names = ("title", "description", "caption")
        return {"href": self.address(), "kind": "post", "host": self.word(), **{name: self.words() for name in names}}

    def make_callout(self, footnotes: int) -> dict:
        return {"title": self.words(4), "text": self.rich()}

    def make_chart(self, footnotes: int) -> dict:
        return {"image": self.image(), "title": self.words(), "source": self.words(3), "source_url": self.address()}

    def make_disclaimer(self, footnotes: int) -> dict:
        return {"disclaimer_id": self.uid(), "kind": "other", "title": self.words(3), "text": self.rich()}

    def make_sign_up(self, footnotes: int) -> dict:
        return {"heading": self.words(4), "text": self.words()}

    def make_related(self, footnotes: int) -> dict:
        articles = [{"id": self.uid(), "title": self.words(4), "path": f"/{self.word()}/"} for _ in range(2)]
        return {"heading": self.words(3), "articles": articles}

    def author(self) -> dict:
        return {
            "id": self.uid(),
            "name": f"{self.word()} {self.word()}",
            "slug": self.word(),
            "role": self.chance.choice(["author", "editor", "translator"]),
            "affiliation": self.words(3),
            "bio": self.rich(),
            "portrait": self.chance.choice([None, self.image()]),
        }

    def disclaimer(self) -> dict:
        return {"id": self.uid(), "kind": "other", "title": self.words(3), "text": self.rich(), "origin": "journal"}

    def some(self, make, most: int) -> list:
        return [make() for _ in range(self.chance.randint(0, most))]

    def copy(self) -> dict:
        footnotes = [{"id": self.uid(), "text": self.rich()} for _ in range(self.chance.randint(0, 3))]
        kinds = ["country", "programme", "firm"]
        return {
            "uid": self.uid(),
            "path": f"/{self.word()}/",
            "language": "en",
            "title": self.words(),
            "standfirst": self.words(20),
            "journal": {"id": self.uid(), "name": self.words(3), "path": f"/{self.word()}/"},
            "first_published": f"20{self.chance.randint(10, 26)}-03-03",
            "canonical": self.chance.choice(["", self.address()]),
            "authors": self.some(self.author, 3),
            "lead": self.chance.choice([None, self.image()]),
            "body": self.some(lambda: self.block(len(footnotes)), 8),
            "footnotes": footnotes,
            "entities": self.some(
                lambda: {"id": self.uid(), "kind": self.chance.choice(kinds), "slug": self.word(), "name": self.word()},
                4,
            ),
            "disclaimers": self.some(self.disclaimer, 2),
            "standing_replaced": self.words(5),
            "disclosures": self.some(lambda: {"author": self.words(2), "kind": "none", "text": self.words()}, 3),
            "search": {"title": self.words(4), "description": self.words()},
        }

    def edited(self, copy: dict) -> dict:
        """Another copy: up to four edits, each somewhere in it; or now and then a copy of its own."""
        if self.chance.random() < 0.05:
            return self.copy()
        copy = deepcopy(copy)
        for _ in range(self.chance.randint(1, 4)):
            self.edit(copy)
        return copy

    def edit(self, copy: dict) -> None:
        holder, key = self.chance.choice(list(places(copy)))
        value = holder[key]
        if isinstance(value, list) and value:
            self.edit_list(value)
        elif isinstance(value, str):
            holder[key] = self.edited_text(value) if key != "type" else value
        elif isinstance(value, bool):
            holder[key] = not value
        elif isinstance(value, int):
            holder[key] = value + 1
        elif value is None:
            holder[key] = self.image() if key in ("lead", "portrait") else [1, 2, 3, 4]
        elif isinstance(value, dict) and key in ("lead", "portrait"):
            holder[key] = None

    def edit_list(self, values: list) -> None:
        place = self.chance.randrange(len(values))
        act = self.chance.choice(["remove", "move", "double"])
        if act == "remove":
            values.pop(place)
        elif act == "move":
            values.insert(self.chance.randrange(len(values)), values.pop(place))
        else:
            added = deepcopy(values[place])
            if isinstance(added, dict) and "id" in added:
                added["id"] = self.uid()
            values.insert(self.chance.randrange(len(values) + 1), added)

    def edited_text(self, text: str) -> str:
        words = text.split(" ")
        place = self.chance.randrange(len(words))
        words[place : place + self.chance.randint(0, 2)] = [self.word()]
        return self.chance.choice([" ".join(words), text + " " + self.word(), text.replace(" ", "\n", 1), self.word()])


def places(value: Any):
    """Every (container, key) in a copy whose value can be edited."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield value, key
            yield from places(item)
    elif isinstance(value, list):
        for item in value:
            yield from places(item)
