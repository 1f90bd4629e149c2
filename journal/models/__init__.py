"""Home page and standing pages."""

from .home import HomePage
from .standard import StandardPage

__all__ = ["HomePage", "StandardPage"]
