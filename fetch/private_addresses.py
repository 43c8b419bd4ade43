"""Recognise private hosts and addresses, which public feeds may not reach. Pure.

One host can be written in many ways: in full-width or circled digits, with ideographic full stops,
as one number, in octal. It is checked in the form in which it is requested.
"""

import ipaddress
import socket
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from fetch.lazy_pattern import lazy_pattern

AddressRule = Callable[[str], bool]
"""Tell whether an IP address is private."""

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_DOCUMENTATION = ipaddress.ip_network("3fff::/20")  # newer than Python 3.11
_RELAYS = ipaddress.ip_network("192.88.99.0/24")
# The last 64 bits of an address that carries an IPv4 address over a company's network (RFC 5214).
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})

# IDNA leaves these out: soft hyphen, joiners, selectors of variants and the like.
_IGNORED = lazy_pattern(
    "[\u00ad\u034f\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_NUMBERS = lazy_pattern(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}")
_LOCAL_ENDINGS = (".local", ".lan", ".internal", ".home.arpa")
_NAMES_OF_THIS_MACHINE = lazy_pattern(r"(?:.+\.)?localhost")
_REMEMBERED = 256
"""Each address is judged a dozen times on its way through one request."""


@lru_cache(_REMEMBERED)
def is_private_address(address: str) -> bool:
    """Tell whether an IP address is anything but an address of the whole internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return not ip.is_global or ip.is_multicast or ip in _RELAYS
    # Tunnels carry an IPv4 address inside, and it is that one which is reached.
    if (inner := _inner_address(ip)) is not None:
        return is_private_address(str(inner))
    # Only this part of the address space is given out to the public.
    return ip not in _GLOBAL_UNICAST or not ip.is_global or ip in _DOCUMENTATION


def _inner_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _NAT64:
        return last
    if ip in _GLOBAL_UNICAST and (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP:
        return last
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def ascii_host(host: str) -> str:
    """Return a host as it is asked for: in ASCII and lower case, without a dot at its end."""
    if not host.isascii():
        plain = unicodedata.normalize("NFKC", _IGNORED.sub("", host)).lower()
        labels = unicodedata.normalize("NFKC", plain).replace("\u3002", ".").split(".")
        host = ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
            for label in labels
        )
    return host.lower().rstrip(".")


@lru_cache(_REMEMBERED)
def host_of(url: str) -> str:
    """Return the host of an address as it is asked for, "" if it has none."""
    try:
        return ascii_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


@lru_cache(_REMEMBERED)
def slot_of(url: str) -> str:
    """Return what counts as one host for the number of requests at a time: name and port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    return f"{host_of(url)}:{port or parts.scheme}"


@lru_cache(_REMEMBERED)
def literal_address(host: str) -> str:
    """Return the IP address that `host` is itself, in whatever form; "" for a name."""
    host = ascii_host(host).removeprefix("[").removesuffix("]")
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    if not _NUMBERS.fullmatch(host):
        return ""
    try:
        # 127.1, 0x7f.1, 2130706433: what the system's resolver makes of numbers.
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def names_own_network(url: str, is_private: AddressRule = is_private_address) -> bool:
    """Tell whether an address says itself that it is private; what names lead to is seen later."""
    host = host_of(url)
    literal = literal_address(host)
    if literal:
        return is_private(literal)
    return bool(_NAMES_OF_THIS_MACHINE.fullmatch(host))


def is_local(url: str) -> bool:
    """Whether an address is plainly on this machine or the local network; asks no name server."""
    return names_own_network(url) or host_of(url).endswith(_LOCAL_ENDINGS)
