"""Images of the library: what is stored of an uploaded file."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import EditorialImage
from articles.pictures import UnreadablePicture, is_clean
from tests import pictures
from tests.factories import make_image, make_user

pytestmark = pytest.mark.django_db


def stored(image: EditorialImage) -> bytes:
    with image.file.storage.open(image.file.name, "rb") as file:
        return file.read()


def check(image: EditorialImage, size: tuple[int, int] = pictures.SIZE) -> None:
    """Check that the stored file is clean, and that the row describes it."""
    content = stored(image)
    assert pictures.MARKER not in content
    assert is_clean(content)
    image.refresh_from_db()
    assert (image.width, image.height) == size
    assert image.get_file_size() == len(content)
    assert image.get_file_hash() == hashlib.sha1(content).hexdigest()


@pytest.mark.parametrize("suffix", sorted(pictures.WITH_METADATA))
def test_code_stores_a_clean_file(suffix):
    file = ContentFile(pictures.WITH_METADATA[suffix](), name=f"bridge.{suffix}")
    check(EditorialImage.objects.create(title="Bridge", file=file))


def test_a_replaced_file_is_clean_and_has_its_size():
    image = make_image()
    image.file = ContentFile(pictures.jpeg(orientation=6), name="turned.jpg")
    image.save()
    check(image, (64, 96))
    image.file.save("again.png", ContentFile(pictures.png()))
    check(image)


def test_images_created_in_bulk_are_clean():
    file = ContentFile(pictures.jpeg(orientation=6), name="bulk.jpg")
    root = make_image().collection
    [image] = EditorialImage.objects.bulk_create([EditorialImage(title="Bulk", file=file, collection=root)])
    check(image, (64, 96))


@pytest.mark.parametrize("suffix", sorted(pictures.WITH_METADATA))
def test_the_admin_stores_a_clean_file(client, suffix):
    client.force_login(make_user())
    upload = SimpleUploadedFile(f"bridge.{suffix}", pictures.WITH_METADATA[suffix]())
    response = client.post(reverse("wagtailimages:add"), {"title": "Bridge", "file": upload})
    assert response.status_code == 302
    check(EditorialImage.objects.get())


def test_replacing_the_file_in_the_admin_stores_a_clean_file(client):
    client.force_login(make_user("chief", "", is_superuser=True))
    image = make_image()
    upload = SimpleUploadedFile("turned.jpg", pictures.jpeg(orientation=6))
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert client.post(url, {"title": "Bridge", "file": upload}).status_code == 302
    check(EditorialImage.objects.get(), (64, 96))


def test_uploading_several_files_stores_clean_files(client):
    client.force_login(make_user("chief", "", is_superuser=True))
    upload = SimpleUploadedFile("bridge.jpg", pictures.jpeg())
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": "Bridge", "files[]": upload})
    assert response.json()["success"]
    check(EditorialImage.objects.get())


def test_the_same_file_uploaded_twice_is_found_as_a_duplicate():
    first, second = (
        EditorialImage.objects.create(title="Bridge", file=ContentFile(pictures.jpeg(), name="bridge.jpg"))
        for _number in range(2)
    )
    assert first.get_file_hash() == second.get_file_hash()


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif"])
def test_half_a_file_is_refused_in_the_admin_with_a_message(client, suffix):
    client.force_login(make_user())
    whole = pictures.WITH_METADATA[suffix](pictures.gradient(size=(400, 300))) if suffix != "gif" else pictures.gif()
    upload = SimpleUploadedFile(f"bridge.{suffix}", whole[: len(whole) // 2])
    response = client.post(reverse("wagtailimages:add"), {"title": "Bridge", "file": upload})
    assert response.status_code == 200
    assert response.context["form"].errors.as_data()["file"][0].code == "incomplete"
    assert not EditorialImage.objects.exists()


def test_half_a_file_is_rejected_for_code():
    """The size is known, as in an import, so that Wagtail does not look at the pixels first."""
    file = ContentFile(pictures.png()[:300], name="bridge.png")
    with pytest.raises(UnreadablePicture):
        EditorialImage.objects.create(title="Bridge", file=file, width=96, height=64)
