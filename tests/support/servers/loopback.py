"""A web server on loopback that answers what a test tells it to, byte for byte."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]


_TLS = b"\x16"
"""The first byte of who wants a secure connection: plain servers close."""

Answer = Callable[[Received, asyncio.StreamWriter], Awaitable[None]]


def reply(
    body: bytes = b"", *, status: str = "200 OK", headers: dict[str, str] | None = None
) -> Answer:
    """Return an answer with a proper length, then close."""

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    return answer


def raw(data: bytes) -> Answer:
    """Return an answer that sends `data` as it is, then closes."""

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return answer


def redirect(location: str, *, status: str = "302 Found") -> Answer:
    """Return a redirect."""
    return reply(status=status, headers={"Location": location})


def silence() -> Answer:
    """Return an answer that never comes."""

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    return answer


@dataclass
class LoopbackServer:
    """Serves `answers` by path on 127.0.0.1 and keeps what was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    connection_count: int = 0
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, self.host, 0, ssl=self.tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def stop_listening(self) -> None:
        """Take no more connections."""
        self._server.close()
        await self._server.wait_closed()

    def url(self, path: str = "/", *, host: str = "") -> str:
        """Return the address of `path` on this server."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def counts(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(received.path for received in self.received)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connection_count += 1
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            if task is not None:
                self._tasks.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == _TLS:
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = (line.partition(":") for line in head[1:] if line)
        received = Received(
            path=head[0].split(" ")[1],
            headers={name.lower(): value.strip() for name, _, value in fields},
        )
        self.received.append(received)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            answer = self.answers.get(received.path, reply(status="404 Not Found"))
            await answer(received, writer)
            await writer.drain()
        finally:
            self.busy -= 1
