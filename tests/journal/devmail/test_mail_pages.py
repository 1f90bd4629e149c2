"""The pages with stored e-mails, on development sites only."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.http import HttpResponse

pytestmark = pytest.mark.django_db
PATH = "/dev/mail/"


@pytest.fixture(autouse=True)
def mails_written_to_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.DEVELOPMENT_MAIL = True


@pytest.fixture
def newest(client):
    """Return the page of the newest e-mail."""

    def get() -> HttpResponse:
        page = client.get(PATH).content.decode()
        return client.get(re.search(rf"{PATH}[\w.-]+/\d+/", page).group(0))

    return get


def test_without_mails_the_list_is_empty(client):
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.context["mails"] == []
    assert not response.cookies


def test_the_mail_of_a_sign_up_is_shown_with_a_working_link(client, newest):
    client.post("/newsletter/", {"email": "reader@example.org"})
    page = newest().content.decode()
    assert "reader@example.org" in page
    link = re.search(r'href="http://testserver(/newsletter/confirm/[^"]+)"', page).group(1)
    assert client.get(link).status_code == 200


def test_mails_are_listed_newest_first(client):
    with get_connection() as connection:
        for number in range(3):
            headers = {"Date": f"Mon, 0{number + 1} Jun 2026 10:00:00 +0000"}
            EmailMultiAlternatives(
                f"Mail {number}", "x", "a@b.org", ["c@d.org"], connection=connection, headers=headers
            ).send()
    page = client.get(PATH).content.decode()
    assert page.index("Mail 2") < page.index("Mail 1") < page.index("Mail 0")


def test_subject_and_text_are_escaped(newest):
    send_mail(
        "<b>Subject</b>", "<script>alert(1)</script> żółw http://example.org/<x>", "a@example.org", ["b@example.org"]
    )
    page = newest().content.decode()
    assert "<script>alert" not in page
    assert "<b>Subject" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; żółw" in page


def test_html_is_shown_in_a_sandboxed_frame_that_loads_nothing(client, newest):
    mail = EmailMultiAlternatives("Subject", "Text", "a@example.org", ["b@example.org"])
    mail.attach_alternative("<html><head></head><script>alert(1)</script><p>Word</p></html>", "text/html")
    mail.send()
    page = newest().content.decode()
    frame = re.search(r'<iframe[^>]*src="([^"]+)"[^>]*sandbox="([^"]*)"', page)
    assert "allow-scripts" not in frame.group(2)
    assert "allow-same-origin" not in frame.group(2)
    response = client.get(frame.group(1))
    assert "<p>Word</p>" in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "name", ["..", "../settings", "%2e%2e%2fsecret.log", "..%2f..%2fetc%2fpasswd", "missing.log", "a%00.log", "a.txt"]
)
def test_no_other_file_is_shown(client, tmp_path, name):
    (tmp_path / "secret.log").write_text("secret")
    for path in (f"{PATH}{name}/0/", f"{PATH}{name}/0/html/"):
        response = client.get(path)
        assert response.status_code == 404
        assert "secret\n" not in response.content.decode()


def test_a_number_after_the_last_mail_is_not_found(client, settings):
    send_mail("Subject", "Text", "a@example.org", ["b@example.org"])
    name = next(settings.EMAIL_FILE_PATH.iterdir()).name
    assert client.get(f"{PATH}{name}/0/").status_code == 200
    assert client.get(f"{PATH}{name}/1/").status_code == 404
    assert client.get(f"{PATH}{name}/99999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe no mail at all", b"Content-Type: text/plain; charset=nonsense\n\n\xff"]
)
def test_an_invalid_file_causes_no_server_error(client, settings, content):
    settings.EMAIL_FILE_PATH.mkdir()
    (settings.EMAIL_FILE_PATH / "broken.log").write_bytes(content)
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}broken.log/0/").status_code in (200, 404)


def test_the_pages_are_not_found_outside_development(client, settings):
    client.post("/newsletter/", {"email": "reader@example.org"})
    name = next(settings.EMAIL_FILE_PATH.iterdir()).name
    settings.DEVELOPMENT_MAIL = False
    for path in (PATH, f"{PATH}{name}/0/", f"{PATH}{name}/0/html/"):
        assert client.get(path).status_code == 404
