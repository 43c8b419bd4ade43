"""Read the new messages of a folder on a mail server. Nothing there is changed: not even "seen".

The folder is opened by EXAMINE, which the server itself keeps from any change, and messages are
read by BODY.PEEK.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from msgspec import Struct

from fetch.errors import FetchError
from fetch.feeds.mail.letters import MOST_BYTES
from fetch.feeds.mail.mail_addresses import Mailbox
from fetch.model import Failure, FailureKind
from fetch.private_addresses import is_local
from fetch.text.clean import clean_line

MOST_MESSAGES = 200
"""Read at a time: of those that were there before the newest, then all in their order."""
_MOST_BYTES = 64 << 20
_STATE = re.compile(r"(\d{1,20}):(\d{1,20})")
_SIZE = re.compile(
    rb"UID (\d{1,20}).*?RFC822\.SIZE (\d{1,20})|RFC822\.SIZE (\d{1,20}).*?UID (\d{1,20})"
)
_LONGEST_REASON = 160


class FolderMessages(Struct, frozen=True, kw_only=True):
    """What was read of a folder."""

    messages: tuple[bytes, ...]
    state: str
    left_out_count: int = 0


def _failure(kind: FailureKind, detail: str) -> FetchError:
    return FetchError(Failure(kind=kind, detail=detail))


def read_folder(
    mailbox: Mailbox, password: str, state: str, timeout_seconds: float
) -> FolderMessages:
    """Return the messages that came since a state. Raises FetchError."""
    with _connection(mailbox, timeout_seconds) as connection:
        _log_in(connection, mailbox, password)
        quoted = (
            '"' + _modified_utf7(mailbox.folder).replace("\\", "\\\\").replace('"', '\\"') + '"'
        )
        status, answer = connection.select(quoted, readonly=True)
        if status != "OK":
            detail = f"the server has no folder {mailbox.folder!r} ({_words(answer)})"
            raise _failure(FailureKind.UNREADABLE, detail)
        validity = _number(connection, "UIDVALIDITY")
        known = _STATE.fullmatch(state)
        first = int(known[2]) if known and int(known[1]) == validity else 1
        uids = _uids(connection, first)
        # The first time only the newest; later the oldest, so that none is passed over.
        wanted = uids[-MOST_MESSAGES:] if first == 1 else uids[:MOST_MESSAGES]
        left_out = len(uids) - len(wanted) if first == 1 else 0
        messages: list[bytes] = []
        byte_count, upto = 0, first
        for uid, size in _sizes(connection, wanted):
            if byte_count and byte_count + size > _MOST_BYTES:
                break
            upto = uid + 1
            if size > MOST_BYTES:
                left_out += 1
                continue
            body = _message(connection, uid)
            byte_count += len(body)
            messages.append(body)
    return FolderMessages(
        messages=tuple(messages), state=f"{validity}:{upto}", left_out_count=left_out
    )


@contextmanager
def _connection(mailbox: Mailbox, timeout_seconds: float) -> Iterator[imaplib.IMAP4]:
    try:
        connection = _connected(mailbox, timeout_seconds)
        try:
            yield connection
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
            with suppress(OSError):
                connection.shutdown()
    except ssl.SSLCertVerificationError as error:
        detail = f"the certificate of {mailbox.host} is not trusted ({error.verify_message})"
        raise _failure(FailureKind.UNREACHABLE, clean_line(detail)) from error
    except TimeoutError as error:
        raise _failure(FailureKind.TIMEOUT, f"{mailbox.host} does not answer") from error
    except (imaplib.IMAP4.error, ValueError, IndexError) as error:
        words = clean_line(str(error), max_characters=_LONGEST_REASON)
        raise _failure(FailureKind.UNREADABLE, f"{mailbox.host}: {words}") from error
    except OSError as error:
        detail = f"{mailbox.host} can't be reached ({error.strerror or error})"
        raise _failure(FailureKind.UNREACHABLE, clean_line(detail)) from error


def _connected(mailbox: Mailbox, timeout_seconds: float) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    host, port = mailbox.host, mailbox.port
    if mailbox.is_encrypted:
        return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=timeout_seconds)
    connection = imaplib.IMAP4(host, port, timeout=timeout_seconds)
    try:
        _secure(connection, host, context)
    except BaseException:
        with suppress(OSError):
            connection.shutdown()
        raise
    return connection


def _secure(connection: imaplib.IMAP4, host: str, context: ssl.SSLContext) -> None:
    """Let a plain connection go on encrypted; without that only in one's own network."""
    if "STARTTLS" in connection.capabilities:
        connection.starttls(ssl_context=context)
    elif not is_local(f"http://{host}/"):
        detail = f"{host} offers no encryption; the password was not sent"
        raise _failure(FailureKind.UNREACHABLE, detail)


