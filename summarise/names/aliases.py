"""Cluster the mentions of one actor under one name, with its other names as aliases.

The rules are the usual ones of rule-based coreference for names (the "proper head match" and
"acronym" sieves of Raghunathan et al. 2010), with the word lists for what spelling cannot tell.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_matching import has_initials, is_same_person, is_same_spelling
from summarise.names.name_mentions import NameMention
from summarise.names.namesakes import likeliest
from summarise.names.organisation_forms import OrganisationForms

FULL_NAME_WORDS = 2
LEAST_LETTERS_OF_A_BODY = 9
LEAST_FAMILY = 2
"""Of so many names that begin alike the short one is none in particular."""


class Cluster(Struct):
    """Mentions of one actor; changes only while it is being built.

    Attributes:
        present_name: the form that the text calls the name, where it tells of others.
    """

    kind: ActorKind
    mentions: list[NameMention] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    name: str = ""
    present_name: str = ""

    def add(self, mention: NameMention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self.forms[mention.text] += 1

    def absorb(self, other: "Cluster") -> None:
        """Take another cluster's mentions in."""
        for mention in other.mentions:
            self.add(mention)
        self.mentions.sort(key=lambda m: m.span.start)


def _by_fullness(mention: NameMention) -> tuple[bool, int]:
    """Order full names before those with initials, the longer before the shorter."""
    parts = mention.text.split()
    return has_initials(parts), -len(parts)


