"""What a reader's copy contains, field by field, and that later changes of draft content do not affect it."""

import hashlib
from uuid import uuid4

import pytest
from django.core.files.storage import storages

from articles.models import ArticleAuthor, ArticleDisclaimer, ArticleDisclosure, ArticlePage
from articles.record.freeze.links import LinkResolver
from articles.record.freeze.rich_text import RichTextFreezer
from articles.record.images import LibraryImages, RecordImages
from articles.record.models import RecordImage, Version
from articles.record.reader_copy import ReaderCopy
from tests import factories as make
from tests.articles.record.refusals import refused

pytestmark = pytest.mark.django_db


def copy_of(article, number=1) -> dict:
    return ReaderCopy.of(Version.objects.get(article_id=article.pk, number=number)).data


@pytest.fixture
def freezer():
    return RichTextFreezer(LinkResolver(make.make_site()))


def test_paragraphs_become_spans_with_their_styles(freezer):
    html = "<p>One <b>bold <i>both</i></b><br/>line</p><p> </p><p>H<sub>2</sub>O</p>"
    assert freezer.rich_text(html) == [
        [
            {"text": "One "},
            {"text": "bold ", "bold": True},
            {"text": "both", "bold": True, "italic": True},
            {"text": "\nline"},
        ],
        [{"text": "H"}, {"text": "2", "subscript": True}, {"text": "O"}],
    ]


@pytest.mark.parametrize(
    ("href", "frozen"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/about/", "/about/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://[bad", None),
    ],
)
def test_only_links_with_allowed_schemes_are_kept(freezer, href, frozen):
    [[span]] = freezer.rich_text(f'<p><a href="{href}">here</a></p>')
    assert span.get("href") == frozen
    assert span["text"] == "here"


def test_scripts_and_comments_are_removed(freezer):
    assert freezer.rich_text("<p>a<script>alert(1)</script><!-- b --><style>c</style>d</p>") == [[{"text": "ad"}]]


def test_a_link_to_an_article_has_its_path_and_permanent_id(journal):
    target = make.make_article(journal, "Target")
    article = make.make_article(journal, body=[make.paragraph(f'<a linktype="page" id="{target.pk}">it</a>')])
    [[span]] = copy_of(article)["body"][0]["text"]
    assert span == {"text": "it", "href": "/tideline/target/", "link_id": str(make.publication_of(target).uid)}


def test_a_link_to_a_page_that_is_not_public_becomes_plain_text(journal):
    draft = make.make_draft(journal)
    article = make.make_article(
        journal,
        body=[make.paragraph(f'<a linktype="page" id="{draft.pk}">it</a> <a linktype="page" id="99999">gone</a>')],
    )
    assert copy_of(article)["body"][0]["text"] == [[{"text": "it gone"}]]


def test_footnotes_are_numbered_by_first_reference_and_unreferenced_ones_omitted(journal):
    from wagtail_footnotes.models import Footnote

    first, second, unused = uuid4(), uuid4(), uuid4()
    body = [
        make.paragraph(f'A<footnote id="{second}">[x]</footnote> B<footnote id="{first}">[y]</footnote>'),
        make.paragraph(f'C<footnote id="{second}">[x]</footnote><footnote id="{uuid4()}">[z]</footnote>'),
    ]
    article = ArticlePage(title="Notes", body=body)
    for uuid, words in ((first, "first"), (second, "second"), (unused, "unused")):
        article.footnotes.add(Footnote(uuid=uuid, text=f"<p>{words}</p>"))
    journal.add_child(instance=article)
    article.save_revision().publish()
    copy = copy_of(article)
    assert [note["id"] for note in copy["footnotes"]] == [str(second), str(first)]
    assert copy["body"][0]["text"] == [[{"text": "A"}, {"footnote": 1}, {"text": " B"}, {"footnote": 2}]]
    assert copy["body"][1]["text"] == [[{"text": "C"}, {"footnote": 1}]]


