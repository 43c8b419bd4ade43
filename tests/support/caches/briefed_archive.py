"""A small archive of briefed entries from three feeds, for what looks across articles."""

from dataclasses import dataclass
from datetime import timedelta

from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.list_rows import EntryId, FeedId, Scope, View
from fetch.model import FeedTarget
from summarise.model import Actor, ActorKind, Brief, Mention, Quote, QuoteKind, Span
from tests.support.samples.builders import NOW, make_article, make_brief, make_entry, make_refreshed


def make_actor(text: str, name: str, **changes: object) -> Actor:
    """Return an actor with a mention wherever its name stands in a text."""
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    fields: dict[str, object] = {
        "name": name,
        "kind": ActorKind.PERSON,
        "mentions": tuple(Mention(span=Span(start=at, end=at + len(name))) for at in starts),
    }
    return Actor(**(fields | changes))  # type: ignore[arg-type] # the fields of Actor, by name


def make_quote(text: str, words: str, speaker: str | None) -> Quote:
    """Return words of a text as somebody's."""
    start = text.index(words)
    span = Span(start=start, end=start + len(words))
    return Quote(kind=QuoteKind.DIRECT, text=words, span=span, speaker=speaker, cue="said")


@dataclass(frozen=True, slots=True)
class Archive:
    """Entries that are stored one by one, each an hour older than the one before."""

    store: Store
    library: Library

    def feed(self, title: str, *, folder: str = "") -> FeedTarget:
        """Subscribe to a feed."""
        url = f"http://{title.lower().replace(' ', '')}.example.org/feed"
        feed_id = self.store.feeds.subscribe(url, title=title, folder=folder, now=NOW)
        return FeedTarget(feed_id=feed_id, url=url)

    def entry(self, target: FeedTarget, number: int, title: str, **changes: object) -> EntryId:
        """Store an entry, `number` hours old, and return its number."""
        fields: dict[str, object] = {
            "title": title,
            "summary": "",
            "published": NOW - timedelta(hours=number),
        }
        entry = make_entry(number, **(fields | changes))
        outcome = make_refreshed(target, [entry], title="")
        return self.store.entries.save_outcome(outcome, now=NOW).new_entries[0]

    def brief(
        self, entry_id: EntryId, text: str, *, language: str = "en", **changes: object
    ) -> Brief:
        """Store the article and the brief of an entry."""
        article = make_article(text, language=language)
        self.store.articles.save(entry_id, article, None, now=NOW)
        brief = make_brief(text, **({"key_points": (), "actors": ()} | changes))
        assert self.store.articles.save_brief(entry_id, brief)
        return brief

    def found(self, query: str, **changes: object) -> list[str]:
        """Return the titles that a search finds."""
        fields: dict[str, object] = {"scope": Scope.ALL, "query": parse(query)}
        view = View(**(fields | changes))  # type: ignore[arg-type] # the fields of View, by name
        return self.titles(view)

    def titles(self, view: View) -> list[str]:
        """Return the titles of a view."""
        return [row.title for row in self.library.lists.page(view, 0, 100)]


def fill(archive: Archive) -> dict[str, EntryId]:
    """Store five entries about two people, from two papers and a blog; return their numbers."""
    paper = archive.feed("Morning Paper", folder="World")
    gazette = archive.feed("Gazette", folder="World / Europe")
    blog = archive.feed("A Blog")
    text = "Mayor Ana Núñez opened the bridge. “It will last,” Núñez said. Ben Okoro clapped."
    ids = {"bridge": archive.entry(paper, 1, "Bridge opens")}
    archive.brief(
        ids["bridge"],
        text,
        actors=(
            make_actor(text, "Ana Núñez", role="Mayor", aliases=("Núñez",)),
            make_actor(text, "Ben Okoro"),
        ),
        quotes=(make_quote(text, "It will last,", "Ana Núñez"),),
    )
    ids["budget"] = archive.entry(gazette, 2, "Budget passed")
    text = "Ana Nunez, minister of finance, won. “A good day,” she said. “Bad,” police said."
    archive.brief(
        ids["budget"],
        text,
        actors=(make_actor(text, "Ana Nunez", role="minister of finance"),),
        quotes=(
            make_quote(text, "A good day,", "Ana Nunez"),
            make_quote(text, "Bad,", "police"),
        ),
    )
    ids["walk"] = archive.entry(blog, 3, "A walk", author="Zoe Q.")
    text = "Ben Okoro a couru sur le pont."
    archive.brief(ids["walk"], text, language="fr", actors=(make_actor(text, "Ben Okoro"),))
    ids["rain"] = archive.entry(paper, 24, "Rain in the north", summary="Ana Núñez got wet.")
    ids["cricket"] = archive.entry(gazette, 48, "Cricket: rain stops play")
    return ids


def feed_of(archive: Archive, title: str) -> FeedId:
    """Return the number of a feed."""
    return next(feed.feed_id for feed in archive.library.feeds.rows() if feed.title == title)
