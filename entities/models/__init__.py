from .alias import Alias, FormerSlug
from .entity import Entity, Kind
from .kinds import Country, Firm, Programme, ProgrammeKind

__all__ = ["Alias", "Country", "Entity", "Firm", "FormerSlug", "Kind", "Programme", "ProgrammeKind"]
