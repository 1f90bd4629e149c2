"""A picture is removed from every article that has it, with its rows and files."""

import hashlib

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from articles.models import ArticlePage, Author, EditorialImage
from articles.record.models import Act, Entry, ImageUse, Permit, RecordImage
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions
from articles.record.reader_copy import ReaderCopy
from articles.record.redaction.run import redact_picture
from articles.record.schedule import schedule_publication
from articles.record.transactions import lock_article
from articles.record.verify import verify
from tests import factories as make
from tests.articles.record.redaction.searching import tables_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return make.make_image("A face", colour=(1, 2, 3), credit="Photo: N. N.")


@pytest.fixture
def original(image):
    with image.file.open("rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


@pytest.fixture
def articles(image):
    """Two articles with the picture: as lead image and portrait, and in the text of two versions."""
    journal = make.make_journal()
    lead = make.make_article(
        journal,
        "With a lead",
        slug="lead",
        lead_image=image,
        lead_alt="A face",
        lead_caption="A known face",
        authors=[make.make_author(portrait=image)],
    )
    figure = {"image": image, "alt": "A face", "caption": "A known face", "credit": "", "width": "column"}
    chart = {
        "image": image,
        "alt": "A face",
        "title": "Chart",
        "source": "S",
        "source_url": "",
        "caption": "A known face",
    }
    body = [("image", figure), make.paragraph("Words."), ("chart", chart)]
    text = make.make_article(
        journal, "In the text", slug="text", body=body, lead_image=make.make_image(colour=(9, 9, 9))
    )
    make.publish_draft(make.edit(text, title="In the text again"), change_class="update")
    return [ArticlePage.objects.get(pk=article.pk) for article in (lead, text)]


def redact(original: str, **options):
    return redact_picture(original, **{"cause": "privacy", "text": "", **options})


def record_files() -> set[str]:
    storage = storages["record"]
    return set(storage.listdir("")[1]) if storage.exists("") else set()


def test_the_picture_is_in_no_copy_no_row_and_no_file(articles, original, django_capture_on_commit_callbacks):
    names = set(RecordImage.objects.filter(original=original).values_list("file", flat=True))
    kept = set(RecordImage.objects.exclude(original=original).values_list("file", flat=True))
    assert names <= record_files()
    with django_capture_on_commit_callbacks(execute=True):
        redact(original)
    assert not RecordImage.objects.filter(original=original).exists()
    assert not ImageUse.objects.filter(original=original).exists()
    assert not names & record_files()
    assert kept <= record_files()
    assert tables_with(original, "A known face") == set()
    assert [str(finding) for finding in verify()] == []
    assert not Permit.objects.exists()


def test_the_copies_keep_their_structure(articles, original):
    redact(original)
    lead = ReaderCopy.of(make.publication_of(articles[0]).version).data
    assert (lead["lead"], lead["authors"][0]["portrait"]) == (None, None)
    for version in articles[1].versions.all():
        body = ReaderCopy.of(version).data["body"]
        assert [(block["type"], block.get("image", 0)) for block in body] == [
            ("image", None),
            ("paragraph", 0),
            ("chart", None),
        ]


def test_every_page_still_answers_and_shows_that_a_picture_was_redacted(articles, original, client):
    redact(original)
    for page in ("lead/", "text/", "text/versions/", "text/versions/1/", "text/versions/1..2/", "lead/versions/", ""):
        response = client.get(f"/tideline/{page}")
        assert response.status_code == 200, page
        assert original not in response.content.decode()
    assert client.get("/tideline/text/").content.decode().count('class="missing"') == 2
    assert client.get("/feed/").status_code == 200


def test_drafts_and_authors_have_the_picture_no_longer_and_can_be_published(articles, original):
    redact(original)
    page = ArticlePage.objects.get(pk=articles[0].pk)
    assert page.lead_image is None
    assert page.lead_caption == ""
    assert page.get_latest_revision_as_object().lead_image is None
    assert [block.block_type for block in ArticlePage.objects.get(pk=articles[1].pk).body] == ["paragraph"]
    assert Author.objects.get().portrait is None
    make.publish_draft(make.edit(articles[1], title="Later"), change_class="update")
    assert [str(finding) for finding in verify()] == []


def test_the_library_keeps_the_image_unless_it_is_asked_to_delete_it(articles, image, original):
    redact(original)
    assert EditorialImage.objects.filter(pk=image.pk).exists()
    redact(original, library=True)
    assert not EditorialImage.objects.filter(pk=image.pk).exists()


def test_redacting_a_picture_again_changes_nothing(articles, original):
    assert [plan.article_id for plan in redact(original)] == [article.pk for article in articles]
    count = Entry.objects.count()
    assert redact(original) == []
    assert Entry.objects.count() == count


def test_a_scheduled_publication_with_the_picture_is_cancelled(articles, image, original):
    draft = make.edit(articles[1], lead_image=image)
    with lock_article(draft.pk):
        prepared = prepare(draft.get_latest_revision())
        due = timezone.now() + timezone.timedelta(days=1)
        act = schedule_publication(prepared, PublishOptions(change_class="update"), due)
    redact(original)
    act = Act.objects.get(pk=act.pk)
    assert (act.state, act.content, act.draft) == ("cancelled", "", None)
