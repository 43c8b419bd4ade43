"""The form for the options of one feed."""

from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from cache.feeds.feed_options import CredentialKind, CredentialLink, ManagedFeed
from cache.stores.feed_store import FeedState
from fetch.access import without_secret
from fetch.html.selectors import selector_problem
from fetch.rules import PageRules
from fetch.text.identity import web_address
from tui.app.screens.base_screen import NewsDialog
from tui.app.screens.dialogs.mute_dialog import Setting
from tui.app.widgets.text.drawable_text import drawable

LEAST_MINUTES, MOST_MINUTES = 15, 1440
MOST_LATEST = 10_000
_FULL: tuple[tuple[str, bool | None], ...] = (
    ("as configured", None),
    ("fetched", True),
    ("not fetched", False),
)
_OWN = (("only where the page gives less", False), ("wherever it is whole", True))
_KEEP, _NONE, _VARIABLE = "kept", "none", "from a variable of the environment"
_SECRETS = ("user and password", "token", "cookie file", _VARIABLE)


class NewSecret(Struct, frozen=True, kw_only=True):
    """A credential as it was typed: it is stored elsewhere, off the screen's own thread.

    Attributes:
        path: of a file of cookies, None for other kinds.
        variable: of the environment, "" if the secret itself was typed.
    """

    kind: CredentialKind
    secret: str = ""
    path: Path | None = None
    variable: str = ""

    def __repr__(self) -> str:
        return f"NewSecret({self.kind})"


class FeedEdit(Struct, frozen=True, kw_only=True):
    """What the reader wants a feed to be."""

    state: FeedState
    secret: NewSecret | None = None


