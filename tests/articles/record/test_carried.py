"""Carried-over values stay as readers last saw them until an editor accepts the current ones."""

import pytest

from articles.models import ArticlePage, JournalPage
from articles.record.images import RecordImages
from articles.record.models import Version
from articles.record.prepare import prepare
from articles.record.reader_copy import ReaderCopy
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed():
    """An article whose author, disclaimer, entity, image, journal and linked article all change after version 1."""
    author, disclaimer = make.make_author("Ilinca Drăgan", bio="<p>Old bio.</p>"), make.make_disclaimer("<p>Old.</p>")
    journal = make.make_journal("Tideline", disclaimers=[disclaimer])
    programme, image = make.make_programme("Bittern"), make.make_image(credit="Old studio", colour=(1, 2, 3))
    target = make.make_article(journal, "Target")
    link = make.paragraph(f'See <a linktype="page" id="{target.pk}">it</a>.')
    article = make.make_article(
        journal, "A bridge", authors=[author], programmes=[programme], lead_image=image, body=[link]
    )
    author.bio = "<p>New bio.</p>"
    author.save()
    disclaimer.text = "<p>New.</p>"
    disclaimer.save()
    programme.name = "Heron"
    programme.save()
    other = make.make_image(colour=(200, 9, 9))
    image.file, image.credit = other.file, "New studio"
    image.save()
    JournalPage.objects.filter(pk=journal.pk).update(title="Tide")
    make.publish_draft(make.edit(target, slug="goal"))
    return {
        "article": article,
        "author": author,
        "disclaimer": disclaimer,
        "programme": programme,
        "image": image,
        "journal": journal,
        "target": target,
    }


def copy_of(article, number) -> dict:
    return ReaderCopy.of(Version.objects.get(article_id=article.pk, number=number)).data


def test_a_new_version_keeps_the_carried_over_values(changed):
    article = changed["article"]
    make.publish_draft(make.edit(article, title="The bridge"))
    first, second = copy_of(article, 1), copy_of(article, 2)
    assert second == first | {"title": "The bridge"}


def test_each_current_value_is_offered_under_its_permanent_id(changed):
    draft = make.edit(changed["article"], title="The bridge")
    updates = prepare(draft.get_latest_revision()).frozen.updates
    assert {update.key for update in updates} == {
        f"author:{changed['author'].uid}",
        f"disclaimer:{changed['disclaimer'].uid}",
        f"entity:{changed['programme'].uid}",
        f"image:{changed['image'].uid}",
        f"journal:{changed['journal'].uid}",
        f"link:{make.publication_of(changed['target']).uid}",
    }


def test_only_accepted_values_are_updated(changed):
    article = changed["article"]
    accepted = frozenset({f"author:{changed['author'].uid}", f"image:{changed['image'].uid}"})
    make.publish_draft(make.edit(article, title="The bridge"), accepted=accepted)
    first, second = copy_of(article, 1), copy_of(article, 2)
    assert second["authors"][0]["bio"] == [[{"text": "New bio."}]]
    assert second["lead"]["image_credit"] == "New studio"
    assert second["lead"]["digest"] != first["lead"]["digest"]
    for field in ("disclaimers", "entities", "journal", "body"):
        assert second[field] == first[field]


def test_a_carried_over_picture_is_scaled_from_the_original_in_the_record(changed):
    article = changed["article"]
    draft = make.edit(
        article,
        body=[("image", {"image": changed["image"], "alt": "", "caption": "", "credit": "", "width": "column"})],
    )
    make.publish_draft(draft)
    image = copy_of(article, 2)["body"][0]["image"]
    assert image["digest"] == copy_of(article, 1)["lead"]["digest"]
    assert RecordImages([image]).srcset(image, "column")


def test_retiring_an_author_or_copying_the_page_changes_nothing_for_readers(changed, client):
    article = changed["article"]
    before = client.get("/tideline/a-bridge/").content
    changed["author"].retired = True
    changed["author"].save()
    ArticlePage.objects.get(pk=article.pk).copy(update_attrs={"slug": "copied", "title": "Copied"})
    assert client.get("/tideline/a-bridge/").content == before


def test_a_preview_shows_the_carried_over_values(changed):
    draft = make.edit(changed["article"], title="The bridge").get_latest_revision_as_object()
    words = draft.make_preview_request().content.decode()
    assert "The bridge" in words
    assert "Old bio." in words
    assert "New bio." not in words


def test_a_newly_added_entity_has_its_current_name(changed):
    article = changed["article"]
    draft = article.get_latest_revision_as_object()
    firm = make.make_firm("Kret")
    draft.firms.set([firm])
    draft.save_revision()
    make.publish_draft(ArticlePage.objects.get(pk=article.pk))
    assert [item["name"] for item in copy_of(article, 2)["entities"]] == ["Bittern", "Kret"]