def test_every_type_of_block_is_frozen_with_its_content(journal):
    image, disclaimer = make.make_image(credit="Studio"), make.make_disclaimer(kind="funding", title="Funding")
    target = make.make_article(journal, "Target")
    body = [
        ("heading", {"text": "A loan", "level": "2"}),
        ("heading", {"text": "A loan", "level": "3"}),
        ("pull_quote", {"text": "Grain.", "attribution": ""}),
        ("quote", {"text": "<p>Words</p>", "attribution": "Report", "source_url": "https://example.org/r"}),
        ("list", {"ordered": True, "items": ["<p>One</p>", "<p>Two</p>"]}),
        ("callout", {"title": "Gauge", "text": "<p>Between rails</p>"}),
        ("image", {"image": image, "alt": "A bridge", "caption": "Seen", "credit": "", "width": "wide"}),
        ("chart", {"image": image, "alt": "Rose", "title": "Trains", "source": "S", "source_url": "", "caption": ""}),
        (
            "link_card",
            {"url": "https://www.example.org/v", "title": "Hearing", "description": "", "caption": "", "kind": "video"},
        ),
        ("disclaimer", {"disclaimer": disclaimer, "text": ""}),
        ("disclaimer", {"disclaimer": None, "text": "<p>Once</p>"}),
        ("sign_up", {"heading": "Get it", "text": "Weekly"}),
        ("related", {"heading": "Next", "articles": [target]}),
    ]
    frozen = copy_of(make.make_article(journal, body=body))["body"]
    assert [block["type"] for block in frozen] == [name for name, value in body]
    assert [block["anchor"] for block in frozen[:2]] == ["a-loan", "a-loan-2"]
    assert all(block["id"] for block in frozen)
    assert frozen[4]["items"] == [[{"text": "One"}], [{"text": "Two"}]]
    assert (frozen[6]["image"]["credit"], frozen[6]["image"]["image_credit"]) == ("", "Studio")
    assert frozen[8]["host"] == "example.org"
    assert frozen[9]["disclaimer_id"] == str(disclaimer.uid)
    assert frozen[10] | {"id": ""} == {
        "type": "disclaimer",
        "id": "",
        "disclaimer_id": "",
        "kind": "other",
        "title": "",
        "text": [[{"text": "Once"}]],
    }
    assert frozen[12]["articles"] == [
        {"id": str(make.publication_of(target).uid), "title": "Target", "path": "/tideline/target/"}
    ]


def test_a_table_keeps_its_figures_as_typed(journal):
    table = {
        "columns": [{"type": "text", "heading": "Crossing"}, {"type": "number", "heading": "Load"}],
        "rows": [{"values": ["Old", "18.0"]}, {"values": ["New", ""]}],
        "caption": "Loads",
    }
    block = ArticlePage.body.field.stream_block.child_blocks["table"]
    article = make.make_article(journal, body=[("table", block.to_python(table))])
    [frozen] = copy_of(article)["body"]
    assert frozen["rows"] == [[[{"text": "Old"}], [{"text": "18.0"}]], [[{"text": "New"}], []]]
    assert frozen["columns"] == [{"heading": "Crossing", "type": "text"}, {"heading": "Load", "type": "number"}]


def test_the_journals_disclaimers_come_first_and_each_appears_once():
    standing, own = make.make_disclaimer("<p>Standing</p>"), make.make_disclaimer("<p>Own</p>")
    journal = make.make_journal(disclaimers=[standing])
    draft = make.make_draft(journal)
    draft.article_disclaimers = [ArticleDisclaimer(disclaimer=own), ArticleDisclaimer(disclaimer=standing)]
    draft.save_revision().publish()
    found = copy_of(draft)["disclaimers"]
    assert [(item["id"], item["origin"]) for item in found] == [
        (str(standing.uid), "journal"),
        (str(own.uid), "article"),
    ]


def test_the_reason_for_replacing_disclaimers_is_in_the_copy():
    journal = make.make_journal(disclaimers=[make.make_disclaimer()])
    own = make.make_disclaimer("<p>Own</p>")
    draft = make.make_draft(journal)
    draft.article_disclaimers = [ArticleDisclaimer(disclaimer=own)]
    draft.standing_replaced, draft.standing_reason = True, "A leading article."
    draft.save_revision().publish()
    copy = copy_of(draft)
    assert [item["id"] for item in copy["disclaimers"]] == [str(own.uid)]
    assert copy["standing_replaced"] == "A leading article."


