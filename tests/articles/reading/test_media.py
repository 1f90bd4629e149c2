"""Uploaded files: what readers get, and what only people with access to the admin get."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from articles.models import SiteSettings
from articles.record.models import Publication, RecordImage
from articles.record.withdraw import withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


def cache_control(response) -> set[str]:
    return set(response["Cache-Control"].split(", "))


def test_caches_keep_files_of_the_record_an_hour_at_most(client, journal):
    make.make_article(journal, lead_image=make.make_image())
    response = client.get(storages["record"].url(RecordImage.objects.first().file))
    assert response.status_code == 200
    assert cache_control(response) == {"public", "max-age=3600"}
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_originals_and_sizes_of_a_draft_are_for_people_with_access_to_the_admin(client):
    image = make.make_image()
    urls = [image.file.url, image.get_rendition("max-165x165").url]
    assert [client.get(url).status_code for url in urls] == [404, 404]
    client.force_login(make.make_user("reader", group=""))
    assert [client.get(url).status_code for url in urls] == [404, 404]
    client.force_login(make.make_user("author", group="Authors"))
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200
        assert {"private", "no-store"} <= cache_control(response)


def test_the_admin_shows_pictures_of_the_library(client):
    image = make.make_image()
    client.force_login(make.make_user())
    for path in (f"/admin/images/{image.pk}/", "/admin/images/", "/admin/images/chooser/"):
        response = client.get(path)
        assert response.status_code == 200, path
    assert client.get(image.get_rendition("max-165x165").url).status_code == 200


def test_the_portrait_of_an_author_is_public_while_one_of_their_articles_is(client, journal):
    author = make.make_author("Norah Known", portrait=make.make_image())
    article = make.make_article(journal, authors=[author])
    client.get("/authors/")
    client.get("/authors/norah-known/")
    urls = [rendition.url for rendition in author.portrait.renditions.all()]
    assert urls
    assert {client.get(url).status_code for url in urls} == {200}
    withdraw(article, cause="error")
    assert {client.get(url).status_code for url in urls} == {404}
    assert not Publication.objects.public().exists()


def test_the_logo_is_public(client):
    image = make.make_image()
    SiteSettings.objects.update_or_create(site=make.make_site(), defaults={"logo": image})
    client.get("/")
    (rendition,) = image.renditions.all()
    assert client.get(rendition.url).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "images/../original_images/picture.jpg",
        "record/../original_images/picture.jpg",
        "record//../original_images/picture.jpg",
        "record/..%2foriginal_images/picture.jpg",
        "./original_images/picture.jpg",
        "documents/minutes.pdf",
        "original_images",
        "images/",
        "record/",
        "other/secret.txt",
        "secret.txt",
    ],
)
def test_no_path_leads_around_the_check(client, media_root, path):
    for name in ("original_images/picture.jpg", "documents/minutes.pdf", "other/secret.txt", "secret.txt"):
        if not storages["default"].exists(name):
            storages["default"].save(name, ContentFile(b"secret"))
    assert client.get(f"/media/{path}").status_code == 404


def test_an_editor_sees_the_pictures_of_a_hidden_article_in_the_review(
    client, journal, django_capture_on_commit_callbacks
):
    article = make.make_article(journal, "A bridge", lead_image=make.make_image(colour=(7, 7, 7)))
    make.publish_draft(make.edit(article, lead_image=make.make_image(colour=(8, 8, 8))))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(article, cause="privacy")
    make.edit(article, lead_image=None)
    name = RecordImage.objects.filter(spec="width-480|format-webp|webpquality-80").first().file
    path = f"/admin/corrections/{article.pk}/pictures/{name}"
    assert client.get(path).status_code == 302
    client.force_login(make.make_user("reader", group=""))
    assert client.get(path).status_code in (302, 403)
    client.force_login(make.make_user("editor"))
    assert client.get(path).status_code == 200
    page = client.get(f"/admin/corrections/{article.pk}/review/").content.decode()
    assert f"/admin/corrections/{article.pk}/pictures/" in page
    assert "/media/record/" not in page
    other = make.make_article(journal, "A tunnel")
    assert client.get(f"/admin/corrections/{other.pk}/pictures/{name}").status_code == 404