def _log_in(connection: imaplib.IMAP4, mailbox: Mailbox, password: str) -> None:
    user = mailbox.user
    try:
        if "AUTH=PLAIN" in connection.capabilities:
            secret = f"\0{user}\0{password}".encode()
            connection.authenticate("PLAIN", lambda _: secret)
        else:
            connection.login(user, password)
    except connection.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as error:
        words = "" if isinstance(error, UnicodeError) else f" ({_without(str(error), password)})"
        detail = f"{mailbox.host} refuses the user {user} or the password{words}"
        raise _failure(FailureKind.HTTP_STATUS, clean_line(detail)) from error


def _without(words: str, password: str) -> str:
    """Return a server's words, in which a password may stand, without it."""
    return clean_line(words.replace(password, "…"), max_characters=_LONGEST_REASON)


def _words(answer: Sequence[object]) -> str:
    first = next(iter(answer), b"")
    text = first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
    return clean_line(text, max_characters=_LONGEST_REASON)


def _number(connection: imaplib.IMAP4, name: str) -> int:
    _, values = connection.response(name)
    value: object = next(iter(values or ()), None)
    return int(value) if isinstance(value, bytes) and value.isdigit() else 0


def _uids(connection: imaplib.IMAP4, first: int) -> list[int]:
    status, answer = connection.uid("SEARCH", "UNDELETED", "UID", f"{first}:*")
    if status != "OK":
        detail = f"the folder can't be searched ({_words(answer)})"
        raise _failure(FailureKind.UNREADABLE, detail)
    numbers = b" ".join(it for it in answer if isinstance(it, bytes)).split()
    # "7:*" means the last message, too, if there is none from 7 on.
    return sorted({int(it) for it in numbers if it.isdigit() and int(it) >= first})


def _sizes(connection: imaplib.IMAP4, uids: Sequence[int]) -> list[tuple[int, int]]:
    if not uids:
        return []
    wanted = set(uids)
    _, answer = connection.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
    found: dict[int, int] = {}
    for it in answer:
        match = _SIZE.search(it) if isinstance(it, bytes) else None
        if match:
            uid, size = (match[1], match[2]) if match[1] else (match[4], match[3])
            found[int(uid)] = int(size)
    return sorted((uid, size) for uid, size in found.items() if uid in wanted)


def _message(connection: imaplib.IMAP4, uid: int) -> bytes:
    _, answer = connection.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
    return next((bytes(it[1]) for it in answer if isinstance(it, tuple) and len(it) > 1), b"")


def _modified_utf7(name: str) -> str:
    """Return a folder's name as IMAP writes it (RFC 3501, 5.1.3)."""
    encoded = ""
    for run in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", name):
        if run.isascii() and run.isprintable():
            encoded += run.replace("&", "&-")
        else:
            word = run.encode("utf-7").decode("ascii")
            encoded += "&" + word.removeprefix("+").removesuffix("-").replace("/", ",") + "-"
    return encoded