def test_disclosures_include_nothing_to_declare(journal):
    author = make.make_author()
    draft = make.make_draft(journal, authors=[author])
    draft.article_disclosures = [
        ArticleDisclosure(author=author, kind="none"),
        ArticleDisclosure(kind="funding", text="A grant of the Facility."),
    ]
    draft.save_revision().publish()
    assert copy_of(draft)["disclosures"] == [
        {"author": author.name, "kind": "none", "text": ""},
        {"author": "", "kind": "funding", "text": "A grant of the Facility."},
    ]


def test_entities_are_sorted_by_kind_and_name(journal):
    russia, belarus, firm = make.make_country("RU"), make.make_country("BY"), make.make_firm("Kret")
    article = make.make_article(journal, countries=[russia, belarus], firms=[firm])
    assert [(item["kind"], item["name"]) for item in copy_of(article)["entities"]] == [
        ("country", "Belarus"),
        ("country", "Russia"),
        ("firm", "Kret"),
    ]


def test_an_image_is_copied_to_the_record_in_the_sizes_in_use(journal):
    image = make.make_image(size=(1600, 900))
    article = make.make_article(journal, lead_image=image, lead_alt="A bridge")
    lead = copy_of(article)["lead"]
    with image.file.storage.open(image.file.name, "rb") as original:
        assert lead["digest"] == hashlib.sha256(original.read()).hexdigest()
    rows = {row.spec: row for row in RecordImage.objects.filter(original=lead["digest"])}
    assert "original" in rows
    for row in rows.values():
        with storages["record"].open(row.file, "rb") as stored:
            assert hashlib.sha256(stored.read()).hexdigest() == row.file.split(".")[0]
    resolver = RecordImages([lead])
    assert resolver.srcset(lead, "lead")["width"] == 1440
    assert resolver.srcset(lead, "portrait") is None


def test_an_image_used_twice_is_stored_once(journal):
    image = make.make_image()
    make.make_article(journal, lead_image=image)
    before = RecordImage.objects.count()
    make.make_article(journal, lead_image=image)
    assert RecordImage.objects.count() == before


def test_a_missing_image_file_is_refused(journal):
    image = make.make_image("The crossing")
    draft = make.make_draft(journal, lead_image=image)
    image.file.storage.delete(image.file.name)
    with refused("image_file_missing"):
        make.publish_draft(draft)


def test_a_preview_reads_the_image_library_and_writes_nothing_to_the_record(journal, client):
    image = make.make_image()
    draft = make.make_draft(journal, lead_image=image, lead_alt="A bridge")
    client.force_login(make.make_user())
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert "A bridge" in response.content.decode()
    assert not RecordImage.objects.exists()
    assert LibraryImages({}).get({"digest": "0", "focal": None}, "width-480") is None


def test_changes_in_the_admin_do_not_affect_a_public_article(client):
    """The biography, disclaimer, entity name, image file and draft change; the public page does not."""
    author = make.make_author("Ilinca Drăgan", bio="<p>Old bio.</p>", affiliation="Old institute")
    disclaimer = make.make_disclaimer("<p>Old words.</p>")
    journal = make.make_journal("Tideline", disclaimers=[disclaimer])
    programme, image = make.make_programme("Bittern"), make.make_image(credit="Old credit")
    draft = make.make_draft(journal, "A bridge", programmes=[programme], lead_image=image)
    draft.article_authors = [ArticleAuthor(author=author)]
    draft.save_revision().publish()
    before = client.get("/tideline/a-bridge/").content

    author.bio, author.name, author.affiliation = "<p>New bio.</p>", "I. Dragan", "New institute"
    author.save()
    disclaimer.text = "<p>New words.</p>"
    disclaimer.save()
    programme.name = "Heron"
    programme.save()
    image.credit = "New credit"
    image.file.storage.delete(image.file.name)
    image.save()
    ArticlePage.objects.filter(pk=draft.pk).update(standfirst="Changed behind the record", title="Changed")

    assert client.get("/tideline/a-bridge/").content == before
    image.delete()
    assert client.get("/tideline/a-bridge/").content == before
