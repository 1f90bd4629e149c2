"""The client's network, truncated to /24 (IPv4) or /56 (IPv6)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# What providers usually assign to one household or office. Nothing more exact is stored or counted.
PREFIX_IPV4 = 24
PREFIX_IPV6 = 56


def client_network(request: HttpRequest, *, prefix_ipv6: int = PREFIX_IPV6) -> str:
    """Return the client's network, such as `203.0.113.0/24`, or an empty string without a valid address."""
    return truncate_address(client_address(request), prefix_ipv6=prefix_ipv6)


def client_address(request: HttpRequest) -> str:
    """Return the client's address as seen by the outermost trusted proxy.

    Any client can send `X-Forwarded-For`. Only its last `TRUSTED_PROXIES` entries come from proxies of this site.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies < 1:
        return remote
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if len(entries) < proxies or not truncate_address(entries[-proxies]):
        return remote
    return entries[-proxies]


def truncate_address(address: str, *, prefix_ipv6: int = PREFIX_IPV6) -> str:
    """Return the network of an IP address, or an empty string for an invalid one."""
    parsed = parse_address(address)
    if parsed is None:
        return ""
    prefix = PREFIX_IPV4 if parsed.version == 4 else prefix_ipv6
    return str(ip_network(f"{parsed}/{prefix}", strict=False))


def parse_address(address: str) -> IPv4Address | IPv6Address | None:
    """Parse an IP address that may have a port, brackets or a zone; return None for an invalid one."""
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
