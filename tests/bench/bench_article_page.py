"""The page of an article from the record, compared with the same page of an ordinary Wagtail site.

The ordinary page is found through the page tree, its body is rendered by StreamField, and its pictures are renditions.
The article has forty paragraphs and four pictures. StreamField makes a query for each link to another page, so the page
is measured with ten links and with forty.
"""

from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory, override_settings

from articles.models.ports import ports
from tests import factories as make
from tests.bench.measuring import milliseconds, queries, table

ROUNDS = 25
GOAL = 0.15
SENTENCES = "The first span is due in <b>October</b>, and the second one <i>when the ice is gone</i>. " * 4
TEMPLATE = Path(__file__).with_name("streamfield.html").read_text()


@pytest.fixture(params=[10, 40])
def links(request) -> int:
    return request.param


@pytest.fixture
def article(db, links):
    journal = make.make_journal(disclaimers=[make.make_disclaimer()])
    linked = [make.make_article(journal) for _number in range(3)]
    pictures = [make.make_image(colour=(number * 50, 90, 90), size=(1600, 1000)) for number in range(4)]
    body = []
    for number in range(40):
        if number % 10 == 0:
            body.append(("heading", {"text": f"Part {number // 10}", "level": "2"}))
        link = f'<a linktype="page" id="{linked[number % 3].pk}">what it replaces</a>'
        body.append(make.paragraph(f"{SENTENCES}See {link if number < links else 'above'}."))
    for picture in pictures[1:]:
        body.append(
            ("image", {"image": picture, "alt": "A bridge", "caption": "A bridge", "credit": "", "width": "column"})
        )
    return make.make_article(
        journal,
        "A bridge",
        authors=[make.make_author("Ilinca Drăgan", bio="<p>Writes on rivers.</p>"), make.make_author("M. Weil")],
        countries=[make.make_country("BY"), make.make_country("PL")],
        firms=[make.make_firm()],
        lead_image=pictures[0],
        lead_alt="The bridge",
        body=body,
    )


def ordinary(page, request) -> HttpResponse:
    """Return the response of an ordinary Wagtail site."""
    context = {"page": page, "journal": page.get_parent().specific}
    return HttpResponse(engines["django"].from_string(TEMPLATE).render(context, request))


def get(handler: WSGIHandler, path: str) -> str:
    """Request a page through all middleware, without the test client, which spends time on recording each template."""
    response = handler.get_response(RequestFactory().get(path))
    assert response.status_code == 200
    return response.content.decode()


def test_article_page_from_the_record_against_streamfield(article, links, monkeypatch):
    path = make.publication_of(article).current_address.path
    handler = WSGIHandler()

    def page() -> str:
        return get(handler, path)

    assert page().count("A bridge") > 3
    record = milliseconds(page, ROUNDS), queries(page)
    monkeypatch.setattr(ports, "serve_article", staticmethod(ordinary))
    with override_settings(ROOT_URLCONF="tests.bench.urls"):
        assert page().count("when the ice is gone") == 160
        page()
        streamfield = milliseconds(page, ROUNDS), queries(page)
    ratio = record[0] / streamfield[0]
    table(
        f"An article's page with {links} links to other pages, per request",
        ["", "CPU ms", "queries", "ratio"],
        [
            ["StreamField through the page tree", f"{streamfield[0]:.1f}", streamfield[1], "1.00"],
            ["from the record", f"{record[0]:.1f}", record[1], f"{ratio:.2f} (goal {GOAL})"],
        ],
    )
