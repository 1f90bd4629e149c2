from .article import ArticleAuthor, ArticleDisclaimer, ArticleDisclosure, ArticlePage
from .author import Author, FormerAuthorSlug
from .disclaimer import Disclaimer
from .images import EditorialImage, EditorialRendition
from .journal import JournalDisclaimer, JournalPage
from .people import PublicName, public_name
from .settings import SiteSettings
from .tags import CountryTag, FirmTag, ProgrammeTag

__all__ = [
    "ArticleAuthor",
    "ArticleDisclaimer",
    "ArticleDisclosure",
    "ArticlePage",
    "Author",
    "CountryTag",
    "Disclaimer",
    "EditorialImage",
    "EditorialRendition",
    "FirmTag",
    "FormerAuthorSlug",
    "JournalDisclaimer",
    "JournalPage",
    "ProgrammeTag",
    "PublicName",
    "SiteSettings",
    "public_name",
]
