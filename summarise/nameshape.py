"""What a name's own words say of its kind: head nouns, first names, initials, known names."""

import re

from summarise.evidence import ORGANISATION, PERSON, PLACE, Verdict, Vote
from summarise.titles import TitleParter
from summarise.vocabulary import Gazetteer, Vocabulary

MOST_INITIALS = 6
MOST_NAME_WORDS = 4
_REGNAL = frozenset(
    {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
     "xvi", "xvii", "xviii", "xix", "xx", "xxiii"}
)  # fmt: skip
_NUMBERED = frozenset(
    {"act", "annex", "apollo", "appendix", "article", "bowl", "chapter", "class", "division",
     "level", "part", "phase", "schedule", "section", "stage", "tier", "title", "type", "vatican",
     "volume", "war"}
)  # fmt: skip
_SURNAME_HEADS = frozenset(
    {"bay", "castle", "east", "field", "forest", "hill", "hills", "lake", "lane", "north", "park",
     "west", "woods"}
)  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_SHORT_INITIALS = re.compile(r"[A-Z]{1,2}")
FULL_NAME_WORDS = 2
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
COMPANY_ENDS = frozenset(
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


class ShapeEvidence:
    """Reads names without their surroundings."""

    def __init__(self, words: Vocabulary, names: Gazetteer) -> None:
        self._words, self._names = words, names
        self._parter = TitleParter(words, names)

    def votes(self, name: str) -> list[Vote]:
        """Return the evidence of a name's own words."""
        found: list[Vote] = []
        parts = name.split()
        # "Court of Arbitration": the head stands before the preposition.
        joint = next((i for i, part in enumerate(parts) if part in ("of", "for") and i), len(parts))
        last, first = parts[joint - 1].lower().rstrip("."), parts[0].lower().rstrip(".")
        if name in self._names.places:
            found.append((PLACE, 6.0 if self._names.places[name] in self._names.countries else 3.0))
        elif name.isupper() and name.title() in self._names.places:
            found.append((PLACE, 4.0))
        if name in self._names.organisations or name.title() in self._names.organisations:
            found.append((ORGANISATION, 5.0))
        if len(parts) > 1:
            found += self._head_evidence(last, first, parts)
        if len(parts) == 1:
            return found + self._lone_evidence(name)
        found += self._initial_evidence(parts)
        is_named = self._parter.is_first_name(parts[0]) and 1 < len(parts) <= MOST_NAME_WORDS
        if is_named and not any(self._is_head(part) for part in parts[1:]):
            # "Al Gore", but "Al Arabiya": the article of Arabic names.
            found.append((PERSON, 1.0 if parts[0] in ("Al", "El") else 3.0))
        elif len(parts) in (2, 3) and all(p.isalpha() and p[1:].islower() for p in parts):
            found.append((PERSON, 0.9))
        return found

    def _initial_evidence(self, parts: list[str]) -> list[Vote]:
        """For example "J.K. Marsh", "PJ Marsh", and a king's number: "Rameses VI"."""
        is_plain = not any(self._is_head(part) for part in parts[1:])
        rest = " ".join(parts[1:])
        is_known = any(n in self._names.places for n in (parts[0], rest))
        is_known = is_known or parts[0] in self._names.organisations
        if is_plain and not is_known and parts[-1][1:].islower():
            if _INITIALS.fullmatch(parts[0]):
                return [(PERSON, 2.5)]
            if _SHORT_INITIALS.fullmatch(parts[0]):
                return [(PERSON, 2.4)]
        is_king = len(parts) == FULL_NAME_WORDS and parts[1].lower() in _REGNAL
        if is_king and parts[0][1:].islower() and not self._is_head(parts[0]):
            return [] if parts[0].lower() in _NUMBERED else [(PERSON, 2.0)]
        return []

    def _lone_evidence(self, name: str) -> list[Vote]:
        """The evidence of a name of one word."""
        found: list[Vote] = []
        if self._is_head(name) and name not in self._names.organisations:
            found.append((Verdict.OTHER, 6.0))
        if re.fullmatch(r"[A-Z]{1,3}-?\d+[A-Za-z]?", name):
            found.append((Verdict.OTHER, 4.0))
        is_shouted = name not in self._names.places and name.title() in self._names.places
        if name.isupper() and 1 < len(name) <= MOST_INITIALS and not is_shouted:
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

    def _head_evidence(self, last: str, first: str, parts: list[str]) -> list[Vote]:
        found: list[Vote] = []
        if last in self._words.organisation_heads or parts[-1].lower() in COMPANY_ENDS:
            found.append((ORGANISATION, 4.5))
        elif last in self._words.place_heads:
            is_surname = last in _SURNAME_HEADS and self._parter.is_first_name(parts[0])
            # "Anna Field" and "Victoria Park": the words around decide.
            found += [(PLACE, 2.0), (PERSON, 1.5)] if is_surname else [(PLACE, 4.0)]
        elif last in _REGNAL and self._parter.is_first_name(parts[0]):
            found.append((PERSON, 3.0))
        elif self._is_thing(last, first, parts):
            found.append((Verdict.OTHER, 6.0))
        elif last.endswith(("’s", "'s")):
            found.append((ORGANISATION, 0.5))
        return found + self._first_evidence(last, first, parts)

    def _is_thing(self, last: str, first: str, parts: list[str]) -> bool:
        """Whether a name's head is that of a law, an event, a work: no actor."""
        is_king = last in _REGNAL and len(parts) == FULL_NAME_WORDS and first not in _NUMBERED
        if is_king or " ".join(parts) in self._names.places:
            return False
        return last in self._words.other_heads or first in ("operation", "section")

    def _first_evidence(self, last: str, first: str, parts: list[str]) -> list[Vote]:
        """The evidence of a name's first word: "County Cork", "Lake Erie", "Bank of …"."""
        found: list[Vote] = []
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
