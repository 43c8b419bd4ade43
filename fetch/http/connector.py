"""Resolve names and check peers, so that no request reaches a private network.

A host written as a number is not resolved, and a name may resolve to something else next time. So
the peer is checked once more when its socket is created.
"""

import errno
import socket

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType
from aiohttp.resolver import ThreadedResolver

from fetch.private_addresses import AddressRule, ascii_host

_DNS_SECONDS = 300


class ForbiddenAddressError(OSError):
    """A public name leads to a private address. An OSError, so that aiohttp carries it."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "it leads into your own network")


class Resolver(AbstractResolver):
    """Resolves names; remembers where they led; refuses private addresses if told so."""

    def __init__(self, is_private: AddressRule, *, allows_private: bool) -> None:
        self._inner = ThreadedResolver()
        self._is_private = is_private
        self._allows_private = allows_private
        self._private_hosts: set[str] = set()

    def was_private(self, host: str) -> bool:
        """Tell whether a name resolved to an address in the user's own network."""
        return ascii_host(host) in self._private_hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host."""
        found = await self._inner.resolve(host, port, family)
        public = [result for result in found if not self._is_private(result["host"])]
        if public:
            # A public name that also has a private address is not in the user's own network:
            # otherwise whoever answers for the name could open the way into it.
            self._private_hosts.discard(ascii_host(host))
        else:
            self._private_hosts.add(ascii_host(host))
        if self._allows_private:
            return found
        if not public:
            raise ForbiddenAddressError
        return public

    async def close(self) -> None:
        """Close what resolves."""
        await self._inner.close()


def open_connector(
    resolver: Resolver, is_private: AddressRule, *, allows_private: bool
) -> aiohttp.TCPConnector:
    """Return what opens connections; to public peers only, unless told otherwise."""

    def opened(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allows_private and is_private(str(address[0])):
            raise ForbiddenAddressError
        return socket.socket(family=family, type=kind, proto=protocol)

    # The slots outside bound the connections: the pool's own limits would count the waiting
    # time of a request into its time-out.
    return aiohttp.TCPConnector(
        limit=0,
        limit_per_host=0,
        resolver=resolver,
        ttl_dns_cache=_DNS_SECONDS,
        socket_factory=opened,
    )
