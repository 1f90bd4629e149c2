from .article import Frozen, freeze

__all__ = ["Frozen", "freeze"]
