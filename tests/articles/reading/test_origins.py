import pytest
from django.test import RequestFactory

from articles.reading.origins import is_from_own_site


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver:80"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "http://testserver.example.net"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "http://[broken"}, False),
        ({"Referer": "http://testserver/the-long-frontier/a-bridge/"}, True),
        ({"Referer": "http://example.net/testserver/"}, False),
        ({"Origin": "http://example.net", "Referer": "http://testserver/"}, False),
        ({}, True),
    ],
)
def test_a_form_is_accepted_from_own_pages_only(headers, own):
    assert is_from_own_site(RequestFactory().post("/newsletter/", headers=headers)) is own


def test_the_origin_of_site_url_is_accepted_when_a_proxy_changes_the_host(settings):
    settings.SITE_URL = "https://journal.example.org"
    headers = {"Origin": "https://journal.example.org", "Host": "backend:8000"}
    assert is_from_own_site(RequestFactory().post("/newsletter/", headers=headers))


def test_a_host_that_is_not_allowed_is_no_own_origin(settings):
    settings.ALLOWED_HOSTS = ["journal.example.org"]
    headers = {"Origin": "http://evil.example", "Host": "evil.example"}
    assert not is_from_own_site(RequestFactory().post("/newsletter/", headers=headers))
