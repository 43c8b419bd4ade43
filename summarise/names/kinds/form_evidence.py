"""Vote on a name's kind by its own words (head nouns, first names, initials, lists)."""

import re

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.names.kinds.ballot import Vote
from summarise.names.kinds.kind_weights import SHAPE, Votes
from summarise.names.titles import TitleParter

MOST_INITIALS = 6
MOST_NAME_WORDS = 4
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_SHORT_INITIALS = re.compile(r"[A-Z]{1,2}")
FULL_NAME_WORDS = 2
SHIRE = "shire"


class ShapeEvidence:
    """Reads names without their surroundings."""

    def __init__(self, words: Vocabulary, names: Gazetteer) -> None:
        self._words, self._names = words, names
        self._lists = words.kinds
        self._parter = TitleParter(words, names)

    def votes(self, name: str) -> list[Vote]:
        """Return the evidence of a name's own words."""
        found: list[Vote] = []
        parts = name.split()
        # "Court of Arbitration": the head stands before the preposition.
        joint = next((i for i, part in enumerate(parts) if part in ("of", "for") and i), len(parts))
        last, first = parts[joint - 1].lower().rstrip("."), parts[0].lower().rstrip(".")
        if name in self._names.places:
            is_country = self._names.places[name] in self._names.countries
            found += SHAPE.country if is_country else SHAPE.known_place
        elif name.isupper() and name.title() in self._names.places:
            found += SHAPE.known_place_in_capitals
        if name in self._names.organisations or name.title() in self._names.organisations:
            found += SHAPE.known_body
        is_numbered = last in self._words.figures.number_words or (
            parts[-1].isupper() and last not in self._lists.regnal_numbers
        )
        is_of_body = parts[0] in self._names.organisations and not self._parter.is_first_name(
            parts[0]
        )
        if len(parts) == FULL_NAME_WORDS and is_numbered and is_of_body:
            found += SHAPE.numbered_body
        if len(parts) > 1:
            found += self._head_evidence(last, first, parts)
        if len(parts) == 1:
            return found + self._lone_evidence(name)
        found += self._initial_evidence(parts)
        is_named = self._parter.is_first_name(parts[0]) and 1 < len(parts) <= MOST_NAME_WORDS
        if is_named and "&" not in name and not any(self._is_head(part) for part in parts[1:]):
            # "Al Gore", but "Al Arabiya": the article of Arabic names.
            is_article = parts[0] in self._lists.arabic_articles
            found += SHAPE.arabic_article if is_article else SHAPE.first_name
            lists = self._words.names
            if any(p in lists.surname_particles or p in lists.surname_starts for p in parts[1:-1]):
                found += SHAPE.surname_particle
        elif (
            len(parts) in (2, 3)
            and "&" not in name
            and all(p.isalpha() and p[1:].islower() for p in parts)
        ):
            found += SHAPE.two_or_three_words
        return found

    def _initial_evidence(self, parts: list[str]) -> Votes:
        """For example "J.K. Marsh", "PJ Marsh", and a king's number: "Rameses VI"."""
        is_plain = not any(self._is_head(part) for part in parts[1:])
        rest = " ".join(parts[1:])
        is_known = any(n in self._names.places for n in (parts[0], rest))
        is_known = is_known or parts[0] in self._names.organisations
        if is_plain and not is_known and parts[-1][1:].islower():
            if _INITIALS.fullmatch(parts[0]):
                return SHAPE.dotted_initials
            if _SHORT_INITIALS.fullmatch(parts[0]):
                return SHAPE.initials
        is_king = len(parts) == FULL_NAME_WORDS and parts[1].lower() in self._lists.regnal_numbers
        if is_king and parts[0][1:].islower() and not self._is_head(parts[0]):
            return () if parts[0].lower() in self._lists.numbered_things else SHAPE.king
        return ()

    def _lone_evidence(self, name: str) -> list[Vote]:
        """The evidence of a name of one word."""
        found: list[Vote] = []
        if self._is_head(name) and name not in self._names.organisations:
            found += SHAPE.lone_head
        if name.endswith(SHIRE) and not self._parter.is_first_name(name):
            found += SHAPE.shire
        if re.fullmatch(r"[A-Z]{1,3}-?\d+[A-Za-z]?", name):
            found += SHAPE.lone_code
        is_shouted = name not in self._names.places and name.title() in self._names.places
        if name.isupper() and 1 < len(name) <= MOST_INITIALS and not is_shouted:
            found += SHAPE.lone_capitals
        if "&" in name:
            found += SHAPE.body_first  # "P&O"
        if self._parter.is_first_name(name) and name not in self._names.places:
            found += SHAPE.lone_first_name
        else:
            found += SHAPE.lone_unknown
        return found

    def _is_head(self, part: str) -> bool:
        lower = part.lower()
        lists = self._words
        return (
            lower in lists.kinds.organisation_heads
            or lower in lists.kinds.place_heads
            or lower in lists.kinds.other_heads
        )

    def _head_evidence(self, last: str, first: str, parts: list[str]) -> list[Vote]:
        found: list[Vote] = []
        end = parts[-1].lower()
        if (
            end in self._lists.final_heads
            and parts[-2].lower() not in self._words.names.small_words
        ):
            found += SHAPE.other_head  # "Board of Regents Fellowship"
        elif last in self._words.kinds.organisation_heads or end in self._lists.company_ends:
            found += SHAPE.body_head
        elif last in self._words.kinds.place_heads:
            is_surname = last in self._lists.surname_heads and self._parter.is_first_name(parts[0])
            # "Anna Field" and "Victoria Park": the words around decide.
            found += SHAPE.surname_or_place_head if is_surname else SHAPE.place_head
        elif last in self._lists.regnal_numbers and self._parter.is_first_name(parts[0]):
            found += SHAPE.numbered_first_name
        elif self._is_thing(last, first, parts):
            found += SHAPE.other_head
        elif last.endswith(("’s", "'s")):
            found += SHAPE.possessive
        return found + self._first_evidence(last, first, parts)

    def _is_thing(self, last: str, first: str, parts: list[str]) -> bool:
        """Whether a name's head is that of a law, an event, a work: no actor."""
        is_king = (
            last in self._lists.regnal_numbers
            and len(parts) == FULL_NAME_WORDS
            and first not in self._lists.numbered_things
        )
        if is_king or " ".join(parts) in self._names.places:
            return False
        return last in self._words.kinds.other_heads or first in self._lists.other_firsts

    def _first_evidence(self, last: str, first: str, parts: list[str]) -> list[Vote]:
        """The evidence of a name's first word: "County Cork", "Lake Erie", "Bank of …"."""
        found: list[Vote] = []
        if first == "county":
            found += SHAPE.county
        if first in self._lists.place_firsts and last not in self._words.kinds.organisation_heads:
            found += SHAPE.place_first
        if any("&" in part for part in parts) or first in self._lists.body_starts:
            found += SHAPE.body_first
        return found
