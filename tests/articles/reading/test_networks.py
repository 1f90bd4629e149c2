import pytest
from django.test import RequestFactory

from articles.reading.networks import client_network, truncate_address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("203.0.113.77:51234", "203.0.113.0/24"),
        ("2001:db8:1234:5678:9abc::1", "2001:db8:1234:5600::/56"),
        ("[2001:db8:1234:56ff::1]:443", "2001:db8:1234:5600::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113", ""),
        ("'; drop table", ""),
    ],
)
def test_an_address_is_truncated_to_its_network(address, network):
    assert truncate_address(address) == network


def network_of(forwarded: str | None, remote: str = "198.51.100.9") -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return client_network(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


def test_only_entries_of_trusted_proxies_are_used(settings):
    settings.TRUSTED_PROXIES = 0
    assert network_of("203.0.113.77") == "198.51.100.0/24"
    settings.TRUSTED_PROXIES = 1
    assert network_of("10.9.9.9, 203.0.113.77") == "203.0.113.0/24"
    settings.TRUSTED_PROXIES = 2
    assert network_of("10.9.9.9, 203.0.113.77, 192.0.2.1") == "203.0.113.0/24"


@pytest.mark.parametrize("forwarded", [None, "", "nonsense", "203.0.113.77, nonsense", ",,"])
def test_an_invalid_forwarded_address_falls_back_to_the_remote_address(settings, forwarded):
    settings.TRUSTED_PROXIES = 1
    assert network_of(forwarded) == "198.51.100.0/24"