class AliasJoiner:
    """Builds the clusters of one text."""

    def __init__(self, text: str, words: Vocabulary, names: Gazetteer) -> None:
        self._text, self._words, self._names = text, words, names

    def join(
        self,
        mentions: Iterable[NameMention],
        kinds: Mapping[str, ActorKind],
        introduced: Sequence[tuple[NameMention, NameMention]] = (),
    ) -> list[Cluster]:
        """Return the actors' clusters, in the order of their first mentions.

        Args:
            introduced: names with the second names that the text gives with them.
        """
        by_kind: dict[ActorKind, list[NameMention]] = defaultdict(list)
        for mention in mentions:
            if mention.text in kinds:
                by_kind[kinds[mention.text]].append(mention)
        clusters = [
            *self._people(by_kind[ActorKind.PERSON]),
            *self._organisations(by_kind[ActorKind.ORGANISATION]),
            *self._places(by_kind[ActorKind.PLACE]),
            *self._groups(by_kind[ActorKind.GROUP]),
        ]
        clusters = self._with_second_names(clusters, introduced)
        for cluster in clusters:
            cluster.mentions.sort(key=lambda m: m.span.start)
            cluster.name = self._best_name(cluster)
        return sorted(clusters, key=lambda c: c.mentions[0].span.start)

    def told(self, cluster: Cluster) -> Cluster:
        """Return a cluster without what stands in captions and other boilerplate; maybe empty."""
        told = Cluster(kind=cluster.kind)
        for mention in cluster.mentions:
            if not mention.is_aside:
                told.add(mention)
        told.present_name = cluster.present_name if cluster.present_name in told.forms else ""
        told.name = self._best_name(told) if told.mentions else ""
        for form in cluster.forms if told.mentions else ():
            told.forms[form] += 0  # "Marsh" of a line-up is a form of "Ann Marsh", if no mention
        return told

    @staticmethod
    def _with_second_names(
        clusters: Sequence[Cluster], introduced: Sequence[tuple[NameMention, NameMention]]
    ) -> list[Cluster]:
        """Join the clusters that the text says are one: "known as", "formerly"."""
        kept = list(clusters)
        for first, second in introduced:
            homes = [
                next((c for c in kept if any(m is name for m in c.mentions)), None)
                for name in (first, second)
            ]
            home, other = homes
            if home is None or other is None or home is other:
                continue
            home.present_name = max(home.forms, key=lambda form: len(form.split()))
            home.absorb(other)
            kept = [cluster for cluster in kept if cluster is not other]
        return kept

    def _best_name(self, cluster: Cluster) -> str:
        if cluster.present_name:
            return cluster.present_name
        canonical = (
            self._names.places if cluster.kind is ActorKind.PLACE else self._names.organisations
        )
        known = {canonical[form] for form in cluster.forms if form in canonical}
        for form in cluster.forms:
            if form in known:
                return form
        return max(
            cluster.forms,
            key=lambda form: (
                len(form.split()),
                not form.isupper(),
                len(form),
                cluster.forms[form],
            ),
        )

    # people

    def _people(self, mentions: Sequence[NameMention]) -> list[Cluster]:
        clusters: list[Cluster] = []
        full = [m for m in mentions if " " in m.text]
        for text in dict.fromkeys(m.text for m in sorted(full, key=_by_fullness)):
            group = [m for m in full if m.text == text]
            cluster = next(
                (c for c in clusters if any(is_same_person(f, text) for f in c.forms)), None
            )
            if cluster is None:
                cluster = Cluster(kind=ActorKind.PERSON)
                clusters.append(cluster)
            for mention in group:
                cluster.add(mention)
        alone: dict[str, Cluster] = {}
        for mention in sorted(
            (m for m in mentions if " " not in m.text), key=lambda m: m.span.start
        ):
            bearer, own = self._bearer(mention, clusters), mention
            if bearer is None and mention.title is not None and self._bearers(mention, clusters):
                own = self._with_title(mention, mention.title)  # "Mrs Marsh": not her husband
            key = own.text.casefold()
            bearer = bearer or alone.get(key)
            if bearer is None:
                bearer = alone[key] = Cluster(kind=ActorKind.PERSON)
            bearer.add(own)
        self._merge_spellings([*clusters, *alone.values()])
        return [c for c in (*clusters, *alone.values()) if c.mentions]

    def _bearer(self, mention: NameMention, clusters: Sequence[Cluster]) -> Cluster | None:
        """Return whom a surname (or, in a pinch, a first name) stands for here."""
        bearers = self._bearers(mention, clusters)
        agreeing = [c for c in bearers if self._agrees(mention, c)]
        is_titled = bool(self._sex(mention.title_words, ""))
        bearers = agreeing or ([] if is_titled else bearers)
        return likeliest(self._text, mention, bearers)

    def _bearers(self, mention: NameMention, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Return those whose surname it is, or, if it is nobody's, whose first name."""
        for position in (-1, 0):
            bearers = [
                c
                for c in clusters
                if any(self._has_part(form, mention.text, position) for form in c.forms)
            ]
            if bearers:
                return bearers
        return []

    def _with_title(self, mention: NameMention, title: Span) -> NameMention:
        name = f"{title.of(self._text).rstrip('.')} {mention.text}"
        return replace(mention, text=name, span=Span(start=title.start, end=mention.span.end))

    def _has_part(self, full: str, part: str, position: int) -> bool:
        words = full.split()
        if len(words) == 1:
            return False
        word = words[position]
        while (
            position == -1
            and word.lower() in self._words.names.generations
            and len(words) > FULL_NAME_WORDS
        ):
            words = words[:-1]
            word = words[-1]
        if word == part or word.casefold() == part.casefold():
            return True
        halves = part.split("-")  # "Kilroy-Silk" and "Robert Kilroy Silk"
        if position == -1 and 1 < len(halves) < len(words) and words[-len(halves) :] == halves:
            return True
        return (
            position == -1 and "-" in word and part in (word.split("-", 1)[1], word.split("-")[-1])
        )

    def _agrees(self, mention: NameMention, cluster: Cluster) -> bool:
        wanted = self._sex(mention.title_words, mention.text if not mention.title_words else "")
        given = [
            sex for m in cluster.mentions for sex in (self._sex(m.title_words, m.text),) if sex
        ]
        return not wanted or not given or wanted in given

    def _sex(self, title: Sequence[str], name: str) -> str:
        for word in title:
            if word in self._words.names.male_honorifics:
                return "m"
            if word in self._words.names.female_honorifics:
                return "f"
        sex = self._names.first_names.get(name.split(" ", maxsplit=1)[0], "") if " " in name else ""
        return "" if sex == "x" else sex

    def _merge_spellings(self, clusters: Sequence[Cluster]) -> None:
        """Join a lone surname to another that differs by transliteration only."""
        for small in clusters:
            if not small.mentions or any(" " in form for form in small.forms):
                continue
            form = next(iter(small.forms))
            for large in clusters:
                if (
                    large is small
                    or not large.mentions
                    or len(large.mentions) < len(small.mentions)
                ):
                    continue
                if any(is_same_spelling(form, other.split()[-1]) for other in large.forms):
                    large.absorb(small)
                    small.mentions.clear()
                    small.forms.clear()
                    break

    # organisations

    def _organisations(self, mentions: Sequence[NameMention]) -> list[Cluster]:
        grouped: dict[str, Cluster] = {}
        for mention in mentions:
            key = self._names.organisations.get(mention.text, mention.text)
            key = key if key in self._names.organisations else key.casefold().replace("-", " ")
            grouped.setdefault(key, Cluster(kind=ActorKind.ORGANISATION)).add(mention)
        clusters = sorted(grouped.values(), key=lambda c: -max(len(f.split()) for f in c.forms))
        merged = self._merged(
            clusters, OrganisationForms(self._text, self._words, self._names).is_same
        )
        self._merge_spellings(
            [c for c in merged if all(len(f) >= LEAST_LETTERS_OF_A_BODY for f in c.forms)]
        )
        return [cluster for cluster in merged if cluster.mentions]

    def _merged(self, clusters: list[Cluster], same: Callable[[str, str], bool]) -> list[Cluster]:
        kept: list[Cluster] = []
        everything = [form for cluster in clusters for form in cluster.forms]
        for cluster in clusters:
            if self._is_family(cluster, everything):
                kept.append(cluster)
                continue
            homes = [
                c
                for c in kept
                if any(same(long, short) for long in c.forms for short in cluster.forms)
            ]
            if len(homes) == 1 or (homes and len({max(h.forms, key=len) for h in homes}) == 1):
                homes[0].absorb(cluster)
            else:
                kept.append(cluster)
        return kept

    @staticmethod
    def _is_family(cluster: Cluster, forms: Sequence[str]) -> bool:
        """Whether many longer names begin with a name: "Sky", "Sky News", "Sky Travel", …"""
        starts = tuple(f"{form} " for form in cluster.forms)
        members = {form.casefold() for form in forms if form.startswith(starts)}
        apart = [it for it in members if not any(o != it and o.startswith(it) for o in members)]
        return len(apart) >= LEAST_FAMILY

    @staticmethod
    def _groups(mentions: Sequence[NameMention]) -> list[Cluster]:
        grouped: dict[str, Cluster] = {}
        for mention in mentions:
            group = grouped.setdefault(mention.text.casefold(), Cluster(kind=ActorKind.GROUP))
            group.add(mention)
        return list(grouped.values())

    # places

    def _places(self, mentions: Sequence[NameMention]) -> list[Cluster]:
        grouped: dict[str, Cluster] = {}
        for mention in mentions:
            form = mention.text
            is_shouted = form not in self._names.places and form.isupper()
            form = form.title() if is_shouted and form.title() in self._names.places else form
            key = self._names.places.get(form, form)
            grouped.setdefault(key, Cluster(kind=ActorKind.PLACE)).add(mention)
        clusters = sorted(grouped.values(), key=lambda c: -max(len(f.split()) for f in c.forms))
        return self._merged(clusters, self._is_same_place)

    def _is_same_place(self, long: str, short: str) -> bool:
        parts, less = long.split(), short.split()
        if len(less) >= len(parts):
            return False
        if parts[0] in self._words.kinds.place_owners and parts[1:] == ["of", *less]:
            return True
        rest = parts[len(less) :]
        tail_is_head = all(p.lower() in self._words.kinds.place_heads for p in rest)
        if parts[: len(less) + 1] == [*less, "and"]:
            return True  # "Trinidad and Tobago"
        is_prefix = parts[: len(less)] == less and tail_is_head and rest[-1].lower() != "city"
        return is_prefix and short not in self._names.places
