"""Which addresses are private: what the public names may not lead into those. Pure."""

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

AddressRule = Callable[[str], bool]
"""Tell whether an IP address is private."""


def is_private_address(address: str) -> bool:
    """Tell whether an IP address is loopback, private, link-local or otherwise not public."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        # Tunnels carry an IPv4 address inside, and it is that one which is reached.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_private_address(str(inner))
    return not ip.is_global or ip.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def host_of(url: str) -> str:
    """Return the host of an address in lower case, "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def slot_of(url: str) -> str:
    """Return what counts as one host for the number of requests at a time: name and port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    return f"{parts.hostname}:{port or parts.scheme}"


def literal_address(host: str) -> str:
    """Return the IP address that `host` is itself, "" for a name."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        return ""
