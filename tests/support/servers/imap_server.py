"""A small IMAP server on loopback, with or without TLS; it remembers every command."""

import base64
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

USER, PASSWORD = "me@example.org", "s3cret word"


@dataclass
class ImapDesk:
    """A server with one folder.

    Attributes:
        messages: by UID.
        lies: a command's name to the raw lines that it is answered with instead.
    """

    folder: str = "Newsletters"
    validity: int = 7
    messages: dict[int, bytes] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    lies: dict[str, bytes] = field(default_factory=dict)
    capabilities: str = "IMAP4rev1 AUTH=PLAIN"
    is_silent: bool = False
    port: int = 0

    def put(self, message: bytes, uid: int | None = None) -> None:
        """Let a message come in."""
        self.messages[uid or max(self.messages, default=0) + 1] = message.replace(b"\n", b"\r\n")

    @property
    def next_uid(self) -> int:
        return max(self.messages, default=0) + 1


@contextmanager
def imap_server(desk: ImapDesk, certificate: Path | None = None) -> Iterator[ImapDesk]:
    """Serve a desk; by TLS with a certificate, in whose file its key is, too.

    From the first byte, or after STARTTLS if that is among the desk's capabilities.
    """

    def secured(connection: socket.socket) -> ssl.SSLSocket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        assert certificate is not None
        context.load_cert_chain(certificate)
        return context.wrap_socket(connection, server_side=True)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            try:
                if _serve(self.rfile, self.wfile, desk):
                    secure = secured(self.connection)
                    with secure.makefile("rb") as reader, secure.makefile("wb", 0) as writer:
                        _serve(reader, writer, desk, greets=False)
                    secure.close()
            except (ConnectionError, ValueError, ssl.SSLError):
                return

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, object]:
            connection, address = super().get_request()
            if certificate is not None and "STARTTLS" not in desk.capabilities:
                connection = secured(connection)
            return connection, address

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: who refuses a certificate hangs up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        desk.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield desk
        finally:
            server.shutdown()
            thread.join()


def _serve(reader: object, writer: object, desk: ImapDesk, *, greets: bool = True) -> bool:
    """Answer commands until the end; return whether TLS is to begin."""
    read, write = reader.readline, writer.write  # type: ignore[attr-defined]  # binary files
    if desk.is_silent:
        read()
        return False
    if greets:
        write(f"* OK [CAPABILITY {desk.capabilities}] ready\r\n".encode())
    while line := read():
        tag, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
        name = rest.split(" ")[1].upper() if rest.upper().startswith("UID ") else ""
        name = f"UID {name}" if name else rest.partition(" ")[0].upper()
        desk.commands.append(rest if "LOGIN" not in name else "LOGIN …")
        if name in desk.lies:
            write(desk.lies[name].replace(b"TAG", tag.encode()))
            continue
        if name == "STARTTLS":
            write(f"{tag} OK begin\r\n".encode())
            return True
        if name == "AUTHENTICATE":
            write(b"+ \r\n")
            given = base64.b64decode(read().strip())
            is_right = given == f"\0{USER}\0{PASSWORD}".encode()
            write(f"{tag} {'OK done' if is_right else 'NO [AUTHENTICATIONFAILED] no'}\r\n".encode())
        else:
            write(_answer(desk, name, rest, tag))
        if name == "LOGOUT":
            return False
    return False


def _answer(desk: ImapDesk, name: str, rest: str, tag: str) -> bytes:
    ok = f"{tag} OK done\r\n".encode()
    answer = f"{tag} BAD {name} is not for readers\r\n".encode()
    match name:
        case "CAPABILITY":
            answer = f"* CAPABILITY {desk.capabilities}\r\n".encode() + ok
        case "LOGIN":
            is_right = rest.endswith(f'"{PASSWORD}"') and USER in rest
            answer = ok if is_right else f"{tag} NO wrong: {rest}\r\n".encode()
        case "EXAMINE" if rest.partition(" ")[2].strip('"') != desk.folder:
            answer = f"{tag} NO there is no such folder\r\n".encode()
        case "EXAMINE":
            head = (
                f"* {len(desk.messages)} EXISTS\r\n* OK [UIDVALIDITY {desk.validity}] ok\r\n"
                f"* OK [UIDNEXT {desk.next_uid}] ok\r\n"
            )
            answer = head.encode() + f"{tag} OK [READ-ONLY] done\r\n".encode()
        case "UID SEARCH":
            first = int(re.search(r"(\d+):\*", rest)[1])  # type: ignore[index]  # as it is asked
            found = [uid for uid in sorted(desk.messages) if uid >= first]
            found = found or sorted(desk.messages)[-1:]
            answer = f"* SEARCH {' '.join(map(str, found))}\r\n".encode() + ok
        case "UID FETCH":
            answer = b"".join(_fetched(desk, rest)) + ok
        case "LOGOUT":
            answer = b"* BYE\r\n" + ok
        case _:
            pass
    return answer


def _fetched(desk: ImapDesk, rest: str) -> Iterator[bytes]:
    uids = [int(it) for it in rest.split(" ")[2].split(",")]
    for number, uid in enumerate(sorted(desk.messages), 1):
        if uid not in uids:
            continue
        body = desk.messages[uid]
        if "BODY.PEEK" in rest:
            cut = body[: int(re.search(r"<0\.(\d+)>", rest)[1])]  # type: ignore[index]  # likewise
            yield f"* {number} FETCH (UID {uid} BODY[]<0> {{{len(cut)}}}\r\n".encode()
            yield cut + b")\r\n"
        else:
            yield f"* {number} FETCH (UID {uid} RFC822.SIZE {len(body)})\r\n".encode()
