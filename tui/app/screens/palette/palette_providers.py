"""The palette: every command of the table, every place to go to, every actor, and colours."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.app.screens.palette.palette_places import HasPalette, PalettePlaces
from tui.app.widgets.text.drawable_text import fit
from tui.headless.commands.command import Command
from tui.headless.commands.key_names import shown_key

_MAX_FEEDS = 20
_MAX_ACTORS = 6
_LONGEST = 60
_WORDS_ONLY = 0.1
_NAMED = 1000.0
"""More than any score of letters that match."""


class _Provider(Provider):
    """Offers what the screen has that the palette was opened on."""

    @property
    def places(self) -> PalettePlaces | None:
        """What the screen offers, None if it has nothing."""
        return self.screen.palette_places if isinstance(self.screen, HasPalette) else None


class CommandProvider(_Provider):
    """Commands by title and description."""

    def _commands(self) -> tuple[Command, ...]:
        return self.places.commands() if self.places is not None else ()

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
        if self.places is not None:
            await self.places.screen.run_command(command)


class FeedProvider(_Provider):
    """Feeds by title."""

    async def search(self, query: str) -> Hits:
        """Offer feeds to go to."""
        if (places := self.places) is None:
            return
        matcher = self.matcher(query)
        hits = 0
        for feed in places.screen.feeds:
            title = fit(feed.title or feed.url, _LONGEST)
            score = matcher.match(title)
            if score > 0 and hits < _MAX_FEEDS:
                hits += 1
                # A title of a feed must never be read as markup: hence Content.
                label = Content.assemble("Go to ", title)
                show = partial(places.show_feed, feed)
                yield Hit(score * 0.6, label, show, title)


class InterestProvider(_Provider):
    """What is followed, and the pages of actors, by name."""

    async def search(self, query: str) -> Hits:
        """Offer sections and pages to go to."""
        if (places := self.places) is None:
            return
        matcher = self.matcher(query)
        for follow in places.screen.follows:
            title = fit(follow.title, _LONGEST)
            score = matcher.match(title)
            if score > 0:
                label = Content.assemble("Go to ", title)
                yield Hit(score * 0.7, label, partial(places.show_followed, follow), title)
        for actor in places.screen.newsroom.library.interests.find_actors(query, _MAX_ACTORS):
            name = fit(actor.name, _LONGEST)
            label = Content.assemble("Who is ", name)
            # Words in another order than the name's are no match of letters, but a match.
            score = matcher.match(name) or _WORDS_ONLY
            yield Hit(score, label, partial(places.screen.open_actor, actor.name), name)


class TagProvider(_Provider):
    """Tags, to go to and to rename or delete."""

    async def search(self, query: str) -> Hits:
        """Offer tags by name."""
        if (places := self.places) is None:
            return
        matcher = self.matcher(query)
        for tag in places.screen.newsroom.library.tags():
            name = f"#{fit(tag.name, _LONGEST)}"
            ways = (("Go to ", places.show_tag), ("Rename or delete ", places.screen.rename_tag))
            for words, act in ways:
                score = matcher.match(f"{words}{name}")
                if score > 0:
                    label = Content.assemble(words, name)
                    yield Hit(score * 0.6, label, partial(act, tag.name), f"{words}{name}")


class PlaceProvider(_Provider):
    """Sections and folders to go to, and colours."""

    async def search(self, query: str) -> Hits:
        """Offer what there is at the left, and the themes."""
        if (places := self.places) is None:
            return
        matcher = self.matcher(query)
        for section in places.screen.places:
            title = fit(section.label, _LONGEST)
            score = matcher.match(title)
            if score > 0:
                label = Content.assemble("Go to ", title)
                yield Hit(score * 0.8, label, partial(places.show, section.view), title)
        for name in sorted(self.app.available_themes):
            score = matcher.match(f"Colours {name}")
            if score > 0:
                label = Content.assemble("Colours: ", name)
                yield Hit(
                    score * 0.5, label, partial(places.screen.keep_theme, name), f"Colours {name}"
                )


def _is_named(query: str, title: str) -> bool:
    """Whether the words of a query begin words of a title."""
    words, names = query.casefold().split(), title.casefold().split()
    return bool(words) and all(any(name.startswith(it) for name in names) for it in words)


def _label(command: Command) -> Content:
    key = shown_key(command.keys[0]) if command.keys else ""
    return Content.assemble(command.title, (f"  {key}", "dim"))