class _ProblemError(Exception):
    """A line of the form can't be used."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class EditFeedScreen(NewsDialog[FeedEdit]):
    """Gives the feed as it is to be, nothing if the reader thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Cancel"),
        ("ctrl+s", "save", "Save"),
        ("down", "app.focus_next", "Next"),
        ("up", "app.focus_previous", "Previous"),
        ("ctrl+t", "change('full')", "Full articles"),
        ("ctrl+o", "change('own')", "Own text"),
        ("ctrl+l", "change('quiet')", "Quiet"),
        ("ctrl+r", "change('secret')", "Credential"),
    ]

    def __init__(self, feed: ManagedFeed, folders: tuple[str, ...]) -> None:
        super().__init__()
        self._feed = feed
        self._folders = folders
        options = feed.options
        self._full = next(i for i, it in enumerate(_FULL) if it[1] is options.full_articles)
        self._own = int(options.prefers_feed)
        self._ways = ((_KEEP,) if options.credential else ()) + (_NONE, *_SECRETS)
        self._way = 0
        self._is_quiet = feed.options.is_quiet

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        feed, options = self._feed, self._feed.options
        minutes = str(options.interval_minutes or "")
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content(drawable(feed.row.title)), classes="title", markup=False)
            yield Static(classes="problem", markup=False)
            yield from _line("Name", "title", feed.given_title, "the feed's own")
            yield from _line("Address", "url", without_secret(feed.row.url)[0], "")
            yield from _line("Folder", "folder", feed.row.folder, "none", known=self._folders)
            yield from _line("Asked every … minutes (15–1440)", "minutes", minutes, "its rhythm")
            yield Setting(id="full", markup=False)
            yield Setting(id="own", markup=False)
            yield Setting(id="quiet", markup=False)
            latest = str(options.latest_count or "")
            yield from _line("Unread: only the newest …", "latest", latest, "all")
            yield from _line("User agent", "agent", options.user_agent, "nutgraf's")
            yield from _line(
                "CSS selector of the article", "article", options.pages.article, "div.story"
            )
            yield from _line("CSS selector to leave out", "strip", options.pages.strip, ".advert")
            yield Setting(id="secret", markup=False)
            yield Input(id="typed")
            words = "Enter or Ctrl+S saves · Tab ↑ ↓ move · Esc cancels"
            yield Static(words, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one(".problem").display = False
        # Where a feed of an account is, and when it is asked, is its server's to say.
        for name in ("url", "minutes"):
            line = self.query_one(f"#{name}", Input)
            line.disabled = self._feed.row.account_id is not None
        self.query_one("#title", Input).focus()
        self._show_settings()

    # What is chosen among a few.

    def _show_settings(self) -> None:
        way = self._ways[self._way]
        rows = {
            "full": f"Ctrl+T  Pages of its entries: {_FULL[self._full][0]}",
            "own": f"Ctrl+O  The feed's own text: {_OWN[self._own][0]}",
            "quiet": f"Ctrl+L  In All, Unread and Top stories: {'no' if self._is_quiet else 'yes'}",
            "secret": f"Ctrl+R  Credential: {way}",
        }
        for name, words in rows.items():
            self.query_one(f"#{name}", Setting).update(Content(words))
        typed = self.query_one("#typed", Input)
        typed.display = way in _SECRETS
        typed.password = way in _SECRETS[:2]
        typed.placeholder = {
            "user and password": "user:password",
            "cookie file": "~/cookies.txt",
            _VARIABLE: "NUTGRAF_CREDENTIAL_…",
        }.get(way, "")

    def on_setting_clicked(self, message: Setting.Clicked) -> None:
        """Change what was clicked."""
        self.action_change(message.setting.id or "")

    def action_change(self, name: str) -> None:
        """Take the next value."""
        match name:
            case "full":
                self._full = (self._full + 1) % len(_FULL)
            case "quiet":
                self._is_quiet = not self._is_quiet
            case "own":
                self._own = (self._own + 1) % len(_OWN)
            case _:
                self._way = (self._way + 1) % len(self._ways)
                self.query_one("#typed", Input).value = ""
        self._show_settings()

    # The answer.

    def on_input_submitted(self) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Give the feed as it is to be, or say what can't be."""
        try:
            answer = FeedEdit(state=self._state(), secret=self._secret())
        except _ProblemError as problem:
            line = self.query_one(".problem", Static)
            line.update(Content(drawable(str(problem))))
            line.display = True
            field = self.query_one(f"#{problem.field}", Input)
            field.focus()
            line.scroll_visible(animate=False)
        else:
            self.dismiss(answer)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _state(self) -> FeedState:
        feed = self._feed
        typed = self._value("url")
        whole = typed if "://" in typed else f"https://{typed}"
        # What was not touched stays as it is, to the letter.
        is_same = typed == without_secret(feed.row.url)[0]
        url = feed.row.url if is_same else web_address(whole, keeps_user=True) if typed else ""
        if not url or (without_secret(url)[1] and not is_same):
            raise _ProblemError("url", "An address of the web is needed, without a password.")
        link: CredentialLink | None = feed.options.credential
        return FeedState(
            url=url,
            title=self._value("title"),
            folder=self._value("folder"),
            options=replace(
                feed.options,
                full_articles=_FULL[self._full][1],
                prefers_feed=_OWN[self._own][1],
                interval_minutes=self._minutes(),
                is_quiet=self._is_quiet,
                latest_count=self._latest(),
                user_agent=self._agent(),
                pages=PageRules(article=self._selector("article"), strip=self._selector("strip")),
                credential=link if self._ways[self._way] == _KEEP else None,
            ),
        )

    def _minutes(self) -> int | None:
        typed = self._value("minutes")
        if not typed:
            return None
        if not typed.isdecimal() or not LEAST_MINUTES <= int(typed) <= MOST_MINUTES:
            words = f"From {LEAST_MINUTES} to {MOST_MINUTES} minutes, or nothing for its rhythm."
            raise _ProblemError("minutes", words)
        return int(typed)

    def _latest(self) -> int | None:
        typed = self._value("latest")
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= MOST_LATEST):
            raise _ProblemError("latest", f"From 1 to {MOST_LATEST:,} entries, or nothing for all.")
        return int(typed) if typed else None

    def _agent(self) -> str:
        typed = self._value("agent")
        if typed and not (typed.isascii() and typed.isprintable()):
            raise _ProblemError("agent", "A user agent is made of printable ASCII.")
        return typed

    def _selector(self, name: str) -> str:
        typed = self._value(name)
        problem = selector_problem(typed)
        if problem:
            raise _ProblemError(name, f"{problem}.")
        return typed

    def _secret(self) -> NewSecret | None:
        way, typed = self._ways[self._way], self._value("typed")
        if way not in _SECRETS:
            return None
        if not typed or (way == _SECRETS[0] and ":" not in typed):
            raise _ProblemError("typed", f"Type the {way} below, or choose another way.")
        match way:
            case "user and password":
                return NewSecret(kind=CredentialKind.BASIC, secret=typed)
            case "token":
                return NewSecret(kind=CredentialKind.BEARER, secret=typed)
            case "cookie file":
                return NewSecret(kind=CredentialKind.COOKIES, path=Path(typed))
            case _:
                return NewSecret(kind=CredentialKind.BASIC, variable=typed)


def _line(
    label: str, name: str, value: str, placeholder: str, *, known: tuple[str, ...] = ()
) -> ComposeResult:
    yield Static(label, classes="label", markup=False)
    yield Input(
        drawable(value),
        placeholder=placeholder,
        id=name,
        suggester=SuggestFromList(known, case_sensitive=False) if known else None,
    )
