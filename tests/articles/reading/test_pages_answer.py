"""Every public page can be shown."""

import pytest

from tests.factories import make_article, make_author, make_country, make_firm, make_image, make_journal, make_programme

pytestmark = pytest.mark.django_db

FIXED = [
    "/",
    "/authors/",
    "/entities/",
    "/countries/",
    "/programmes/",
    "/firms/",
    "/corrections/",
    "/search/",
    "/search/?q=span",
    "/feed/",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.mark.parametrize("path", FIXED)
def test_every_fixed_page_can_be_shown_on_an_empty_site(client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *FIXED,
        "/tideline/",
        "/tideline/a-bridge/",
        "/authors/nino-abashvili/",
        "/countries/belarus/",
        "/programmes/polonez/",
        "/firms/kret/",
    ],
)
def test_every_page_can_be_shown_once_an_article_is_published(client, path: str) -> None:
    make_article(
        make_journal(),
        "A bridge",
        authors=[make_author("Nino Abashvili", portrait=make_image())],
        countries=[make_country()],
        programmes=[make_programme()],
        firms=[make_firm(home_country=make_country("RU"))],
        lead_image=make_image(),
    )
    assert client.get(path).status_code == 200
