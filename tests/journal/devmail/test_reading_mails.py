"""The mails of a development site are read in the browser, and nowhere else."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.http import HttpResponse

pytestmark = pytest.mark.django_db
PATH = "/dev/mail/"


@pytest.fixture(autouse=True)
def written_to_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.DEVELOPMENT_MAIL = True


@pytest.fixture
def newest(client):
    """The page of the newest mail."""

    def get() -> HttpResponse:
        page = client.get(PATH).content.decode()
        return client.get(re.search(rf"{PATH}[\w.-]+/\d+/", page).group(0))

    return get


def test_without_a_mail_the_list_says_so(client):
    answer = client.get(PATH)
    assert answer.status_code == 200
    assert "There are no mails yet" in answer.content.decode()
    assert not answer.cookies


def test_the_mail_of_a_sign_up_is_read_and_its_link_can_be_clicked(client, newest):
    client.post("/newsletter/", {"email": "reader@example.org"})
    page = newest().content.decode()
    assert "reader@example.org" in page
    link = re.search(r'href="http://testserver(/newsletter/confirm/[^"]+)"', page).group(1)
    assert client.get(link).status_code == 200


def test_the_newest_mail_stands_first(client):
    with get_connection() as connection:
        for number in range(3):
            headers = {"Date": f"Mon, 0{number + 1} Jun 2026 10:00:00 +0000"}
            EmailMultiAlternatives(
                f"Mail {number}", "x", "a@b.org", ["c@d.org"], connection=connection, headers=headers
            ).send()
    page = client.get(PATH).content.decode()
    assert page.index("Mail 2") < page.index("Mail 1") < page.index("Mail 0")


def test_what_a_mail_says_is_shown_as_text(newest):
    send_mail(
        "<b>Subject</b>", "<script>alert(1)</script> żółw http://example.org/<x>", "a@example.org", ["b@example.org"]
    )
    page = newest().content.decode()
    assert "<script>alert" not in page
    assert "<b>Subject" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; żółw" in page


def test_html_is_shown_in_a_frame_where_nothing_runs_and_nothing_is_loaded(client, newest):
    mail = EmailMultiAlternatives("Subject", "Text", "a@example.org", ["b@example.org"])
    mail.attach_alternative("<html><head></head><script>alert(1)</script><p>Word</p></html>", "text/html")
    mail.send()
    page = newest().content.decode()
    frame = re.search(r'<iframe[^>]*src="([^"]+)"[^>]*sandbox="([^"]*)"', page)
    assert "allow-scripts" not in frame.group(2)
    assert "allow-same-origin" not in frame.group(2)
    answer = client.get(frame.group(1))
    assert "<p>Word</p>" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "name", ["..", "../settings", "%2e%2e%2fsecret.log", "..%2f..%2fetc%2fpasswd", "missing.log", "a%00.log", "a.txt"]
)
def test_no_other_file_can_be_read(client, tmp_path, name):
    (tmp_path / "secret.log").write_text("secret")
    for address in (f"{PATH}{name}/0/", f"{PATH}{name}/0/html/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "secret\n" not in answer.content.decode()


def test_a_number_beyond_the_last_mail_is_not_there(client, settings):
    send_mail("Subject", "Text", "a@example.org", ["b@example.org"])
    name = next(settings.EMAIL_FILE_PATH.iterdir()).name
    assert client.get(f"{PATH}{name}/0/").status_code == 200
    assert client.get(f"{PATH}{name}/1/").status_code == 404
    assert client.get(f"{PATH}{name}/99999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe no mail at all", b"Content-Type: text/plain; charset=nonsense\n\n\xff"]
)
def test_a_broken_file_is_no_error_of_the_server(client, settings, content):
    settings.EMAIL_FILE_PATH.mkdir()
    (settings.EMAIL_FILE_PATH / "broken.log").write_bytes(content)
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}broken.log/0/").status_code in (200, 404)


def test_outside_development_there_is_no_such_page(client, settings):
    client.post("/newsletter/", {"email": "reader@example.org"})
    name = next(settings.EMAIL_FILE_PATH.iterdir()).name
    settings.DEVELOPMENT_MAIL = False
    for address in (PATH, f"{PATH}{name}/0/", f"{PATH}{name}/0/html/"):
        assert client.get(address).status_code == 404
