"""Creates what the demo's articles refer to: users, authors, disclaimers, programmes, firms and images."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from PIL import Image

from articles.models import ArticlePage, Author, Disclaimer, EditorialImage, PublicName
from articles.pictures import clean_picture
from entities.models import Alias, Country, Entity, Firm, Programme

from . import entity_data, people, site_data

PICTURES = Path(__file__).parent / "pictures"
CREDIT = "Drawing: Sandglass"


@dataclass
class DemoObjects:
    """The objects created so far, under the names by which the article files refer to them."""

    users: dict[str, User] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    disclaimers: dict[str, Disclaimer] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    firms: dict[str, Firm] = field(default_factory=dict)
    images: dict[str, EditorialImage] = field(default_factory=dict)
    pages: dict[str, ArticlePage] = field(default_factory=dict)

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {country.alpha2: country for country in Country.objects.all()}

    def create_all(self) -> None:
        """Create everything but the articles and their images."""
        for user in people.USERS:
            self.users[user.login] = create_user(user)
        for author in people.AUTHORS:
            self.authors[author.slug] = self.create_author(author)
        for key, disclaimer in site_data.DISCLAIMERS.items():
            self.disclaimers[key] = Disclaimer.objects.create(
                kind=disclaimer.kind, title=disclaimer.title, text=disclaimer.text
            )
        for alpha2, text in entity_data.COUNTRIES.items():
            Country.objects.filter(alpha2=alpha2).update(description=f"<p>{text}</p>")
        for programme in entity_data.PROGRAMMES:
            created = create_programme(programme)
            self.programmes[str(created)] = created
        for firm in entity_data.FIRMS:
            self.firms[firm.name] = self.create_firm(firm)

    def image(self, file_name: str, title: str, alt: str) -> EditorialImage:
        """Return the image of a file in the folder of pictures. The first call creates it with this title and alt."""
        if file_name not in self.images:
            self.images[file_name] = create_image(PICTURES / file_name, title, alt)
        return self.images[file_name]

    def create_author(self, author: people.DemoAuthor) -> Author:
        portrait = self.image(
            f"portrait-{author.slug}.webp", title=f"Portrait of {author.name}", alt=f"{author.name}, drawn"
        )
        return Author.objects.create(
            slug=author.slug, name=author.name, affiliation=author.affiliation, bio=author.bio, portrait=portrait
        )

    def create_firm(self, firm: entity_data.DemoFirm) -> Firm:
        created = Firm(
            name=firm.name, description=description_html(firm.description), home_country=self.countries[firm.home]
        )
        created.save()
        create_aliases(created, firm.aliases)
        return created


def create_image(file: Path, title: str, alt: str) -> EditorialImage:
    """Create an image from a file. Stores the file first: with its size given, Wagtail need not decode it."""
    with Image.open(file) as picture:
        width, height = picture.size
    image = EditorialImage()
    name = image.file.storage.save(image.get_upload_to(file.name), ContentFile(clean_picture(file.read_bytes())))
    return EditorialImage.objects.create(
        title=title, file=name, width=width, height=height, description=alt[:255], credit=CREDIT
    )


def create_user(user: people.DemoUser) -> User:
    """Create a user whose password is the log-in name; the settings allow such users for demo content only."""
    created = get_user_model().objects.create_user(
        user.login,
        email=f"{user.login}@example.org",
        password=user.login,
        first_name=user.first_name,
        last_name=user.last_name,
        is_staff=user.administrator,
        is_superuser=user.administrator,
    )
    created.groups.set([Group.objects.get(name=name) for name in user.groups])
    PublicName.objects.update_or_create(user=created, defaults={"name": user.public_name})
    return created


def create_programme(programme: entity_data.DemoProgramme) -> Programme:
    created = Programme(
        name=programme.name,
        qualifier=programme.qualifier,
        programme_kind=programme.kind,
        description=description_html(programme.description),
        ambiguous=bool(programme.qualifier),
    )
    created.save()
    create_aliases(created, programme.aliases)
    return created


def description_html(text: str) -> str:
    return f"<p>{text} Invented for this demonstration.</p>"


def create_aliases(entity: Entity, aliases: tuple[str, ...]) -> None:
    """Create aliases written as a name, or as a language, a colon and a name."""
    for alias in aliases:
        language, separator, name = alias.rpartition(":")
        abbreviation = name.isupper() and name.isascii() and " " not in name
        Alias.objects.create(
            entity=entity,
            name=name,
            language=language if separator else "en",
            sort=Alias.Sort.ABBREVIATION if abbreviation else Alias.Sort.NAME,
        )
