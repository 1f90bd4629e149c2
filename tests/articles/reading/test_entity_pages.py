"""The index of countries, programmes and firms, and their pages."""

from datetime import date

import pytest

from articles.record.withdraw import withdraw
from entities.models import Alias
from tests.factories import make_article, make_country, make_firm, make_journal, make_programme

pytestmark = pytest.mark.django_db


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_page_of_a_country_has_its_articles_newest_first_and_its_facts(client) -> None:
    journal, belarus = make_journal(), make_country("BY")
    make_article(journal, "Older", countries=[belarus], published_on=date(2023, 5, 1))
    make_article(journal, "Newer", countries=[belarus], published_on=date(2025, 5, 1))
    make_article(journal, "About others", countries=[make_country("RU")])
    shown = page(client, "/countries/belarus/")
    assert shown.index("Newer") < shown.index("Older")
    assert "About others" not in shown
    for words in ("2, the first in 2023", "BLR", "Belorussia"):
        assert words in shown


def test_a_retired_entity_still_has_a_page(client) -> None:
    programme = make_programme()
    make_article(make_journal(), programmes=[programme])
    programme.retire()
    assert "Polonez" in page(client, "/programmes/polonez/")


def test_a_former_address_redirects_permanently_with_its_query(client) -> None:
    programme = make_programme()
    make_article(make_journal(), programmes=[programme])
    programme.slug = "polonez-m"
    programme.save()
    response = client.get("/programmes/polonez/?page=1")
    assert response.status_code == 301
    assert response["Location"] == "/programmes/polonez-m/?page=1"


@pytest.mark.parametrize(
    "path",
    [
        "/countries/atlantis/",
        "/programmes/belarus/",
        "/countries/Belarus/",
        "/countries/be%6Carus%00/",
        "/firms/%D1%81/",
    ],
)
def test_an_unknown_name_is_not_found(client, path: str) -> None:
    make_article(make_journal(), countries=[make_country("BY")])
    assert client.get(path).status_code == 404


def test_an_entity_without_public_articles_or_description_has_no_page(client) -> None:
    make_programme("Secret plan")
    assert client.get("/programmes/secret-plan/").status_code == 404


def test_an_entity_with_a_description_has_a_page_before_its_first_article(get_page) -> None:
    make_programme(description="<p>A rocket launcher.</p>")
    page = get_page("/programmes/polonez/")
    assert page.select_one(".page-head .standfirst").get_text() == "A rocket launcher."
    assert page.select("main .empty")


def test_an_entity_with_an_empty_description_has_no_page(client) -> None:
    make_programme(description="<p> </p>")
    assert client.get("/programmes/polonez/").status_code == 404


def test_an_entity_whose_last_article_is_withdrawn_has_no_page(client) -> None:
    article = make_article(make_journal(), countries=[make_country("BY")])
    withdraw(article)
    assert client.get("/countries/belarus/").status_code == 404


def test_the_index_counts_articles_and_leaves_out_entities_without_any(get_page) -> None:
    journal = make_journal()
    make_article(journal, countries=[make_country("BY")], firms=[make_firm(home_country=make_country("RU"))])
    make_article(journal, countries=[make_country("BY")])
    page = get_page("/entities/")
    tabs = {tab["href"]: tab.get_text().split(", ")[1] for tab in page.select(".cuts a")}
    assert tabs == {"/entities/": "2", "/countries/": "1", "/programmes/": "0", "/firms/": "1"}
    rows = {row.select_one(".name")["href"]: row for row in page.select(".letter li:not(.see)")}
    assert list(rows) == ["/countries/belarus/", "/firms/kret/"]
    assert rows["/countries/belarus/"].select_one(".count").get_text().split() == ["2", "articles"]
    assert rows["/firms/kret/"].select_one(".kind").get_text() == "Firm, Russia"


def test_each_kind_has_an_index(client) -> None:
    make_article(make_journal(), countries=[make_country("BY")], programmes=[make_programme(programme_kind="weapon")])
    assert "Polonez" not in page(client, "/countries/")
    programmes = page(client, "/programmes/")
    assert "Programme, weapon" in programmes
    assert 'href="/countries/belarus/"' not in programmes


def test_other_spellings_link_to_the_entity(client) -> None:
    make_article(
        make_journal(), countries=[make_country("CI"), make_country("AM")], programmes=[programme := make_programme()]
    )
    Alias.objects.create(entity=programme, name="Palanez", language="en")
    shown = " ".join(page(client, "/entities/").split())
    assert f'Ivory Coast, see <a href="{make_country("CI").get_absolute_url()}">' in shown
    assert 'Palanez, see <a href="/programmes/polonez/">' in shown
    assert "Republic of Armenia, see" not in shown


def test_the_home_country_of_a_firm_is_a_link_once_it_has_articles(client) -> None:
    journal, russia = make_journal(), make_country("RU")
    make_article(journal, firms=[make_firm(home_country=russia)])
    assert 'href="/countries/russia/"' not in page(client, "/firms/kret/")
    make_article(journal, countries=[russia])
    assert 'href="/countries/russia/"' in page(client, "/firms/kret/")


def test_markup_in_a_name_is_escaped(client) -> None:
    make_article(make_journal(), programmes=[make_programme("<script>alert(1)</script>", slug="odd")])
    for path in ("/programmes/odd/", "/programmes/", "/"):
        assert "<script>alert(1)" not in page(client, path)
