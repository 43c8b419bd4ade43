"""Classify each name as person, organisation, place or group, by votes over the whole article.

A small statistical tagger gives one surname three labels in one article. So every surface form
gets one kind: its mentions' labels vote, and so do the words around them, the name's own head word
and the word lists. This is the document-level consistency of Krishnan and Manning (2006), by rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind
from summarise.names.kinds.ballot import GROUP, ORGANISATION, PERSON, PLACE, Ballot, winner
from summarise.names.kinds.context_evidence import SurroundingEvidence
from summarise.names.kinds.form_evidence import ShapeEvidence
from summarise.names.kinds.listed_names import vote_by_lists
from summarise.names.kinds.sports_teams import TeamFinder
from summarise.names.name_matching import acronym, initials
from summarise.names.name_mentions import NameMention
from summarise.parse.annotated_text import AnnotatedText

LEAST_EVIDENCE = 1.6
LEAST_STEADY_EVIDENCE = 1.0
"""Enough for a form that stands capitalised inside sentences more than once."""

LOCATED = 1.5
TELLING = 3.0
"""A vote that says outright what a name names: an office, an apposition, an age."""

TOLD_ONCE = 0.8
ADDRESSED = 3.0
DOUBT = 0.5
"""More evidence is wanted where a capital may only open the sentence."""

TELLABLE = frozenset({PERSON, ORGANISATION, PLACE})
LEAST_COMPANY_LETTERS = 4
MOST_LONG_FORM_CHARS = 120


class KindJudge:
    """Weighs the evidence of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._chambers = tuple(f"{chamber} " for chamber in words.names.party_chambers)
        self._shape = ShapeEvidence(words, names)
        self._surroundings = SurroundingEvidence(annotated, words, names)
        self._teams = TeamFinder(annotated, words, names)

    def judge(self, mentions: Iterable[NameMention]) -> dict[str, ActorKind]:
        """Return the kind of every surface form that names an actor."""
        grouped: dict[str, list[NameMention]] = defaultdict(list)
        mentions = tuple(mentions)
        for mention in mentions:
            grouped[mention.text].append(mention)
        ballots = {name: self._ballot(name, group) for name, group in grouped.items()}
        vote_by_lists(self._annotated.text, mentions, ballots)
        self._vote_by_addresses(mentions, ballots)
        kinds: dict[str, ActorKind] = {}
        for name, ballot in ballots.items():
            is_steady = sum(not m.opens_sentence for m in grouped[name]) > 1
            best = winner(ballot, LEAST_STEADY_EVIDENCE if is_steady else LEAST_EVIDENCE)
            if isinstance(best, ActorKind) and not self._is_doubtful(name, grouped[name], ballot):
                kinds[name] = best
            if self._is_party(name) and (best is not PERSON or " " in name):
                kinds[name] = GROUP
        self._spread_surnames(kinds, grouped)
        self._spread_companies(kinds, grouped)
        self._spread_initials(kinds, grouped)
        self._spread_case(kinds)
        for name in self._teams.among(grouped, kinds):
            kinds[name] = ORGANISATION
        return kinds

    def _is_party(self, name: str) -> bool:
        """For example "Tories", "House Republicans"."""
        people, lower = self._words.names.party_people, name.lower()
        return lower in people or (lower.startswith(self._chambers) and lower.split()[-1] in people)

    def _ballot(self, name: str, group: list[NameMention]) -> Ballot:
        """Add up the evidence: the mentions' mean, unless one of them tells outright."""
        total: Ballot = defaultdict(float)
        told: Ballot = defaultdict(float)
        for mention in group:
            for choice, weight in self._surroundings.votes(mention):
                total[choice] += weight
                if weight >= TELLING and choice in TELLABLE:
                    told[choice] = max(told[choice], weight * TOLD_ONCE)
        ballot: Ballot = defaultdict(float)
        for choice, weight in total.items():
            ballot[choice] = max(weight / len(group), told[choice])
        for choice, weight in self._shape.votes(name):
            ballot[choice] += weight
        return ballot

    def _vote_by_addresses(
        self, mentions: Iterable[NameMention], ballots: Mapping[str, Ballot]
    ) -> None:
        """Let "Palan Chidamb" be a person whom the text calls "Mr Chidamb" elsewhere."""
        forms = self._words.roles.bare_titles
        addressed = {m.text for m in mentions if not forms.isdisjoint(m.title_words)}
        for name, ballot in ballots.items():
            if " " in name and name.split()[-1] in addressed:
                ballot[PERSON] += ADDRESSED

    def _is_doubtful(self, name: str, group: list[NameMention], ballot: Ballot) -> bool:
        """Whether the only evidence is a capital that the sentence's start explains."""
        if not all(m.opens_sentence for m in group) or " " in name:
            return False
        if name in self._names.places or name in self._names.organisations or name.isupper():
            return False
        is_plain_word = f" {name.lower()} " in self._annotated.text
        return is_plain_word or max(ballot.values()) < LEAST_EVIDENCE + DOUBT

    def _spread_surnames(
        self, kinds: dict[str, ActorKind], grouped: Mapping[str, list[NameMention]]
    ) -> None:
        """Let a surname be what its bearer is, unless it is a country."""
        full = [name.split() for name, kind in kinds.items() if kind is PERSON and " " in name]
        known = {parts[-1] for parts in full} | {parts[0] for parts in full}
        for parts in full:
            # "Karim al-Haddad": "Haddad"; "van der Meer": "Meer".
            known.add(parts[-1].split("-", 1)[-1])
        for name in grouped:
            ones = {name.removesuffix("s"), name.removesuffix("es")} - {name}
            is_plural = name not in known and not known.isdisjoint(ones)
            if is_plural and name not in self._names.places:
                kinds.pop(name, None)  # "the Marshes" are people who have names of their own
            elif name in known and self._names.places.get(name) not in self._names.countries:
                kinds[name] = kinds[name] if self._is_located(grouped[name], kinds) else PERSON

    def _spread_companies(
        self, kinds: dict[str, ActorKind], grouped: Mapping[str, list[NameMention]]
    ) -> None:
        """Let "Acme" be what "Acme Corporation" is."""
        people = (name for name, kind in kinds.items() if kind is PERSON)
        surnames = {name.split()[-1] for name in people if " " in name}
        for name, kind in tuple(kinds.items()):
            parts = name.split()
            if (
                kind is not ORGANISATION
                or parts[-1].lower().rstrip(".") not in self._words.kinds.company_ends
            ):
                continue
            for length in range(1, len(parts)):
                short = " ".join(parts[:length])
                if (
                    short in grouped
                    and short not in self._names.places
                    and len(short) >= LEAST_COMPANY_LETTERS
                    and short not in surnames
                ):
                    kinds[short] = ORGANISATION

    def _spread_initials(
        self, kinds: dict[str, ActorKind], grouped: Mapping[str, list[NameMention]]
    ) -> None:
        """Let initials in brackets be what the words before them are: "the asset plan (AP)"."""
        text, small = self._annotated.text, self._words.names.small_words
        for full in [form for form in kinds if " " in form]:
            for letters in (acronym(full), initials(full, small).casefold()):
                short = next((n for n in grouped if n.casefold() == letters), full)
                if not short.isupper() and f"{full} ({short})" in text:
                    kinds[short] = kinds[full]  # "Coalition of Reform and Democracy (Cord)"
        for name in [n for n in grouped if n.isupper() and " " not in n]:
            if name in self._names.organisations or name in self._names.places:
                continue
            at = text.find(f"({name})")
            before = text[max(0, at - MOST_LONG_FORM_CHARS) : at].split() if at > 0 else []
            words = [
                part
                for word in before
                for part in word.split("-")
                if part and part.lower() not in small  # a dash has no letters
            ]
            long = words[-len(name) :]
            if "".join(word[0] for word in long).upper() != name:
                continue
            if sum(word[0].islower() for word in long) * 2 > len(long):
                kinds.pop(name, None)  # "personal protective equipment (PPE)" is a thing
                continue
            form = next((n for n in grouped if text[:at].rstrip().endswith(n)), None)
            if form is not None and form in kinds:
                kinds[name] = kinds[form]
            elif form is not None:
                kinds.pop(name, None)

    @staticmethod
    def _spread_case(kinds: dict[str, ActorKind]) -> None:
        """Let "Al-Nour", which begins a sentence, be what "al-Nour" is."""
        for name in tuple(kinds):
            small = name[0].lower() + name[1:]
            if small != name and small in kinds:
                kinds[name] = kinds[small]

    def _is_located(self, group: list[NameMention], kinds: Mapping[str, ActorKind]) -> bool:
        """Whether a place stands where most of a name's mentions stand."""
        if kinds.get(group[0].text) is not PLACE:
            return False
        places = sum(
            any(
                choice is PLACE and weight >= LOCATED
                for choice, weight in self._surroundings.before(mention)
            )
            for mention in group
        )
        return places * 2 > len(group)
