from entities.kinds import Kind

from .alias import Alias, FormerSlug
from .entity import Entity
from .subtypes import Country, Firm, Programme, ProgrammeKind

__all__ = ["Alias", "Country", "Entity", "Firm", "FormerSlug", "Kind", "Programme", "ProgrammeKind"]
