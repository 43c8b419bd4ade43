"""Split titles, offices and nationalities from a person's name."""

from collections.abc import Sequence

from msgspec import Struct

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.text.word_forms import Word

_COMPOUND_LINKS = frozenset({"of", "in", "at", "elect", "to", "de"})

LEAST_NOUN_LETTERS = 6
OFFICE_WORDS = 2
"""An office and its preposition before the name of its house: "Founder of …"."""


class Titled(Struct, frozen=True, kw_only=True):
    """A run after parting.

    Attributes:
        title: words before the name that say what the person is; may be empty.
        name: the name's words; empty when all of it is title.
    """

    title: tuple[Word, ...]
    name: tuple[Word, ...]


def singular(word: str) -> str:
    """Return a role noun's singular, by rule."""
    if word.endswith("women"):
        return f"{word[:-5]}woman"
    if word.endswith("men"):
        return f"{word[:-3]}man"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


class TitleParter:
    """Knows which capitalised words are titles."""

    def __init__(self, words: Vocabulary, names: Gazetteer) -> None:
        self._words, self._names = words, names

    def is_role(self, word: str) -> bool:
        """Whether a word, in lower case, names an office, occupation or honour."""
        if word in self._words.roles.role_nouns or word in self._words.names.honorifics:
            return True
        parts, nouns = word.split("-"), self._words.roles.role_nouns
        # "Co-founder" by its last part; "mother-of-two", "president-elect" by the first or second.
        is_compound = len(parts) > 1 and any(part in _COMPOUND_LINKS for part in parts[1:])
        heads = (parts[0], parts[-2]) if is_compound else (parts[-1],)
        return singular(word) in nouns or any(
            head in nouns or (is_compound and head in self._words.roles.relational_nouns)
            for head in heads
        )

    def is_person_noun(self, word: str) -> bool:
        """Whether a word in small letters is a common noun for a person, or for several."""
        return word.islower() and (
            word in self._names.person_nouns or singular(word) in self._names.person_nouns
        )

    def is_first_name(self, word: str) -> bool:
        """Whether a word is a known first name; of a double one, its first half."""
        return (
            word.split("-", maxsplit=1)[0] in self._names.first_names
            or word in self._names.first_names
        )

    def _is_organisation(self, words: Sequence[Word]) -> bool:
        last = words[-1].lower
        return last in self._words.kinds.organisation_heads or last in self._words.kinds.place_heads

    def _is_office(self, word: Word) -> bool:
        return self.is_role(word.lower) and word.lower not in self._words.kinds.organisation_heads

    def _is_ranked(self, words: Sequence[Word]) -> bool:
        """Whether a rank stands before a first name: "Lt. Kenny Park" is no park."""
        is_rank = words[0].lower.rstrip(".") in self._words.roles.ranks
        is_full = len(words) > OFFICE_WORDS and self.is_first_name(words[1].text)
        return is_rank and is_full

    def _is_headed(self, words: Sequence[Word]) -> bool:
        """For example "Office of the Inspector General": the head stands first."""
        return (
            words[1].text in ("of", "for")
            and words[0].lower in self._words.kinds.organisation_heads
        )

    def part(self, words: Sequence[Word]) -> Titled:
        """Part a run into title and name."""
        every = tuple(words)
        whole = " ".join(w.text for w in every)
        is_owned = any(w.is_possessive and self._owns(w) for w in every[:-1])
        is_joined = len(every) > OFFICE_WORDS and every[1].text == "&"
        is_firm = is_joined and not self.is_role(every[2].lower)  # "Lord & Taylor"
        is_known = whole in self._names.organisations or whole in self._names.places
        if is_known or is_owned or is_firm:
            return Titled(title=(), name=every)  # "State Auditor's Office"
        if all(self._is_title_word(w) for w in every) and any(self.is_role(w.lower) for w in every):
            kept = self._surname_length(every)
            return Titled(title=every[: len(every) - kept], name=every[len(every) - kept :])
        if (
            len(every) > OFFICE_WORDS
            and every[1].text in ("of", "for", "at")
            and self._is_office(every[0])
        ):
            # "Founder of Acme Mills": the office of somebody who is not named here.
            inner = self.part(every[2:]) if self._is_organisation(every) else None
            if inner is not None and inner.name:
                return Titled(title=every[:2], name=inner.name)
        is_headed = len(every) > 1 and (self._is_organisation(every) or self._is_headed(every))
        if is_headed and not self._is_ranked(every):
            return Titled(title=(), name=every)
        cut = self._title_end(every)
        name = every[cut:]
        is_office = len(name) > OFFICE_WORDS and name[1].text in ("of", "for", "at")
        if cut and is_office and self._is_office(name[0]):
            # "Vice President of Sales": all of it is an office, unless a name follows.
            return self._office_of(every, cut)
        return Titled(title=every[:cut], name=name)

    def _office_of(self, words: tuple[Word, ...], cut: int) -> Titled:
        """Part "Vice President of Sales Ann Marsh", whose office goes on after the preposition."""
        for index in range(cut + OFFICE_WORDS, len(words) - 1):
            if self.is_first_name(words[index].text):
                return Titled(title=words[:index], name=words[index:])
        return Titled(title=words, name=())

    def _owns(self, word: Word) -> bool:
        return word.lower in self._words.names.possessive_owners or self.is_role(word.lower)

    def _surname_length(self, words: Sequence[Word]) -> int:
        """Return how many words at the end of what looks like a title are a name after all."""
        if len(words) > 1 and self.is_first_name(words[-2].text) and words[-2].text[0].isupper():
            return 2  # "Ann King", "Martin Judge": a surname that is also an office
        is_addressed = len(words) > 1 and words[-2].lower in self._words.roles.courtesy_titles
        last, roles = words[-1].lower, self._words.roles
        # "Mrs Jordan", "Mr Baker", but "Mr President" and "Lord Advocate".
        is_plain = is_addressed and words[-2].lower.rstrip(".") in roles.bare_titles
        is_office = last in roles.addressed_offices if is_plain else self.is_role(last)
        return int(is_addressed and not is_office)

    def _is_title_word(self, word: Word) -> bool:
        lower = word.lower
        return (
            self.is_role(lower)
            or lower in self._words.roles.role_modifiers
            or word.text in self._names.demonyms
            or word.text in self._names.places
            or lower in self._words.roles.title_links
        )

    def _office_at(self, words: tuple[Word, ...], cut: int) -> int:
        """Return where the first office stands after a known house: "White House Chief of …"."""
        for index in range(2, len(words)):
            house = " ".join(word.text for word in words[:index])
            if house in self._names.organisations and self.is_role(words[index].lower):
                return index
        return cut

    def _is_house(self, word: Word) -> bool:
        """Whether a word between an office and a first name belongs to the office."""
        return not self.is_first_name(word.text) and (
            self._is_title_word(word)
            or word.text in self._names.organisations
            or word.lower in self._words.kinds.organisation_heads
            or word.lower in self._words.kinds.subject_matters
        )

    def _title_end(self, words: tuple[Word, ...]) -> int:
        """Return how many words at the start are title."""
        cut = 0
        for index in range(len(words) - 1):
            head = words[: index + 1]
            is_role = self.is_role(words[index].lower) or self._is_described(words, index)
            if is_role and self._is_titled_by(words, index):
                cut = index + 1
            elif cut and words[index].lower in self._words.roles.title_tails:
                is_of = index > 0 and words[index - 1].lower in ("of", "the", "for")
                cut = index + 1 if is_of else cut
            elif (
                self.is_first_name(words[index].text)
                and any(self.is_role(w.lower) for w in head[:-1])
                and words[index - 1].lower not in ("of", "the", "for", "and")
                and all(self._is_house(w) for w in words[self._office_at(head, cut) : index])
            ):
                cut = max(cut, index)
        if words[cut].text in ("of", "the", "for", "and"):
            return 0 if cut < len(words) - 1 and cut <= 1 else self._after_of(words, cut)
        if not cut and len(words) > 1 and self._is_nationality(words):
            return 1
        if not cut and len(words) > OFFICE_WORDS and words[0].text in self._names.places:
            if words[0].lower in self._words.names.place_starts:
                return 0
            # "Norway Karl Vogel", left of "the envoy to Norway Karl Vogel".
            return int(self.is_first_name(words[1].text) and not self.is_first_name(words[0].text))
        return cut

    def _after_of(self, words: tuple[Word, ...], cut: int) -> int:
        """For example "Minister of Defence Ann Marsh": the title goes on to the first name."""
        for index in range(cut + 1, len(words) - 1):
            if self.is_first_name(words[index].text):
                return index
        return len(words)

    def _is_titled_by(self, words: tuple[Word, ...], index: int) -> bool:
        """Whether the role noun at `index` is a title, not the first half of another name."""
        before = words[:index]
        follows = words[index + 1].lower
        if follows in ("of", "for"):
            return False
        if index == 0 or all(self._is_title_word(w) for w in before):
            return True
        if words[index].lower in self._words.roles.courtesy_titles:
            return True  # "Said Mr Marsh"
        if before[-1].lower in self._words.kinds.organisation_heads:
            return True  # "Madison Police Chief ..."
        # "Town Hall Press Secretary ...", "Harbour Authority Director ...": what is
        # before the office is its house; but "Ann King Jr" is a name.
        after = words[index + 1 :]
        is_full_name = len(after) > 1 and self.is_first_name(after[0].text)
        return is_full_name or not self.is_first_name(before[0].text)

    def _is_described(self, words: tuple[Word, ...], index: int) -> bool:
        """Whether a noun for a person stands before a first name: "Headmaster Ulrich Wessel"."""
        follows = index + 1
        return (
            index == 0
            and follows < len(words) - 1
            and self.is_first_name(words[follows].text)
            and not self.is_first_name(words[index].text)
            and self.is_person_noun(words[index].lower)
            and len(words[index].text) >= LEAST_NOUN_LETTERS  # "Tiger Lily Marsh" is a name
        )

    def _is_nationality(self, words: tuple[Word, ...]) -> bool:
        """For example "Dutchman Karl Vogel", "Welshman Vogel": a nationality before a name."""
        is_noun = words[0].text.endswith(("man", "woman", "men", "women"))
        is_name = is_noun or self.is_first_name(words[1].text)
        return words[0].text in self._names.demonyms and is_name
