"""The page of an actor: a pager with articles and names to open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual.geometry import Size
from textual.message import Message

from cache.values.interest_rows import ActorPage, ActorQuote
from cache.values.list_rows import EntryId
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.typesetting.actor_page import typeset_actor
from tui.headless.commands.command import Context
from tui.headless.fault_guard import attempt


class ActorView(PageView):
    """Shows one actor; moving goes from item to item."""

    BINDINGS = bindings_of(Context.ACTOR)

    class ArticleRequested(Message):
        """The reader wants an article."""

        def __init__(self, entry_id: EntryId) -> None:
            super().__init__()
            self.entry_id = entry_id

    class ActorRequested(Message):
        """The reader wants another actor's page."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class FollowingToggled(Message):
        """The reader wants to follow this actor, or no longer."""

    class ArticlesRequested(Message):
        """The reader wants all articles about this actor in the list."""

    class QuoteRequested(Message):
        """The reader wants to copy what the actor said."""

        def __init__(self, quote: ActorQuote, role: str) -> None:
            super().__init__()
            self.quote = quote
            self.role = role

    class HelpRequested(Message):
        """The reader wants to see the keys."""

    class Left(Message):
        """The reader wants to go back."""

    def __init__(self, clock: Callable[[], datetime], *, text_width: int) -> None:
        super().__init__(text_width=text_width)
        self._clock = clock
        self._actor: ActorPage | None = None
        self._targets: tuple[EntryId | str, ...] = ()

    def show(self, actor: ActorPage) -> None:
        """Show an actor from the top, or the same one anew at the same place."""
        is_same = self._actor is not None and self._actor.name == actor.name
        self._actor = actor
        if not is_same:
            self._item = -1
        self.typeset()
        if not is_same:
            self._go_to(0)

    def show_hint(self, *lines: str) -> None:
        """Show a few quiet lines in place of an actor."""
        self._actor, self._page, self._hint = None, None, lines
        self._item, self._targets = -1, ()
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def typeset(self) -> None:
        """Make the page for the present width."""
        if self._actor is None or self._columns <= 0:
            return
        make = partial(typeset_actor, self._actor, self._text_columns(), now=self._clock())
        made = attempt(f"setting the page of {self._actor.name}", make, lambda: None)
        if made is None:
            self._targets = ()
            self.say_sorry()
            return
        self._page, self._targets = made.page, made.targets
        self._item = min(self._item, len(made.page.items) - 1)
        self.virtual_size = Size(self._columns, made.page.height)
        self.refresh()

    def item_clicked(self, number: int, x: int) -> None:  # noqa: ARG002 - the whole line counts
        """Open what was clicked."""
        self.action_follow()

    def action_down(self) -> None:
        """Select the next item."""
        self.action_next_item()

    def action_up(self) -> None:
        """Select the item before; above the first one there is the head."""
        if self._item <= 0:
            self._go_to(0)
        else:
            self.action_previous_item()

    def action_follow(self) -> None:
        """Open the selected article, or the page of the selected name."""
        if not 0 <= self._item < len(self._targets):
            self.refuse("Select an article or a name first: {actor_next_item} does")
            return
        target = self._targets[self._item]
        if isinstance(target, str):
            self.post_message(self.ActorRequested(target))
        else:
            self.post_message(self.ArticleRequested(target))

    def action_toggle_following(self) -> None:
        """Follow this actor, or no longer."""
        self.post_message(self.FollowingToggled())

    def action_articles(self) -> None:
        """Show all articles about this actor in the list."""
        self.post_message(self.ArticlesRequested())

    def action_copy_quote(self) -> None:
        """Copy the selected quote, the newest if none is selected."""
        if self._actor is None or not self._actor.quotes:
            self.refuse("There is no quote to copy")
            return
        # On the page the quotes follow the articles.
        number = self._item - len(self._actor.entries)
        quotes, roles = self._actor.quotes, self._actor.roles
        quote = quotes[number] if 0 <= number < len(quotes) else quotes[0]
        self.post_message(self.QuoteRequested(quote, roles[0].role if roles else ""))

    def action_help(self) -> None:
        """Show the keys."""
        self.post_message(self.HelpRequested())

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(self.Left())
