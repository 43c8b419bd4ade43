"""Collect the actors of a text, and look up which actor a word refers to."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from summarise.actors.definite_descriptions import DescriptionResolver
from summarise.actors.described_roles import DescribedRoleFinder
from summarise.actors.pronouns import PronounResolver, sex_of
from summarise.actors.roles import RoleFinder
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import AliasJoiner, Cluster
from summarise.names.introduced_names import introductions
from summarise.names.kinds.name_kinds import KindJudge
from summarise.names.name_mentions import NameFinder
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText


@dataclass(kw_only=True)
class Cast:
    """Who is in a text.

    Attributes:
        clusters: in the order of their first mentions.
        roles: where the text says what each is, in the same order.
        sexes: "m", "f" or "" (not known, or no person), in the same order.
        pronouns: the cluster's number for each resolved pronoun's token.
        descriptions: the cluster's number for the noun of "the Syrian president".
        unnamed: for each pronoun of somebody without a name, the token of the noun it stands for.
    """

    annotated: AnnotatedText
    clusters: list[Cluster]
    roles: list[Span | None]
    sexes: list[str]
    pronouns: dict[int, int] = field(default_factory=dict)
    descriptions: dict[int, int] = field(default_factory=dict)
    unnamed: dict[int, int] = field(default_factory=dict)

    @cached_property
    def _places(self) -> tuple[list[int], list[tuple[int, int]]]:
        found = sorted(
            (mention.title.start if mention.title else mention.span.start, mention.span.end, number)
            for number, cluster in enumerate(self.clusters)
            for mention in cluster.mentions
        )
        return [start for start, _, _ in found], [(end, number) for _, end, number in found]

    def named_at(self, offset: int) -> int | None:
        """Return the number of the actor whose name covers an offset."""
        starts, ends = self._places
        at = bisect_right(starts, offset) - 1
        if at >= 0 and ends[at][0] > offset:
            return ends[at][1]
        return None

    def who(self, index: int) -> int | None:
        """Return the number of the actor whom a token names, refers to or describes."""
        if index in self.pronouns:
            return self.pronouns[index]
        if index in self.descriptions:
            return self.descriptions[index]
        token = self.annotated.tokens[index]
        return self.named_at(token.start) if token.quotation < 0 else None

    def named_in(self, span: Span) -> tuple[int, ...]:
        """Return the numbers of the actors named inside a span, by place, each once."""
        starts, ends = self._places
        first = bisect_right(starts, span.start - 1)
        found: dict[int, None] = {}
        while first < len(starts) and starts[first] < span.end:
            found.setdefault(ends[first][1])
            first += 1
        return tuple(found)


def find_named(annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> list[Cluster]:
    """Return who is named anywhere in a text, its captions and credits included."""
    mentions = NameFinder(annotated, words, names).mentions()
    kinds = KindJudge(annotated, words, names).judge(mentions)
    introduced = [
        (first, second)
        for first, second in introductions(annotated.text, mentions, words.names)
        if first.text in kinds and second.text not in names.places
    ]
    for pair in introduced:
        # "JK, better known as Jason King": the longer name tells more.
        told = [name.text for name in pair if name.text in kinds]
        kind = kinds[max(told, key=lambda name: len(name.split()))]
        kinds |= {name.text: kind for name in pair}
    return AliasJoiner(annotated.text, words, names).join(mentions, kinds, introduced)


def find_cast(annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> Cast:
    """Return the cast of an annotated text: who is named in its story.

    What captions and credits say of a name is heard; who is named in them alone is left out.
    """
    joiner = AliasJoiner(annotated.text, words, names)
    named = [joiner.told(cluster) for cluster in find_named(annotated, words, names)]
    clusters = [cluster for cluster in named if cluster.mentions]
    finder = RoleFinder(annotated, words, names, clusters)
    own = [finder.role(cluster) for cluster in clusters]
    paired = list(zip(clusters, own, strict=True))
    roles = [role or finder.shared(cluster, paired) for cluster, role in paired]
    described = DescribedRoleFinder(annotated, words, names, TitleParter(words, names), clusters)
    roles = [role or described.role(cluster) for cluster, role in zip(clusters, roles, strict=True)]
    sexes = [
        sex_of(cluster, role.of(annotated.text) if role else "", words, names)
        if cluster.kind is ActorKind.PERSON
        else ""
        for cluster, role in zip(clusters, roles, strict=True)
    ]
    told = [role.of(annotated.text) if role else "" for role in roles]
    resolution = PronounResolver(annotated, clusters, sexes, told, words).resolve()
    return Cast(
        annotated=annotated,
        clusters=clusters,
        roles=roles,
        sexes=sexes,
        pronouns=resolution.actors,
        descriptions=DescriptionResolver(annotated, words, names).resolve(clusters, roles),
        unnamed=resolution.nouns,
    )
