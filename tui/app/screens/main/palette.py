"""The palette: every command of the table, every place to go to, every actor, and colours."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.app.screens.main.main_screen import MainScreen
from tui.app.widgets.text.drawable_text import fit
from tui.headless.commands.command import Command
from tui.headless.commands.key_names import shown_key

_MAX_FEEDS = 20
_MAX_ACTORS = 6
_LONGEST = 60
_WORDS_ONLY = 0.1
_NAMED = 1000.0
"""More than any score of letters that match."""


class CommandProvider(Provider):
    """Commands by title and description."""

    def _commands(self) -> tuple[Command, ...]:
        return self.screen.palette_commands() if isinstance(self.screen, MainScreen) else ()

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command in self._commands():
            run = partial(self._run, command)
            yield DiscoveryHit(_label(command), run, text=command.title, help=command.description)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.description) * 0.3)
            if _is_named(query, command.title):
                # An actor or a feed of the same name comes after it.
                score += _NAMED
            if score > 0:
                run = partial(self._run, command)
                yield Hit(score, _label(command), run, command.title, command.description)

    async def _run(self, command: Command) -> None:
        if isinstance(self.screen, MainScreen):
            await self.screen.run_command(command)


class FeedProvider(Provider):
    """Feeds by title."""

    async def search(self, query: str) -> Hits:
        """Offer feeds to go to."""
        if not isinstance(self.screen, MainScreen):
            return
        matcher = self.matcher(query)
        hits = 0
        for feed in self.screen.feeds:
            title = fit(feed.title or feed.url, _LONGEST)
            score = matcher.match(title)
            if score > 0 and hits < _MAX_FEEDS:
                hits += 1
                # A title of a feed must never be read as markup: hence Content.
                label = Content.assemble("Go to ", title)
                show = partial(self.screen.show_feed, feed.feed_id)
                yield Hit(score * 0.6, label, show, title)


class InterestProvider(Provider):
    """What is followed, and the pages of actors, by name."""

    async def search(self, query: str) -> Hits:
        """Offer sections and pages to go to."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        matcher = self.matcher(query)
        for follow in screen.follows:
            title = fit(follow.title, _LONGEST)
            score = matcher.match(title)
            if score > 0:
                label = Content.assemble("Go to ", title)
                yield Hit(score * 0.7, label, partial(screen.show_followed, follow), title)
        for actor in screen.newsroom.library.find_actors(query, _MAX_ACTORS):
            name = fit(actor.name, _LONGEST)
            label = Content.assemble("Who is ", name)
            # Words in another order than the name's are no match of letters, but a match.
            score = matcher.match(name) or _WORDS_ONLY
            yield Hit(score, label, partial(screen.open_actor, actor.name), name)


class TagProvider(Provider):
    """Tags, to go to and to rename or delete."""

    async def search(self, query: str) -> Hits:
        """Offer tags by name."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        matcher = self.matcher(query)
        for tag in screen.newsroom.library.tags():
            name = f"#{fit(tag.name, _LONGEST)}"
            ways = (("Go to ", screen.show_tag), ("Rename or delete ", screen.rename_tag))
            for words, act in ways:
                score = matcher.match(f"{words}{name}")
                if score > 0:
                    label = Content.assemble(words, name)
                    yield Hit(score * 0.6, label, partial(act, tag.name), f"{words}{name}")


class PlaceProvider(Provider):
    """Sections and folders to go to, and colours."""

    async def search(self, query: str) -> Hits:
        """Offer what there is at the left, and the themes."""
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        matcher = self.matcher(query)
        for section in screen.places:
            title = fit(section.label, _LONGEST)
            score = matcher.match(title)
            if score > 0:
                label = Content.assemble("Go to ", title)
                yield Hit(score * 0.8, label, partial(screen.show_section, section), title)
        for name in sorted(screen.app.available_themes):
            score = matcher.match(f"Colours {name}")
            if score > 0:
                label = Content.assemble("Colours: ", name)
                yield Hit(score * 0.5, label, partial(screen.keep_theme, name), f"Colours {name}")


def _is_named(query: str, title: str) -> bool:
    """Whether the words of a query begin words of a title."""
    words, names = query.casefold().split(), title.casefold().split()
    return bool(words) and all(any(name.startswith(it) for name in names) for it in words)


def _label(command: Command) -> Content:
    key = shown_key(command.keys[0]) if command.keys else ""
    return Content.assemble(command.title, (f"  {key}", "dim"))
