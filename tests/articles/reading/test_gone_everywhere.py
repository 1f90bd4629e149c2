"""What is hidden is hidden everywhere: every public URL is requested, and nothing of the article is found there."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import transaction
from wagtail.models import PageViewRestriction

from articles.models import ArticleDisclosure, ArticlePage, EditorialRendition
from articles.record import withheld
from articles.record.models import ImageUse, Note, Publication, RecordImage
from articles.record.notes import NoteDraft, add_note
from articles.record.transactions import allow_record_writes
from articles.record.withdraw import withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db

MARKERS = [
    *["zebrafish", "walnut", "quartz", "lavender", "obsidian", "cinnamon", "marzipan", "turmeric", "nutmeg", "juniper"],
    *["hazel", "bergamot", "cardamom", "fennel", "tamarind", "vanilla", "pistachio"],
]
OLD_PATH, PATH = "/secrets/zebrafish-deal/", "/secrets/walnut-deal/"


def figure(**texts) -> tuple[str, dict]:
    image = make.make_image("papaya", colour=(1, 2, 3))
    return (
        "image",
        {"image": image, "alt": "tamarind", "caption": "vanilla", "credit": "", "width": "column", **texts},
    )


def make_marked_article():
    """An article with two versions and a note. Every field that readers see has a word of MARKERS."""
    journal = make.make_journal("Secrets")
    author = make.make_author("Quartz Norah", bio="<p>lavender</p>", affiliation="obsidian", portrait=make.make_image())
    article = make.make_article(
        journal,
        "Zebrafish deal",
        standfirst="cinnamon",
        authors=[author],
        countries=[make.make_country("BT")],
        programmes=[make.make_programme("Marzipan")],
        firms=[make.make_firm("Turmeric")],
        lead_image=make.make_image("saffron", colour=(9, 9, 9)),
        lead_caption="nutmeg",
        body=[make.paragraph("juniper"), figure()],
        search_description="hazel",
    )
    draft = article.get_latest_revision_as_object()
    draft.article_disclosures.add(ArticleDisclosure(author=author, kind="funding", text="bergamot"))
    draft.title, draft.slug, draft.body = "Walnut deal", "walnut-deal", [make.paragraph("cardamom"), figure()]
    draft.save_revision()
    make.publish_draft(draft, summary="fennel", notes=[NoteDraft("correction", "pistachio")])
    add_note(draft, NoteDraft("editors_note", "pistachio again"), user=None)
    return draft


def make_neighbour(article):
    """A public article whose two versions recommend the article, link to it, and have its URL in a link card."""
    related = ("related", {"heading": "More", "articles": [article]})
    link = make.paragraph(
        f'See <a linktype="page" id="{article.pk}">the Walnut deal</a> and <a href="{PATH}">more</a>.'
    )
    card = (
        "link_card",
        {"url": f"http://testserver{PATH}", "title": "Walnut", "description": "", "caption": "", "kind": "page"},
    )
    journal = make.make_journal("Open")
    neighbour = make.make_article(journal, "An open article", body=[related, link, card])
    make.publish_draft(make.edit(neighbour, body=[related, make.paragraph("Nothing more.")]))
    make.publish_draft(make.edit(neighbour, body=[make.paragraph("Nothing more.")]))
    return neighbour


def restrict(page, kind: str) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="tide")
    if kind == "groups":
        restriction.groups.add(Group.objects.get(name="Editors"))


def make_private(article, cause: str = "") -> None:
    with transaction.atomic(), allow_record_writes():
        Publication.objects.filter(article=article).update(private=True, hidden_cause=cause)
        withheld.follow_visibility(Publication.objects.filter(article=article).values_list("pk", flat=True))


WAYS: dict[str, Callable] = {
    "journal for a log-in": lambda article: restrict(article.get_parent(), "login"),
    "article with a password": lambda article: restrict(article, "password"),
    "article for a group": lambda article: restrict(article, "groups"),
    "private in the record": make_private,
    "private in the record for safety": lambda article: make_private(article, "safety"),
    "withdrawn for privacy": lambda article: withdraw(article, cause="privacy", reason="pistachio"),
    "withdrawn for safety": lambda article: withdraw(article, cause="safety", reason="pistachio"),
    "withdrawn for legal reasons": lambda article: withdraw(article, cause="legal", reason="pistachio"),
}
ENTRANCES = [
    *["/", "/secrets/", "/open/", "/authors/", "/entities/", "/countries/", "/programmes/", "/firms/", "/corrections/"],
    *[
        "/feed/",
        "/sitemap.xml",
        "/search/",
        "/search/?q=deal",
        "/search/?q=juniper",
        "/search/?q=quartz",
        "/newsletter/",
    ],
    *["/authors/quartz-norah/", "/countries/bhutan/", "/programmes/marzipan/", "/firms/turmeric/", "/robots.txt"],
    *(f"{path}{rest}" for path in (OLD_PATH, PATH) for rest in ("", "versions/", "versions/1/", "versions/1..2/")),
    *(f"/open/an-open-article/{rest}" for rest in ("", "versions/", "versions/1/", "versions/2/", "versions/3/")),
    *(f"/open/an-open-article/versions/{rest}" for rest in ("1..2/", "2..3/", "1..3/")),
]
LINK = re.compile(r'(?:href|src|action)="(?:http://testserver)?(/[^"#?]*)[^"]*"|<loc>http://testserver(/[^<]*)</loc>')


def crawl(client, entrances: list[str]) -> dict[str, str]:
    """Return the texts of these URLs and of every page of this site to which they lead, by path."""
    waiting, found = list(entrances), {}
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(("/static/", "/media/", "/_util/", "/admin/")):
            continue
        response = client.get(path)
        assert response.status_code in (200, 301, 302, 400, 403, 404, 410), path
        text = response.content.decode("utf-8", "replace") + response.get("Location", "")
        found[path] = text
        waiting += ["".join(groups) for groups in LINK.findall(text)]
        if response.get("Location", "").startswith("/"):
            waiting.append(response["Location"])
    return found


def occurrences(pages: dict[str, str]) -> list[tuple[str, str]]:
    """Return (path, marker) for each marker in a page, without what the request itself contained."""
    found = []
    for path, text in pages.items():
        asked = re.sub(r"[^a-z]+", " ", path.lower()).split()
        for marker in MARKERS:
            if marker in text.lower() and marker not in asked:
                found.append((path, marker))
    return found


def file_paths(article) -> set[str]:
    """Return the paths of every file of the article's pictures: of the record, the library and its renditions."""
    originals = ImageUse.objects.filter(publication__article=article).values("original")
    names = RecordImage.objects.filter(original__in=originals).values_list("file", flat=True)
    renditions = EditorialRendition.objects.all()
    return (
        {storages["record"].url(name) for name in names}
        | {rendition.url for rendition in renditions}
        | {rendition.image.file.url for rendition in renditions}
    )


