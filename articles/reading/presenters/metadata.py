"""Metadata of a page: canonical URL, description, Open Graph, and the JSON-LD of `json_ld.py`.

URLs are absolute and under SITE_URL, whatever host the request named.
"""

from typing import NotRequired, TypedDict

from django.http import HttpRequest
from django.utils.text import Truncator

from articles.corrections.serializer import NoteData
from articles.models.addresses import absolute_url
from articles.record.images import SOCIAL, RecordImages
from articles.record.models import Publication
from articles.record.reader_copy import Image, ReaderCopy

from ..site_frame import get_site_frame
from .article_values import ArticleValues
from .json_ld import NewsArticle, WebSite, modified_time, news_article, web_site

DESCRIPTION_LENGTH = 300


class SocialImage(TypedDict):
    """The image of shared links. src: absolute."""

    src: str
    width: int
    height: int
    alt: str


class Metadata(TypedDict):
    """What `components/meta.html` prints.

    type: of Open Graph. url: of the page itself, where it differs from the canonical URL; shared links use it.
    published, modified and section are set for articles only. authors: names.
    """

    title: str
    description: str
    canonical: str
    type: str
    image: SocialImage | None
    authors: list[str]
    json_ld: NewsArticle | WebSite | None
    url: NotRequired[str]
    published: NotRequired[str]
    modified: NotRequired[str]
    section: NotRequired[str]


def shorten_description(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH)


def page_metadata(
    request: HttpRequest, title: str, text: str = "", *, number: int = 1, kind: str = "website"
) -> Metadata:
    """Return the metadata of a page other than an article. number: of the page, in a list of several pages."""
    query = f"?page={number}" if number > 1 else ""
    return {
        "title": title,
        "description": shorten_description(text),
        "canonical": absolute_url(request.path) + query,
        "type": kind,
        "image": None,
        "authors": [],
        "json_ld": None,
    }


def front_page_metadata(request: HttpRequest) -> Metadata:
    frame = get_site_frame(request)
    metadata = page_metadata(request, frame.site_name, frame.tagline)
    metadata["json_ld"] = web_site(frame)
    return metadata


def article_metadata(
    article: ArticleValues,
    copy: ReaderCopy,
    publication: Publication,
    notes: list[NoteData],
    request: HttpRequest,
    images: RecordImages | None = None,
) -> Metadata:
    """Return the metadata of an article. It contains nothing that the page does not show.

    images: files of the copy's images, where they are loaded already; otherwise one query loads the lead image's.
    """
    data = copy.data
    url = absolute_url(data["path"])
    canonical = data["canonical"] if data["canonical"].startswith(("http://", "https://")) else url
    search = data.get("search", {"title": "", "description": ""})
    image = social_image(data["lead"], images)
    return {
        "title": search["title"] or data["title"],
        "description": shorten_description(search["description"] or data["standfirst"]),
        "canonical": canonical,
        "url": url,
        "type": "article",
        "image": image,
        "authors": [person.name for person in article.authors if person.role == "author"],
        "published": publication.published_on.isoformat(),
        "modified": modified_time(publication),
        "section": data["journal"]["name"],
        "json_ld": news_article(data, publication, notes, get_site_frame(request), canonical, image),
    }


def social_image(image: Image | None, images: RecordImages | None) -> SocialImage | None:
    """Return the record's rendition of an image for shared links; None where it is missing."""
    if image is None:
        return None
    file = (images or RecordImages([image])).get(image, SOCIAL)
    return {**file, "src": absolute_url(file["src"]), "alt": image["alt"]} if file else None
