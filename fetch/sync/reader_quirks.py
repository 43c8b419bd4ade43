"""How the servers that speak the Google Reader API differ from one another: a table."""

from msgspec import Struct

from fetch.private_addresses import host_of
from fetch.sync.sync_model import Abilities


class ReaderQuirks(Struct, frozen=True, kw_only=True):
    """One server's ways.

    Attributes:
        hosts: it is known by one of these hosts, or a host below them,
        path_end: or by the end of the account's address.
        ids_at_once: so many ids are asked for in one call.
        max_ids: more of one kind are not listed.
        contents_at_once: entries in one call.
        has_labels: entries can have labels of the reader's.
        default_folder: what the server calls the place of feeds that are in no folder.
        is_full_width: titles and names have full-width signs for those that mean something in
            HTML; they are plain text otherwise.
        wants_app: id and key of a program must be sent along.
        needs: what to sign in with.
    """

    product: str
    hosts: tuple[str, ...] = ()
    path_end: str = ""
    ids_at_once: int = 10_000
    max_ids: int = 25_000
    contents_at_once: int = 150
    marks_at_once: int = 1_000
    has_labels: bool = True
    default_folder: str = ""
    is_full_width: bool = False
    wants_app: bool = False
    needs: str = ""

    @property
    def abilities(self) -> Abilities:
        """What the client of such a server can do."""
        return Abilities(
            labels=self.has_labels,
            edits_feeds=True,
            moves_feeds=True,
            ids_at_once=self.marks_at_once,
            contents_at_once=self.contents_at_once,
        )


FRESHRSS = ReaderQuirks(
    product="FreshRSS",
    path_end="/greader.php",
    ids_at_once=25_000,
    contents_at_once=250,
    default_folder="Uncategorized",
    is_full_width=True,
    needs="Sign in with your user name and your API password, which you set in FreshRSS under "
    "Settings › Profile › API management; it is not the password of the web page.",
)
THE_OLD_READER = ReaderQuirks(
    product="The Old Reader",
    hosts=("theoldreader.com",),
    contents_at_once=250,
    has_labels=False,
    needs="Sign in with your e-mail address and password; if you signed up with Google or "
    "Facebook, set a password in the settings first.",
)
BAZQUX = ReaderQuirks(
    product="BazQux Reader",
    hosts=("bazqux.com",),
    ids_at_once=25_000,
    contents_at_once=250,
    needs="Sign in with the user name and password that you set in the settings under Account.",
)
INOREADER = ReaderQuirks(
    product="Inoreader",
    hosts=("inoreader.com", "innoreader.com"),
    ids_at_once=1_000,
    max_ids=5_000,  # an application has a hundred calls a day
    wants_app=True,
    needs="Sign in with your e-mail address and password, and the App ID and App key of a program "
    "that you register in Inoreader under Preferences › Developer.",
)
OTHER_READER = ReaderQuirks(
    product="Google Reader API",
    # Miniflux, which refuses them, is one of these; what is not known to have labels has none.
    has_labels=False,
    needs="Sign in with your user name and the password for this API, which may be another than "
    "that of the web page.",
)
KNOWN_READERS = (FRESHRSS, THE_OLD_READER, BAZQUX, INOREADER)


def quirks_of(url: str) -> ReaderQuirks:
    """Return the ways of the server at an account's address."""
    host = host_of(url)
    for known in KNOWN_READERS:
        if any(host == it or host.endswith(f".{it}") for it in known.hosts):
            return known
        if known.path_end and url.rstrip("/").endswith(known.path_end):
            return known
    return OTHER_READER