@pytest.fixture(scope="module")
def article_id(module_rows) -> int:
    with module_rows():
        article = make_marked_article()
        make_neighbour(article)
        return article.pk


@pytest.fixture
def article(article_id, db):
    """The article, made once for each module. Its files go back to where another test has withheld them."""
    withheld.sync_all()
    return ArticlePage.objects.get(pk=article_id)


def test_the_markers_are_found_while_the_article_is_public(client, article) -> None:
    pages = crawl(client, ENTRANCES)
    found = occurrences(pages)
    assert {marker for _path, marker in found} == set(MARKERS)
    # Without this the pages of the other article prove nothing.
    for rest in ("versions/1/", "versions/1..2/", "versions/2..3/"):
        assert (f"/open/an-open-article/{rest}", "walnut") in found
    (public,) = [path for path in file_paths(article) if path.startswith("/media/record/")][:1]
    assert client.get(public).status_code == 200


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_a_hidden_article_is_found(client, article, way, django_capture_on_commit_callbacks) -> None:
    uid = make.publication_of(article).uid
    crawl(client, ENTRANCES)  # makes the renditions of the portrait
    files = file_paths(article)
    with django_capture_on_commit_callbacks(execute=True):
        WAYS[way](article)
    names = [path.rsplit("/", 1)[-1] for path in files]
    pages = crawl(client, [*ENTRANCES, f"/record/{uid}/", *(f"/record-files/{uid}/{name}" for name in names)])
    assert occurrences(pages) == []
    assert {path: client.get(path).status_code for path in files} == dict.fromkeys(files, 404)


@pytest.mark.parametrize("way", WAYS)
def test_the_address_of_a_hidden_article_answers_and_its_notes_stay_in_the_log(client, article, way) -> None:
    uid = make.publication_of(article).uid
    WAYS[way](article)
    status = 410 if "withdrawn" in way else 403
    for path in (OLD_PATH, PATH, f"{PATH}versions/", f"{PATH}versions/1..2/", f"/record/{uid}/"):
        response = client.get(path)
        assert response.status_code == status, path
        assert "noindex" in response.content.decode()
        assert status == 410 or {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    log = client.get("/corrections/").content.decode()
    notes = Note.objects.filter(article=article).count()
    assert log.count(f'id="{uid}-') == notes == (2 if way.startswith("private in the record") else 3)
    assert f'href="/record/{uid}/#note-1"' in log


def test_a_withdrawal_for_an_error_keeps_title_and_words_and_reader_files(client, article) -> None:
    withdraw(article, cause="error", reason="The contract was forged.")
    page = client.get(PATH)
    assert page.status_code == 410
    assert "Walnut deal" in page.content.decode()
    assert "The contract was forged." in client.get("/corrections/").content.decode()
    assert client.get(sorted(path for path in file_paths(article) if "/record/" in path)[0]).status_code == 200


def test_a_members_article_keeps_its_title_in_the_log(client, article) -> None:
    make_private(article, "members")
    log = client.get("/corrections/").content.decode()
    assert "Walnut deal" in log
    assert "versions/1..2/" not in log
