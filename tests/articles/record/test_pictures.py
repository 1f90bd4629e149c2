"""Pictures are stored in the record without metadata, and are carried over as the same pictures."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.pictures import is_clean
from articles.record.images import RecordImages
from articles.record.models import Act
from articles.record.prepare import prepare
from articles.record.publish import PublishOptions
from articles.record.schedule import schedule_publication
from articles.record.transactions import lock_article
from articles.record.verify import verify
from tests import pictures
from tests.factories import edit, make_article, make_author, make_draft, make_journal, publish_draft

from .old_pictures import KINDS, dirty, lead, make_image, updates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_picture_is_published_without_metadata(name, files):
    image = make_image(KINDS[name](), name)
    author = make_author(portrait=image)
    article = make_article(make_journal(), lead_image=image, authors=[author])
    assert dirty(files) == []
    assert not list(verify())
    width, height = (64, 96) if name == "turned.jpg" else pictures.SIZE
    assert (lead(article)["width"], lead(article)["height"]) == (width, height)
    social = RecordImages([lead(article)]).srcset(lead(article), "lead")
    assert (social["width"], social["height"]) == (width, height)


@pytest.mark.parametrize("name", KINDS)
def test_a_library_file_from_before_is_published_without_metadata(name, files, as_before):
    with as_before():
        image = make_image(KINDS[name](), name)
    article = make_article(make_journal(), lead_image=image)
    assert dirty(files) == [image.file.name]
    assert not list(verify())
    assert (lead(article)["width"], lead(article)["height"]) == ((64, 96) if name == "turned.jpg" else pictures.SIZE)
    publish_draft(edit(article, title="Another title"))
    assert updates(article) == []


def test_the_pictures_of_a_scheduled_publication_wait_without_metadata(files):
    draft = make_draft(make_journal(), lead_image=make_image(pictures.jpeg()))
    with lock_article(draft.pk):
        schedule_publication(
            prepare(draft.get_latest_revision()), PublishOptions(), timezone.now() + timedelta(hours=1)
        )
    [kept] = Act.objects.get().pictures.values()
    assert is_clean((files.parent / "private" / kept["file"]).read_bytes())


def test_another_file_for_the_same_image_is_an_update(files):
    image = make_image(pictures.jpeg())
    article = make_article(make_journal(), lead_image=image)
    image.file = ContentFile(pictures.jpeg(pictures.gradient().rotate(180)), name="other.jpg")
    image.save()
    assert updates(article) == [f"image:{image.uid}"]
