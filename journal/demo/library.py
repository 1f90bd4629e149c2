"""Makes what the demo's articles refer to: people, disclaimers, programmes, firms and pictures."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from articles.models import ArticlePage, Author, Disclaimer, EditorialImage, PublicName
from entities.models import Alias, Country, Entity, Firm, Programme

from . import drawings, people, site, subjects

CREDIT = "Drawing: Sandglass"


@dataclass
class Library:
    """What stands on the shelf while the demo is loaded, by the names that the article files use."""

    users: dict = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    disclaimers: dict[str, Disclaimer] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    firms: dict[str, Firm] = field(default_factory=dict)
    images: dict[str, EditorialImage] = field(default_factory=dict)
    pages: dict[str, ArticlePage] = field(default_factory=dict)

    @cached_property
    def countries(self) -> dict[str, Country]:
        return {country.alpha2: country for country in Country.objects.all()}

    def fill(self) -> None:
        """Make everything but the pictures, which are drawn when they are first asked for."""
        for user in people.USERS:
            self.users[user.login] = make_user(user)
        for author in people.AUTHORS:
            self.authors[author.slug] = self.make_author(author)
        for key, (kind, title, text) in site.DISCLAIMERS.items():
            self.disclaimers[key] = Disclaimer.objects.create(kind=kind, title=title, text=text)
        for alpha2, text in subjects.COUNTRIES.items():
            Country.objects.filter(alpha2=alpha2).update(description=f"<p>{text}</p>")
        for programme in subjects.PROGRAMMES:
            made = make_programme(programme)
            self.programmes[str(made)] = made
        for firm in subjects.FIRMS:
            self.firms[firm.name] = self.make_firm(firm)

    def image(self, name: str, title: str = "", alt: str = "", credit: str = CREDIT) -> EditorialImage:
        """The picture of this name, drawn at its first use."""
        if name not in self.images:
            filename = name.replace(" ", "-").replace(":", "-").replace("_", "-") + ".jpg"
            self.images[name] = EditorialImage.objects.create(
                title=title or name,
                file=ContentFile(drawings.draw(name), name=filename),
                description=alt[:255],
                credit=credit,
            )
        return self.images[name]

    def make_author(self, author: people.DemoAuthor) -> Author:
        portrait = self.image(
            f"portrait:{author.slug}", title=f"Portrait of {author.name}", alt=f"{author.name}, drawn"
        )
        return Author.objects.create(
            slug=author.slug, name=author.name, affiliation=author.affiliation, bio=author.bio, portrait=portrait
        )

    def make_firm(self, firm: subjects.DemoFirm) -> Firm:
        made = Firm(name=firm.name, description=described(firm.description), home_country=self.countries[firm.home])
        made.save()
        add_aliases(made, firm.aliases)
        return made


def make_user(user: people.DemoUser):
    """An account whose password is its log-in name. There are such accounts only where demo content is allowed."""
    made = get_user_model().objects.create_user(
        user.login,
        email=f"{user.login}@example.org",
        password=user.login,
        first_name=user.first_name,
        last_name=user.last_name,
        is_staff=user.administrator,
        is_superuser=user.administrator,
    )
    made.groups.set([Group.objects.get(name=name) for name in user.groups])
    PublicName.objects.update_or_create(user=made, defaults={"name": user.public_name})
    return made


def make_programme(programme: subjects.DemoProgramme) -> Programme:
    made = Programme(
        name=programme.name,
        qualifier=programme.qualifier,
        programme_kind=programme.kind,
        description=described(programme.description),
        ambiguous=bool(programme.qualifier),
    )
    made.save()
    add_aliases(made, programme.aliases)
    return made


def described(text: str) -> str:
    return f"<p>{text} Invented for this demonstration.</p>"


def add_aliases(entity: Entity, aliases: tuple[str, ...]) -> None:
    for alias in aliases:
        language, mark, name = alias.rpartition(":")
        abbreviation = name.isupper() and name.isascii() and " " not in name
        Alias.objects.create(
            entity=entity,
            name=name,
            language=language if mark else "en",
            sort=Alias.Sort.ABBREVIATION if abbreviation else Alias.Sort.NAME,
        )
