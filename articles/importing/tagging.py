"""Find the entities that an imported text mentions: unambiguous ones are tagged, the others reported."""

from collections.abc import Iterator
from dataclasses import dataclass

from entities.matching import Vocabulary
from entities.models import Entity

from .blocks import searchable_texts
from .imported import ImportedArticle


@dataclass(frozen=True)
class TaggedEntity:
    """An entity that the text mentions unambiguously: the first line that does, and its words."""

    entity: Entity
    line_number: int
    text: str


@dataclass(frozen=True)
class AmbiguousName:
    """A name in the text that may mean several entities or something else.

    `tagged`: another, unambiguous name in the text means one of the entities.
    """

    text: str
    line_number: int
    entities: tuple[Entity, ...]
    tagged: bool


@dataclass(frozen=True)
class FoundEntities:
    """Tagged entities and ambiguous names, each once, in the order of the text."""

    tagged: tuple[TaggedEntity, ...]
    ambiguous: tuple[AmbiguousName, ...]

    def of_kind(self, kind: str) -> list[Entity]:
        """Return the tagged entities of one kind."""
        return [found.entity for found in self.tagged if found.entity.kind == kind]


def find_entities(article: ImportedArticle, vocabulary: Vocabulary) -> FoundEntities:
    """Search title, standfirst and body. Notes, disclaimers and the sign-up box are about other things."""
    tagged: dict[int, TaggedEntity] = {}
    ambiguous: dict[str, tuple[int, tuple[Entity, ...]]] = {}
    for line_number, text in searched_texts(article):
        for match in vocabulary.find_matches(text):
            if match.ambiguous:
                ambiguous.setdefault(match.text, (line_number, match.entities))
            else:
                entity = match.entities[0]
                tagged.setdefault(entity.pk, TaggedEntity(entity, line_number, match.text))
    names = (
        AmbiguousName(text, line_number, entities, tagged=any(entity.pk in tagged for entity in entities))
        for text, (line_number, entities) in ambiguous.items()
    )
    return FoundEntities(tuple(tagged.values()), tuple(names))


def searched_texts(article: ImportedArticle) -> Iterator[tuple[int, str]]:
    """Yield the texts to search, each with its line; title and standfirst with line 0."""
    yield 0, article.title
    yield 0, article.standfirst
    for block in article.blocks:
        for text in searchable_texts(block):
            yield block.line_number, text
