"""Merge the actors of a story's articles."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct, field

from summarise.lexicon.vocabulary import vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_matching import initials, is_same_person
from summarise.stories.actor_importance import Appearance, importance
from summarise.stories.same_statement import first_of_each
from summarise.stories.story_model import (
    ArticleId,
    Citation,
    SourcedActor,
    SourcedRole,
    StoryArticle,
)

LEAST_FIRST_LETTERS = 3
MOST_CACHED_NAMES = 20_000
_BRITISH = {"ization": "isation", "center": "centre", "defense": "defence", "labor ": "labour "}
_AMERICAN = re.compile("|".join(_BRITISH))


class StoryCast(Struct, kw_only=True):
    """The actors of a story, most important first.

    Attributes:
        names: an article's name for an actor to the story's.
    """

    actors: list[SourcedActor] = field(default_factory=list)
    names: dict[tuple[ArticleId, str], str] = field(default_factory=dict)

    def name(self, article: ArticleId, name: str) -> str:
        """Return the story's name for what an article calls `name`."""
        return self.names.get((article, name), name)


def cite(article: StoryArticle, span: Span) -> Citation:
    """Return where a line stands."""
    return Citation(
        article_id=article.id,
        source=article.source,
        moment=article.moment,
        span=span,
        text=" ".join(span.of(article.brief.text).split()),
    )


def story_cast(articles: Sequence[StoryArticle]) -> StoryCast:
    """Merge the actors of articles, copies left out by the caller."""
    appearances = [
        Appearance(article=article, actor=actor, place=place)
        for article in articles
        for place, actor in enumerate(article.brief.actors)
    ]
    joined: list[_Group] = []
    # Full names first: a surname then finds whom it stands for, or that there are two.
    for one in sorted(appearances, key=lambda a: -len(a.actor.name.split())):
        named = _Named(one)
        homes = [group for group in joined if group.is_same(named)]
        if len(homes) == 1 or (homes and " " in one.actor.name):
            homes[0].add(named)
        else:
            joined.append(_Group(named))
    groups = [[it.one for it in group.named] for group in joined]
    groups.sort(key=lambda group: (-importance(group, articles), group[0].actor.name))
    cast = StoryCast()
    for group in groups:
        actor = _merged(group, articles)
        cast.actors.append(actor)
        for one in group:
            cast.names |= {(one.article.id, form): actor.name for form in one.forms}
    return cast


class _Named:
    """An appearance with what its name is compared by."""

    __slots__ = ("folded", "last", "one", "spelling")

    def __init__(self, one: Appearance) -> None:
        self.one = one
        self.spelling = _spelling(one.actor.name)
        self.folded = frozenset(form.casefold() for form in one.forms)
        self.last = next(reversed(one.actor.name.split()), "").casefold()


class _Group:
    """Appearances of one actor, one an article."""

    __slots__ = ("_articles", "_kinds", "_spellings", "named")

    def __init__(self, first: _Named) -> None:
        self.named: list[_Named] = []
        self._articles: set[int] = set()
        self._spellings: set[str] = set()
        self._kinds: set[ActorKind] = set()
        self.add(first)

    def add(self, named: _Named) -> None:
        """Take in another appearance."""
        self.named.append(named)
        self._articles.add(id(named.one.article))
        self._spellings.add(named.spelling)
        if named.one.actor.kind is not ActorKind.NAME:
            self._kinds.add(named.one.actor.kind)

    def is_same(self, named: _Named) -> bool:
        """Whether somebody of an article that is not here yet is this actor."""
        if id(named.one.article) in self._articles:
            return False
        # One article may take a name for a body's that another takes for a place's.
        if named.spelling in self._spellings:
            return True
        kind = named.one.actor.kind
        if len(self._kinds) > 1 or (
            self._kinds and kind is not ActorKind.NAME and kind not in self._kinds
        ):
            return False
        return any(_is_same_name(other, named) for other in self.named)


@lru_cache(maxsize=MOST_CACHED_NAMES)
def _spelling(name: str) -> str:
    """Return a name as it is compared: British and American spellings are one, dots don't count."""
    plain = name.casefold().replace(".", "").removeprefix("the ")
    return _AMERICAN.sub(lambda found: _BRITISH[found.group()], plain)


def _is_same_name(left: _Named, right: _Named) -> bool:
    long, name = left.one, right.one.actor.name
    if long.actor.kind is ActorKind.PERSON and " " in name:
        return _are_one_person(long.actor.name, name)
    if not left.folded.isdisjoint(right.folded):
        return True
    if long.actor.kind is ActorKind.PERSON:
        return left.last == name.casefold()
    if any(_is_shortened(form, name) for form in long.forms):
        return True
    return (
        name.isupper()
        and len(name) > 1
        and name in {initials(form, vocabulary().names.small_words) for form in long.forms}
    )


@lru_cache(maxsize=MOST_CACHED_NAMES)
def _are_one_person(left: str, right: str) -> bool:
    return is_same_person(left, right) or _is_shortened_first_name(left, right)


def _is_shortened_first_name(left: str, right: str) -> bool:
    """Whether two full names differ in the length of the first: "Doug" and "Douglas Hudgins"."""
    one, other = left.casefold().split(), right.casefold().split()
    if one[1:] != other[1:]:
        return False
    short, long = sorted((one[0], other[0]), key=len)
    return len(short) >= LEAST_FIRST_LETTERS and long.startswith(short)


def _is_shortened(long: str, short: str) -> bool:
    """Whether a name lacks only what companies may leave out: "Norling" of "Norling Bank"."""
    if not long.startswith(f"{short} "):
        return False
    tails = vocabulary().kinds.company_tails
    return all(word.lower() in tails for word in long[len(short) + 1 :].split())


def _merged(group: Sequence[Appearance], articles: Sequence[StoryArticle]) -> SourcedActor:
    order = {article.id: place for place, article in enumerate(articles)}
    ordered = sorted(group, key=lambda one: order[one.article.id])
    used = Counter(one.actor.name for one in ordered)
    name = max(used, key=lambda form: (_fullness(form), used[form], form))
    forms = Counter(form for one in ordered for form in one.forms if form != name)
    roles = Counter(one.actor.role.casefold() for one in ordered if one.actor.role)
    said = [
        SourcedRole(text=one.actor.role, citation=cite(one.article, one.actor.role_span))
        for one in ordered
        if one.actor.role and one.actor.role_span is not None
    ]
    distinct = first_of_each(said, key=lambda role: role.text.casefold())
    kinds = Counter(one.actor.kind for one in ordered if one.actor.kind is not ActorKind.NAME)
    return SourcedActor(
        name=name,
        kind=kinds.most_common(1)[0][0] if kinds else ActorKind.NAME,
        aliases=tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        roles=tuple(sorted(distinct, key=lambda role: -roles[role.text.casefold()])),
        citations=tuple(
            cite(one.article, one.actor.mentions[0].span) for one in ordered if one.actor.mentions
        ),
        mention_count=sum(len(one.actor.mentions) for one in ordered),
    )


def _fullness(form: str) -> tuple[int, bool, int]:
    words = form.split()
    return len(words), not form.isupper(), sum(word[0].isupper() for word in words)


def story_names(cast: StoryCast, article: ArticleId, names: Iterable[str]) -> tuple[str, ...]:
    """Return the story's names for an article's, each once."""
    return tuple(dict.fromkeys(cast.name(article, name) for name in names))
