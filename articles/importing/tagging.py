"""Which entities an imported text names: those that leave no choice are tagged, the others are told."""

from collections.abc import Iterator
from dataclasses import dataclass

from entities.matching import Vocabulary
from entities.models import Entity

from . import rich
from .imported import Block, ImportedArticle


@dataclass(frozen=True)
class Named:
    """An entity that the text names without a doubt, where it does so first, and in which words."""

    entity: Entity
    line_number: int
    text: str


@dataclass(frozen=True)
class Unclear:
    """A name in the text that may mean several, or something else; `tagged` says that another name settled it."""

    text: str
    line_number: int
    entities: tuple[Entity, ...]
    tagged: bool


@dataclass(frozen=True)
class Findings:
    """In the order in which the text names them, each once."""

    named: tuple[Named, ...]
    unclear: tuple[Unclear, ...]

    def of_kind(self, kind: str) -> list[Entity]:
        return [named.entity for named in self.named if named.entity.kind == kind]


def find_entities(article: ImportedArticle, vocabulary: Vocabulary) -> Findings:
    """Searches title, standfirst and body; notes, disclaimers and the sign-up box speak of other things."""
    named: dict[int, Named] = {}
    unclear: dict[str, tuple[int, tuple[Entity, ...]]] = {}
    for line_number, text in searched_texts(article):
        for match in vocabulary.find_matches(text):
            if match.ambiguous:
                unclear.setdefault(match.text, (line_number, match.entities))
            else:
                entity = match.entities[0]
                named.setdefault(entity.pk, Named(entity, line_number, match.text))
    rows = (
        Unclear(text, line_number, entities, tagged=any(entity.pk in named for entity in entities))
        for text, (line_number, entities) in unclear.items()
    )
    return Findings(tuple(named.values()), tuple(rows))


def searched_texts(article: ImportedArticle) -> Iterator[tuple[int, str]]:
    yield 0, article.title
    yield 0, article.standfirst
    for block in article.blocks:
        for text in texts_of(block):
            yield block.line_number, text


def texts_of(block: Block) -> list[str]:
    """The words of a block, without marks; none for the sign-up box."""
    value = block.value
    if isinstance(value, str):
        return [rich.plain(value)]
    if block.name == "sign_up" or not isinstance(value, dict):
        return []
    parts = [value.get("text", ""), *value.get("items", [])]
    return [rich.plain(part) for part in parts if part]
