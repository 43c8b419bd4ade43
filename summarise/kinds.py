"""Decide what each name names, from all the evidence that the whole article gives.

A small statistical tagger gives one surname three labels in one article. So every surface form
gets one kind: its mentions' labels vote, and so do the words around them, the name's own head word
and the word lists. This is the document-level consistency of Krishnan and Manning (2006), by rules.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from summarise.annotation import AnnotatedText
from summarise.model import ActorKind, Span
from summarise.names import NameMention
from summarise.titles import TitleParter
from summarise.vocabulary import Gazetteer, Vocabulary

PERSON, ORGANISATION, PLACE = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.PLACE


class Verdict(StrEnum):
    """What a name is that is no actor."""

    OTHER = "other"


Ballot = defaultdict[ActorKind | Verdict, float]

LEAST_EVIDENCE = 1.6
LEAST_STEADY_EVIDENCE = 1.0
"""Enough for a form that stands capitalised inside sentences more than once."""

LOCATED = 1.5
MOST_INITIALS = 6
MOST_NAME_WORDS = 4
YOUNGEST, OLDEST = 10, 109
LEAST_COMPANY_LETTERS = 4
_LABELS: Mapping[str, tuple[ActorKind | Verdict, float]] = {
    "PERSON": (PERSON, 2.0),
    "ORG": (ORGANISATION, 2.0),
    "GPE": (PLACE, 2.0),
    "LOC": (PLACE, 2.0),
    "FAC": (PLACE, 1.6),
    "NORP": (ORGANISATION, 0.8),
    "EVENT": (Verdict.OTHER, 2.0),
    "WORK_OF_ART": (Verdict.OTHER, 1.5),
    "LAW": (Verdict.OTHER, 2.0),
    "PRODUCT": (Verdict.OTHER, 1.2),
    "LANGUAGE": (Verdict.OTHER, 1.5),
    "DATE": (Verdict.OTHER, 1.5),
}
_REGNAL = frozenset({"i", "ii", "iii", "iv", "v", "vi", "xvi", "xxiii"})
_PLACE_FIRSTS = frozenset(
    {
        "mount",
        "mt",
        "lake",
        "cape",
        "port",
        "fort",
        "ft",
        "san",
        "santa",
        "st",
        "saint",
        "los",
        "las",
        "el",
        "new",
        "camp",
        "northern",
        "southern",
        "eastern",
        "western",
        "north",
        "south",
        "east",
        "west",
        "central",
        "upper",
        "lower",
        "greater",
    }
)
_COMPANY_ENDS = frozenset(
    {
        "inc",
        "corp",
        "corporation",
        "company",
        "ltd",
        "plc",
        "llc",
        "co",
        "group",
        "holdings",
        "ag",
        "sa",
        "gmbh",
        "nv",
        "ab",
        "bros",
        "& co",
    }
)
_LOCATIVES = frozenset(
    {
        "in",
        "near",
        "from",
        "at",
        "across",
        "outside",
        "inside",
        "around",
        "toward",
        "towards",
        "throughout",
    }
)
_RELATIVES = frozenset({"who", "whose", "whom"})


class KindJudge:
    """Weighs the evidence of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)

    def judge(self, mentions: Iterable[NameMention]) -> dict[str, ActorKind]:
        """Return the kind of every surface form that names an actor."""
        grouped: dict[str, list[NameMention]] = defaultdict(list)
        for mention in mentions:
            grouped[mention.text].append(mention)
        ballots = {name: self._ballot(name, group) for name, group in grouped.items()}
        kinds: dict[str, ActorKind] = {}
        for name, ballot in ballots.items():
            is_steady = sum(not m.opens_sentence for m in grouped[name]) > 1
            winner = _winner(ballot, LEAST_STEADY_EVIDENCE if is_steady else LEAST_EVIDENCE)
            if isinstance(winner, ActorKind) and not self._is_doubtful(name, grouped[name], ballot):
                kinds[name] = winner
        self._spread_surnames(kinds, grouped)
        self._spread_companies(kinds, grouped)
        return kinds

    def _ballot(self, name: str, group: list[NameMention]) -> Ballot:
        ballot: Ballot = defaultdict(float)
        for mention in group:
            for choice, weight in self._context(mention):
                ballot[choice] += weight / len(group)
        for choice, weight in self._own_words(name):
            ballot[choice] += weight
        return ballot

    def _is_doubtful(self, name: str, group: list[NameMention], ballot: Ballot) -> bool:
        """Whether the only evidence is a capital that the sentence's start explains."""
        if not all(m.opens_sentence for m in group) or " " in name:
            return False
        if name in self._names.places or name in self._names.organisations or name.isupper():
            return False
        is_plain_word = f" {name.lower()} " in self._annotated.text
        return is_plain_word or max(ballot.values()) < LEAST_EVIDENCE + 0.5

    def _own_words(self, name: str) -> list[tuple[ActorKind | Verdict, float]]:
        """The evidence of the name's own words."""
        found: list[tuple[ActorKind | Verdict, float]] = []
        parts = name.split()
        # "Court of Arbitration": the head stands before the preposition.
        joint = next((i for i, part in enumerate(parts) if part in ("of", "for") and i), len(parts))
        last, first = parts[joint - 1].lower().rstrip("."), parts[0].lower().rstrip(".")
        if name in self._names.places:
            found.append((PLACE, 6.0 if self._names.places[name] in self._names.countries else 3.0))
        elif name.isupper() and name.title() in self._names.places:
            found.append((PLACE, 4.0))
        if name in self._names.organisations:
            found.append((ORGANISATION, 5.0))
        if len(parts) > 1:
            found += self._head_evidence(last, first, parts)
        if len(parts) == 1:
            return found + self._lone_evidence(name)
        is_named = self._parter.is_first_name(parts[0]) and 1 < len(parts) <= MOST_NAME_WORDS
        if is_named and not any(self._is_head(part) for part in parts[1:]):
            found.append((PERSON, 3.0))
        elif len(parts) in (2, 3) and all(p.isalpha() and p[1:].islower() for p in parts):
            found.append((PERSON, 0.6))
        return found

    def _lone_evidence(self, name: str) -> list[tuple[ActorKind | Verdict, float]]:
        """The evidence of a name of one word."""
        found: list[tuple[ActorKind | Verdict, float]] = []
        if self._is_head(name) and name not in self._names.organisations:
            found.append((Verdict.OTHER, 6.0))
        if re.fullmatch(r"[A-Z]{1,3}-?\d+[A-Z]?", name):
            found.append((Verdict.OTHER, 4.0))
        if name.isupper() and 1 < len(name) <= MOST_INITIALS:
            found.append((ORGANISATION, 1.8))
        if self._parter.is_first_name(name) and name not in self._names.places:
            found.append((PERSON, 1.0))
        else:
            # News gives a person's full name first; a lone unknown word is rather a body.
            found += [(PERSON, -0.6), (ORGANISATION, 0.6)]
        return found

    def _is_head(self, part: str) -> bool:
        lower = part.lower()
        lists = self._words
        return (
            lower in lists.organisation_heads
            or lower in lists.place_heads
            or lower in lists.other_heads
        )

    def _head_evidence(
        self, last: str, first: str, parts: list[str]
    ) -> list[tuple[ActorKind | Verdict, float]]:
        found: list[tuple[ActorKind | Verdict, float]] = []
        if last in self._words.organisation_heads or parts[-1].lower() in _COMPANY_ENDS:
            found.append((ORGANISATION, 4.5))
        elif last in self._words.place_heads:
            found.append((PLACE, 4.0))
        elif " ".join(parts) in self._names.places:
            pass
        elif last in _REGNAL and self._parter.is_first_name(parts[0]):
            found.append((PERSON, 3.0))
        elif last in self._words.other_heads or first in ("operation", "section"):
            found.append((Verdict.OTHER, 6.0))
        elif last.endswith(("’s", "'s")):
            found.append((ORGANISATION, 0.5))
        if first == "county":
            found.append((PLACE, 4.0))
        if first in _PLACE_FIRSTS and last not in self._words.organisation_heads:
            found.append((PLACE, 1.5))
        if "&" in parts or first in (
            "department",
            "ministry",
            "bank",
            "university",
            "institute",
            "office",
        ):
            found.append((ORGANISATION, 3.0))
        return found

    def _context(self, mention: NameMention) -> list[tuple[ActorKind | Verdict, float]]:
        """The evidence of one mention's surroundings."""
        found = self._labels(mention)
        if mention.title is not None and any(self._parter.is_role(w) for w in mention.title_words):
            found.append((PERSON, 5.0))
        if self._is_in_marks(mention.span):
            found.append((Verdict.OTHER, 4.0))
        found += self._before(mention)
        found += self._after(mention)
        found += self._grammar(mention)
        return found

    def _is_in_marks(self, span: Span) -> bool:
        """Whether a name has quotation marks of its own, as titles and nicknames have."""
        text = self._annotated.text
        after = text[span.end : span.end + 2]
        return text[max(0, span.start - 1) : span.start] in ('"', "“", "\u2018") and (
            after[:1] in ('"', "”", "’") or after in (',"', ",”", '."', ".”", ",’")
        )

    def _labels(self, mention: NameMention) -> list[tuple[ActorKind | Verdict, float]]:
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(mention.span)]
        tokens = [t for t in tokens if t.text[:1].isalpha()]
        votes: Ballot = defaultdict(float)
        for token in tokens:
            if token.label in _LABELS:
                choice, weight = _LABELS[token.label]
                votes[choice] += weight / len(tokens)
        return list(votes.items())

    def _before(self, mention: NameMention) -> list[tuple[ActorKind | Verdict, float]]:
        start = mention.title.start if mention.title else mention.span.start
        words = self._annotated.text[max(0, start - 40) : start].lower().split()
        found: list[tuple[ActorKind | Verdict, float]] = []
        if not words:
            return found
        last = words[-1].strip(',“"')
        is_comma = words[-1].endswith(",")
        if last in self._words.organisation_triggers:
            found.append((ORGANISATION, 3.0 if not is_comma else 2.0))
        elif self._parter.is_role(last) and not mention.title:
            found.append((PERSON, 4.0 if not is_comma else 2.5))
        elif last in _LOCATIVES and not is_comma:
            found.append((PLACE, 1.5 if last in ("in", "near", "across", "outside") else 0.7))
        elif last == "of" and len(words) > 1 and words[-2] in self._words.place_triggers:
            found.append((PLACE, 4.0))
        elif (
            last == "of"
            and len(words) > 1
            and words[-2]
            in (
                "mayor",
                "governor",
                "outskirts",
                "streets",
                "suburb",
                "south",
                "north",
                "east",
                "west",
            )
        ):
            found += [(PLACE, 2.5), (PERSON, -1.5)]
        elif last == "the" and mention.text not in self._names.places:
            found += [(PERSON, -2.0), (ORGANISATION, 0.7)]
        elif last in ("on", "watched", "aboard"):
            found.append((PERSON, -0.3))
        return found

    def _after(self, mention: NameMention) -> list[tuple[ActorKind | Verdict, float]]:
        after = self._annotated.text[mention.span.end : mention.span.end + 60]
        found: list[tuple[ActorKind | Verdict, float]] = []
        words = after.lower().replace(",", " , ").split()
        if not words:
            return found
        if after.startswith(" "):
            if words[0] in self._words.place_triggers:
                found.append((PLACE, 2.5))
            elif words[0] in (
                "party",
                "group",
                "movement",
                "militia",
                "network",
                "spokesman",
                "spokeswoman",
                "officials",
                "leaders",
                "shares",
                "executives",
                "employees",
                "chairman",
            ):
                found.append((ORGANISATION, 1.5))
        if after.startswith((", ", " (")) and len(words) > 1:
            age = after[2:5].strip(" ,.)")
            if (
                age.isdigit()
                and YOUNGEST <= int(age) <= OLDEST
                and len(after) > 2 + len(age)
                and after[2 + len(age)] in ",.)"
            ):
                found.append((PERSON, 4.0))
            nouns = [w.strip(".,") for w in words[1:6]]
            if nouns[0] in _RELATIVES:
                found.append((PERSON, 3.0))
            elif nouns[0] in ("a", "an", "the", "then", "former") and any(
                self._parter.is_role(n) for n in nouns[1:]
            ):
                found.append((PERSON, 2.5))
        elif words[0] in _RELATIVES:
            found.append((PERSON, 2.0))
        return found

    def _grammar(self, mention: NameMention) -> list[tuple[ActorKind | Verdict, float]]:
        indices = self._annotated.tokens_in(mention.span)
        for index in indices:
            token = self._annotated.tokens[index]
            if token.dep in ("nsubj", "nsubjpass") and token.head != index:
                verb = self._annotated.tokens[token.head]
                if verb.lemma in self._words.speech_verbs:
                    return [(PERSON, 1.2), (ORGANISATION, 0.5), (PLACE, -0.5)]
                return [(PERSON, 0.3), (ORGANISATION, 0.2)]
        return []

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
            is_plural = name.endswith("s") and name[:-1] in known and name not in known
            if is_plural and name not in self._names.places:
                kinds.pop(name, None)  # "the Marshes" are people who have names of their own
            elif name in known and self._names.places.get(name) not in self._names.countries:
                kinds[name] = kinds[name] if self._is_located(grouped[name], kinds) else PERSON

    def _spread_companies(
        self, kinds: dict[str, ActorKind], grouped: Mapping[str, list[NameMention]]
    ) -> None:
        """Let "Acme" be what "Acme Corporation" is."""
        for name, kind in tuple(kinds.items()):
            parts = name.split()
            if kind is not ORGANISATION or parts[-1].lower().rstrip(".") not in _COMPANY_ENDS:
                continue
            for length in range(1, len(parts)):
                short = " ".join(parts[:length])
                if (
                    short in grouped
                    and short not in self._names.places
                    and len(short) >= LEAST_COMPANY_LETTERS
                ):
                    kinds[short] = ORGANISATION

    def _is_located(self, group: list[NameMention], kinds: Mapping[str, ActorKind]) -> bool:
        """Whether a place stands where most of a name's mentions stand."""
        if kinds.get(group[0].text) is not PLACE:
            return False
        places = sum(
            any(choice is PLACE and weight >= LOCATED for choice, weight in self._before(mention))
            for mention in group
        )
        return places * 2 > len(group)


def _winner(ballot: Ballot, least: float) -> ActorKind | Verdict | None:
    if not ballot:
        return None
    order: tuple[ActorKind | Verdict, ...] = (PLACE, ORGANISATION, PERSON, Verdict.OTHER)
    best = max(order, key=lambda choice: ballot[choice])
    return best if ballot[best] >= least else None


def span_text(annotated: AnnotatedText, span: Span) -> str:
    """Return the words of a span with single spaces."""
    return " ".join(span.of(annotated.text).split())
