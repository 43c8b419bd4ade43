"""The addresses of mailboxes and of their senders' feeds. Pure.

`imaps://user@host/Folder` is a folder of a mail server, `maildir:/path` one on this machine. What a
sender writes there is a feed of its own: `imaps://user@host/Folder#from=news@example.org`. A server
is asked for the folder alone.
"""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from fetch.text.clean import clean_line

SENDER_MARK = "#from="
MAILDIR_SCHEME = "maildir:"
_PORTS = {"imaps": 993, "imap": 143}
_LONGEST_ADDRESS = 1000


class MailAddressError(ValueError):
    """An address names no mailbox; the message says why."""


class Mailbox(Struct, frozen=True, kw_only=True):
    """Where messages lie: a folder of a server, or a folder of this machine.

    Attributes:
        is_encrypted: from the first byte; otherwise by STARTTLS.
        path: of a maildir, "" for a server.
    """

    host: str = ""
    port: int = 0
    user: str = ""
    folder: str = ""
    is_encrypted: bool = True
    path: str = ""

    @property
    def address(self) -> str:
        """The one form of the address."""
        if self.path:
            return f"{MAILDIR_SCHEME}{self.path}"
        scheme = "imaps" if self.is_encrypted else "imap"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[scheme] else f":{self.port}"
        user = quote(self.user, safe="")
        return f"{scheme}://{user}@{host}{port}/{quote(self.folder, safe='/')}"


def is_mail_address(address: str) -> bool:
    """Whether an address is that of a mailbox or of one of its senders."""
    return address.startswith((MAILDIR_SCHEME, "imap://", "imaps://"))


def is_sender_address(address: str) -> bool:
    """Whether this is what a sender's feed is called: nobody is asked for it."""
    return is_mail_address(address) and SENDER_MARK in address


def sender_address(mailbox: str, sender: str) -> str:
    """Return what the feed of a sender is called."""
    return f"{mailbox}{SENDER_MARK}{quote(sender, safe='@.')}"


def mail_origin(address: str) -> str:
    """Return scheme, user, host and port of a mail server as one word, "" for anything else."""
    try:
        mailbox = mailbox_of(address)
    except MailAddressError:
        return ""
    return "" if mailbox.path else mailbox.address.rpartition("/")[0].partition("/INBOX")[0]


def mailbox_of(typed: str) -> Mailbox:
    """Return the mailbox that an address names.

    Raises:
        MailAddressError: it names none.
    """
    address = clean_line(typed.partition(SENDER_MARK)[0], max_characters=_LONGEST_ADDRESS)
    if address.startswith(MAILDIR_SCHEME):
        path = address.removeprefix(MAILDIR_SCHEME).removeprefix("//")
        if not path:
            raise MailAddressError("expected maildir:FOLDER")
        return Mailbox(path=str(Path(path).expanduser().absolute()))
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        message = f"not an address: {error}"
        raise MailAddressError(message) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise MailAddressError("expected imaps://USER@HOST/FOLDER")
    user = unquote(parts.netloc.rpartition("@")[0].partition(":")[0])
    if not user:
        raise MailAddressError("it names no user; expected imaps://USER@HOST/FOLDER")
    return Mailbox(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=user,
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_encrypted=parts.scheme == "imaps",
    )
