"""What a page says to machines: canonical address, description, Open Graph, JSON-LD.

META, as `components/meta.html` prints it: {"title", "description", "canonical", "type", "image": {"src", "width",
"height", "alt"} or None, "published", "modified", "authors": [names], "section", "json_ld": dict or None}.
Addresses are absolute and begin with the site's own, whatever host the request named.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language
from wagtail.models import Site

from articles.models import SiteSettings
from articles.record.copy import ReaderCopy
from articles.record.images import SOCIAL, RecordImages
from articles.record.models import Publication
from entities.kinds import entity_path

from .article_view import ArticleView
from .chrome import chrome

DESCRIPTION_LENGTH = 300
SCHEMA = "https://schema.org"
ENTITY_TYPES = {"country": "Country", "programme": "Thing", "firm": "Organization"}


def root_url(request: HttpRequest) -> str:
    """The site's address without a slash at the end."""
    site = Site.find_for_request(request)
    return (site.root_url if site else settings.SITE_URL).rstrip("/")


def absolute(address: str, request: HttpRequest) -> str:
    """A path of this site as an address; a full address as it is."""
    return root_url(request) + address if address.startswith("/") else address


def described(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH)


def page(request: HttpRequest, title: str, text: str = "", *, number: int = 1, kind: str = "website") -> dict[str, Any]:
    """META of a page that is no article. `number` is that of a page of its list."""
    query = f"?page={number}" if number > 1 else ""
    return {
        "title": title,
        "description": described(text),
        "canonical": root_url(request) + request.path + query,
        "type": kind,
        "image": None,
        "authors": [],
        "json_ld": None,
    }


def front(request: HttpRequest) -> dict[str, Any]:
    """META of the home page, which tells machines of the site and its search."""
    site_settings: SiteSettings = chrome(request)["chrome"].settings
    root = root_url(request)
    meta = page(request, site_settings.name, site_settings.tagline)
    meta["json_ld"] = {
        "@context": SCHEMA,
        "@type": "WebSite",
        "name": site_settings.name,
        "url": f"{root}/",
        "inLanguage": get_language() or "en",
        "publisher": publisher(request),
    }
    return meta


def article(
    view: ArticleView,
    copy: ReaderCopy,
    publication: Publication,
    notes: list[dict],
    request: HttpRequest,
    images: RecordImages | None = None,
) -> dict[str, Any]:
    """META of an article. Says nothing that does not stand on the page.

    images: the resolver of the copy's images, where the caller has one already; otherwise one query finds the lead's.
    """
    data = copy.data
    url = absolute(data["path"], request)
    canonical = data["canonical"] if data["canonical"].startswith(("http://", "https://")) else url
    search = data.get("search", {})
    image = social_image(data["lead"], images, request)
    return {
        "title": search.get("title") or data["title"],
        "description": described(search.get("description") or data["standfirst"]),
        "canonical": canonical,
        "url": url,
        "type": "article",
        "image": image,
        "authors": [person.name for person in view.authors if person.role == "author"],
        "published": publication.published_on.isoformat(),
        "modified": modified(publication),
        "section": data["journal"]["name"],
        "json_ld": article_json_ld(data, publication, notes, request, canonical, image),
    }


def modified(publication: Publication) -> str:
    """The last change that mattered."""
    return publication.substantive_at.replace(microsecond=0).isoformat()


def social_image(image: dict | None, images: RecordImages | None, request: HttpRequest) -> dict | None:
    """The record's rendition for shared links."""
    if image is None:
        return None
    found = (images or RecordImages([image])).get(image, SOCIAL)
    return found and {**found, "src": absolute(found["src"], request), "alt": image["alt"]}


def publisher(request: HttpRequest) -> dict[str, Any]:
    shown = chrome(request)["chrome"]
    found: dict[str, Any] = {"@type": "Organization", "name": shown.site_name, "url": f"{root_url(request)}/"}
    if shown.logo:
        found["logo"] = {"@type": "ImageObject", "url": absolute(shown.logo["url"], request)}
    return found


def article_json_ld(data, publication, notes, request, canonical, image) -> dict[str, Any]:
    """The article as schema.org has it. https://schema.org/NewsArticle"""
    found = {
        "@context": SCHEMA,
        "@type": "NewsArticle",
        "mainEntityOfPage": canonical,
        "url": absolute(data["path"], request),
        "identifier": f"urn:uuid:{data['uid']}",
        "headline": data["title"],
        "description": data["standfirst"],
        "inLanguage": data["language"],
        "datePublished": publication.published_on.isoformat(),
        "dateModified": modified(publication),
        "version": publication.version.number,
        **people_json_ld(data, request),
        "publisher": publisher(request),
        "isPartOf": {
            "@type": "Periodical",
            "name": data["journal"]["name"],
            "url": absolute(data["journal"]["path"], request),
        },
        "about": [entity_json_ld(entity, request) for entity in data["entities"]],
        "correction": [note_json_ld(note, request) for note in notes],
        "isAccessibleForFree": not publication.restricted,
    }
    if image:
        size = {"width": image["width"], "height": image["height"]}
        found["image"] = {"@type": "ImageObject", "url": image["src"], **size}
    return {key: value for key, value in found.items() if value not in ("", [], None)}


# Roles of the by-line and the property of schema.org that says the same; a photographer contributes.
ROLE_PROPERTIES = {
    "author": "author",
    "interviewer": "author",
    "translator": "translator",
    "editor": "editor",
    "photographer": "contributor",
}


def people_json_ld(data: dict, request: HttpRequest) -> dict[str, list]:
    found: dict[str, list] = {}
    for person in data["authors"]:
        values = {"@type": "Person", "name": person["name"], "url": absolute(f"/authors/{person['slug']}/", request)}
        if person["affiliation"]:
            values["affiliation"] = {"@type": "Organization", "name": person["affiliation"]}
        found.setdefault(ROLE_PROPERTIES.get(person["role"], "contributor"), []).append(values)
    return found


def entity_json_ld(entity: dict, request: HttpRequest) -> dict[str, str]:
    url = absolute(entity_path(entity["kind"], entity["slug"]), request)
    return {"@type": ENTITY_TYPES[entity["kind"]], "name": entity["name"], "url": url}


def note_json_ld(note: dict, request: HttpRequest) -> dict[str, str]:
    """A note as a CorrectionComment, dated where its date is known."""
    found = {
        "@type": "CorrectionComment",
        "name": note["label"],
        "text": "\n\n".join(note["paragraphs"]),
        "url": absolute(note["url"], request),
    }
    moment: datetime | None = note["at"]
    if moment:
        found["datePublished"] = moment.date().isoformat() if note["imported"] else moment.isoformat()
    return found
