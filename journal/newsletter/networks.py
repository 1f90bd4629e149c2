"""Where a request came from, no more exactly than is needed."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# What a provider gives to one household or office; nothing finer is kept or counted.
PREFIX_IPV4 = 24
PREFIX_IPV6 = 56


def client_network(request: HttpRequest) -> str:
    """The network of the client, such as `203.0.113.0/24`; empty where no address is known."""
    return shorten(client_address(request))


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw.

    Anyone can send an `X-Forwarded-For`; only the last `TRUSTED_PROXIES` entries were written by proxies of ours.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies < 1:
        return remote
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(entries) < proxies or not shorten(entries[-proxies]):
        return remote
    return entries[-proxies]


def shorten(address: str) -> str:
    """An address without its last part, as a network; empty for what is no address."""
    parsed = _parse(address)
    if parsed is None:
        return ""
    prefix = PREFIX_IPV4 if parsed.version == 4 else PREFIX_IPV6
    return str(ip_network(f"{parsed}/{prefix}", strict=False))


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    """Read an address as servers and proxies write them: with a port, in brackets, with a zone."""
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped
    return parsed
