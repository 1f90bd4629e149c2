"""Structured data in JSON-LD, with the types and properties of https://schema.org."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, cast

from django.utils.translation import get_language

from articles.corrections.serializer import NoteData
from articles.models.addresses import absolute_url
from articles.record.models import Publication
from articles.record.reader_copy import CopyData, EntityReference, Person
from entities.kinds import entity_path

from ..site_frame import SiteFrame

if TYPE_CHECKING:
    from .metadata import SocialImage

CONTEXT = "https://schema.org"
ENTITY_TYPES = {"country": "Country", "programme": "Thing", "firm": "Organization"}
# For each role of the byline, the property of the article. A photographer is a contributor.
ROLE_PROPERTIES = {
    "author": "author",
    "interviewer": "author",
    "translator": "translator",
    "editor": "editor",
    "photographer": "contributor",
}

ImageObject = TypedDict(
    "ImageObject", {"@type": str, "url": str, "width": NotRequired[int], "height": NotRequired[int]}
)
Thing = TypedDict("Thing", {"@type": str, "name": str, "url": str})
Publisher = TypedDict("Publisher", {"@type": str, "name": str, "url": str, "logo": NotRequired[ImageObject]})
Affiliation = TypedDict("Affiliation", {"@type": str, "name": str})
PersonObject = TypedDict(
    "PersonObject", {"@type": str, "name": str, "url": str, "affiliation": NotRequired[Affiliation]}
)
CorrectionComment = TypedDict(
    "CorrectionComment", {"@type": str, "name": str, "text": str, "url": str, "datePublished": NotRequired[str]}
)
WebSite = TypedDict(
    "WebSite", {"@context": str, "@type": str, "name": str, "url": str, "inLanguage": str, "publisher": Publisher}
)
NewsArticle = TypedDict(
    "NewsArticle",
    {
        "@context": str,
        "@type": str,
        "mainEntityOfPage": str,
        "url": str,
        "identifier": str,
        "headline": str,
        "description": str,
        "inLanguage": str,
        "datePublished": str,
        "dateModified": str,
        "version": int,
        "author": list[PersonObject],
        "translator": list[PersonObject],
        "editor": list[PersonObject],
        "contributor": list[PersonObject],
        "publisher": Publisher,
        "isPartOf": Thing,
        "about": list[Thing],
        "correction": list[CorrectionComment],
        "isAccessibleForFree": bool,
        "image": ImageObject,
    },
    total=False,
)


def web_site(frame: SiteFrame) -> WebSite:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": frame.site_name,
        "url": absolute_url("/"),
        "inLanguage": get_language() or "en",
        "publisher": publisher(frame),
    }


def publisher(frame: SiteFrame) -> Publisher:
    organization: Publisher = {"@type": "Organization", "name": frame.site_name, "url": absolute_url("/")}
    if frame.logo:
        organization["logo"] = {"@type": "ImageObject", "url": absolute_url(frame.logo["url"])}
    return organization


def news_article(
    data: CopyData,
    publication: Publication,
    notes: Iterable[NoteData],
    frame: SiteFrame,
    canonical: str,
    image: "SocialImage | None",
) -> NewsArticle:
    """Return an article as https://schema.org/NewsArticle, without empty properties."""
    properties: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": canonical,
        "url": absolute_url(data["path"]),
        "identifier": f"urn:uuid:{data['uid']}",
        "headline": data["title"],
        "description": data["standfirst"],
        "inLanguage": data["language"],
        "datePublished": publication.published_on.isoformat(),
        "dateModified": modified_time(publication),
        "version": publication.version.number,
        **people_by_property(data["authors"]),
        "publisher": publisher(frame),
        "isPartOf": periodical(data),
        "about": [entity_thing(entity) for entity in data["entities"]],
        "correction": [correction_comment(note) for note in notes],
        "isAccessibleForFree": publication.is_public,
        "image": image and image_object(image),
    }
    return cast(NewsArticle, {name: value for name, value in properties.items() if value not in ("", [], None)})


def modified_time(publication: Publication) -> str:
    """Return the time of the last substantive change in ISO 8601."""
    return publication.substantive_at.replace(microsecond=0).isoformat()


def periodical(data: CopyData) -> Thing:
    journal = data["journal"]
    return {"@type": "Periodical", "name": journal["name"], "url": absolute_url(journal["path"])}


def image_object(image: "SocialImage") -> ImageObject:
    return {"@type": "ImageObject", "url": image["src"], "width": image["width"], "height": image["height"]}


def people_by_property(people: Iterable[Person]) -> dict[str, list[PersonObject]]:
    """Return the people of the byline by the property that fits their role."""
    found: dict[str, list[PersonObject]] = {}
    for person in people:
        found.setdefault(ROLE_PROPERTIES.get(person["role"], "contributor"), []).append(person_object(person))
    return found


def person_object(person: Person) -> PersonObject:
    values: PersonObject = {
        "@type": "Person",
        "name": person["name"],
        "url": absolute_url(f"/authors/{person['slug']}/".replace("//", "/")),
    }
    if person["affiliation"]:
        values["affiliation"] = {"@type": "Organization", "name": person["affiliation"]}
    return values


def entity_thing(entity: EntityReference) -> Thing:
    # A redacted name has no slug; the list of all entities of the kind is then the nearest page.
    url = absolute_url(entity_path(entity["kind"], entity["slug"]).replace("//", "/"))
    return {"@type": ENTITY_TYPES[entity["kind"]], "name": entity["name"], "url": url}


def correction_comment(note: NoteData) -> CorrectionComment:
    """Return a note, with its date where it is recorded; an imported note has a day and no time."""
    comment: CorrectionComment = {
        "@type": "CorrectionComment",
        "name": note["label"],
        "text": "\n\n".join(note["paragraphs"]),
        "url": absolute_url(note["url"]),
    }
    published = note["at"]
    if published:
        comment["datePublished"] = published.date().isoformat() if note["imported"] else published.isoformat()
    return comment
