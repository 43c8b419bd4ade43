"""Decompress bodies piece by piece, up to a limit.

The HTTP client's own decoder unpacks a whole chunk before its size can be counted: a few hundred
bytes become hundreds of megabytes. Pure; knows no network.
"""

import zlib
from collections.abc import Iterator

from fetch.errors import FetchError
from fetch.model import Failure, FailureKind
from fetch.spool import SPOOL_BYTES, Spool

_PIECE_BYTES = 1 << 16
_GZIP_MAGIC = b"\x1f\x8b"
MAX_CODINGS = 2
"""Layers of compression: servers stack two by mistake, more only on purpose."""


def _failure(kind: FailureKind, detail: str) -> FetchError:
    return FetchError(Failure(kind=kind, detail=detail))


class _Layer:
    """One layer of gzip or deflate, or of gzip that no header speaks of."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._head = b""
        self._inflater: zlib._Decompress | None = None
        self._is_plain = False

    def _open(self, head: bytes) -> None:
        if self._coding == "gzip":
            # Some servers say gzip and send the bare text; no feed starts with these two bytes.
            self._is_plain = not head.startswith(_GZIP_MAGIC)
            self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        else:
            # "deflate" means zlib; many servers send it without the zlib header, or not at all.
            is_zlib = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0  # noqa: PLR2004
            self._is_plain = head[:1] in b"<{\xef"
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if self._inflater is None:
            self._head += chunk
            if len(self._head) < len(_GZIP_MAGIC):
                return
            chunk, self._head = self._head, b""
            self._open(chunk)
        if self._is_plain:
            yield chunk
            return
        yield from self._unpack(chunk)

    def _unpack(self, chunk: bytes) -> Iterator[bytes]:
        inflater = self._inflater
        while chunk and inflater is not None:
            if inflater.eof:
                if self._coding != "gzip" or not chunk.startswith(_GZIP_MAGIC):
                    return  # padding after the end
                inflater = self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
            try:
                piece = inflater.decompress(chunk, _PIECE_BYTES)
            except zlib.error as error:
                raise _failure(
                    FailureKind.UNREADABLE, "the compressed answer is damaged"
                ) from error
            chunk = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            if piece:
                yield piece

    def rest(self) -> bytes:
        """Return what came if it was too little to tell what it is."""
        return self._head if self._inflater is None else b""

    def is_whole(self) -> bool:
        if self._inflater is None:
            return not self._head
        return self._is_plain or self._inflater.eof


class BoundedBody:
    """Collects a body, unpacked, up to a limit on the wire and the same limit unpacked.

    Arguments:
        may_spool: what is large is written into `spool`, and `whole` is empty.

    Raises FetchError: TOO_LARGE, TRUNCATED, or UNREADABLE for a coding that was not asked for.
    """

    def __init__(
        self, codings: tuple[str, ...], *, max_bytes: int, may_spool: bool = False
    ) -> None:
        if len(codings) > MAX_CODINGS or any(name not in {"gzip", "deflate"} for name in codings):
            raise _failure(
                FailureKind.UNREADABLE, "the answer uses a compression that was not requested"
            )
        self._layers = [_Layer(name) for name in reversed(codings)]
        # Files that lie on the server as .gz often come without a word about it.
        self._silent = _Layer("gzip")
        self._layers.append(self._silent)
        self._max_bytes = max_bytes
        self._may_spool = may_spool
        self.spool: Spool | None = None
        self._parts: list[bytes] = []
        # Each layer has the limit: little in the end may be very much on the way.
        self._byte_counts = [0] * len(self._layers)
        self.wire_bytes = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire."""
        self.wire_bytes += len(chunk)
        self._check(self.wire_bytes)
        self._take(chunk, 0)

    def _take(self, chunk: bytes, depth: int) -> None:
        if depth < len(self._layers):
            for piece in self._layers[depth].feed(chunk):
                self._byte_counts[depth] += len(piece)
                self._check(self._byte_counts[depth])
                self._take(piece, depth + 1)
            return
        self._parts.append(chunk)
        if self._may_spool and self._byte_counts[-1] > SPOOL_BYTES:
            self._write_out()

    def _write_out(self) -> None:
        try:
            self.spool = self.spool or Spool()
            for part in self._parts:
                self.spool.write(part)
        except OSError as error:
            reason = f"no room for it in the folder for temporary files ({error.strerror})"
            raise _failure(FailureKind.TOO_LARGE, reason) from error
        self._parts.clear()

    def _check(self, byte_count: int) -> None:
        if byte_count > self._max_bytes:
            limit = self._max_bytes / (1024 * 1024)
            raise _failure(FailureKind.TOO_LARGE, f"larger than {limit:.4g} MiB")

    def whole(self) -> bytes:
        """Return the body once the wire has ended."""
        if rest := self._silent.rest():
            return rest
        if not all(layer.is_whole() for layer in self._layers):
            raise _failure(FailureKind.TRUNCATED, "the answer ended too early")
        return b"".join(self._parts)
