"""Tell whether "and" or "&" stands inside one name: "Ministry of Food and Trade"."""

import re
from collections.abc import Sequence

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.names.word_joints import WordJoints
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.word_forms import Word, is_capital

MOST_KNOWN_WORDS = 5
_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")


def is_office_for(words: Sequence[Word], lists: Vocabulary) -> bool:
    """Whether words name a body by its head and its field: "Ministry of Defence"."""
    texts = [word.text for word in words]
    cut = next((i for i, text in enumerate(texts) if text in ("of", "for") and i), 0)
    return bool(cut) and words[cut - 1].lower in lists.kinds.organisation_heads


class NamesWithAnd:
    """Looks at the conjunctions between capitalised words of one annotated text."""

    def __init__(
        self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer, joints: WordJoints
    ) -> None:
        self._annotated, self._vocabulary, self._names = annotated, words, names
        self._lists, self._joints = words.names, joints

    def are_two(self, words: Sequence[Word], first: int, at: int, after: int) -> bool:
        """Whether "&" stands between two places or two full names, not inside a firm's name."""
        known, firsts = self._names.places, self._names.first_names
        left = " ".join(w.text for w in words[first:at])
        follows = words[after + 1 : after + 2]
        is_full = at - first > 1 and bool(follows) and is_capital(follows[0].text)
        is_people = is_full and words[first].text in firsts and words[after].text in firsts
        return is_people or (left in known and words[after].text in known)

    def joins(self, words: list[Word], first: int, after: int) -> bool:
        """Whether the "and" before a capital stands inside the name that began at `first`."""
        whole = " ".join(w.text for w in words[first : after + 1])
        for word in words[after + 1 : after + MOST_KNOWN_WORDS]:
            if whole in self._names.organisations or whole in self._names.places:
                return True
            whole = f"{whole} {word.text}"  # "Rock and Roll" begins the name of a museum
        if whole in self._names.organisations or whole in self._names.places:
            return True
        if self._has_acronym(words, first, after) or self._are_fields(words, first, after):
            return True
        left, right = words[after - 2].lower, words[after].lower
        fields = self._vocabulary.kinds.subject_matters
        if left in fields and right in fields and self._is_office(words, first, after):
            return True
        has_head = words[first].lower in self._vocabulary.kinds.organisation_heads or (
            after + 1 < len(words)
            and words[after + 1].lower in self._vocabulary.kinds.organisation_heads
        )
        return has_head and self._joints.is_one_entity(words[first], words[after])

    def _has_acronym(self, words: Sequence[Word], first: int, after: int) -> bool:
        """Whether initials in brackets take both sides in: "League of Unity and Reform (LUR)"."""
        end = after + 1
        while end < len(words) and is_capital(words[end].text):
            if not self._joints.is_joined(words[end - 1], words[end]):
                break
            end += 1
        acronym = _ACRONYM.match(self._annotated.text, words[end - 1].end)
        if acronym is None:
            return False
        for start in range(first, after - 1):
            letters = "".join(
                f"{word.text[0]}?" if word.text in self._lists.small_words else word.text[0]
                for word in words[start:end]
            )
            if re.fullmatch(letters, acronym.group(1), re.IGNORECASE):
                return True
        return False

    def _are_fields(self, words: Sequence[Word], first: int, after: int) -> bool:
        """For example "Center for Child Rights and Duty", "Association of Zoos and Parks"."""
        texts = [word.text for word in words[first : after - 1]]
        is_office = is_office_for(words[first : after - 1], self._vocabulary)
        names = self._names
        left, right = words[after - 2].text, words[after].text
        is_named = any(
            right in known for known in (names.places, names.organisations, names.first_names)
        )
        is_plural = left.endswith("s") and right.endswith("s") and left not in names.places
        return is_office and not is_named and ("for" in texts or is_plural)

    def _is_office(self, words: Sequence[Word], first: int, after: int) -> bool:
        """Whether the names joined by "and" begin or end as those of ministries and firms do."""
        lists = self._vocabulary
        follows = [w for w in words[after + 1 : after + 3] if is_capital(w.text)]
        if (
            words[first].text in self._names.places
            or words[first].lower in self._lists.ministry_starts
        ):
            return True
        before = (w.lower for w in words[first : after - 2])
        heads = lists.kinds.organisation_heads
        return any(w in heads or w in lists.roles.role_nouns for w in before) or any(
            w.lower in heads or w.lower in lists.kinds.place_heads for w in follows
        )
