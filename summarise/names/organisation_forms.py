"""Tell whether two names are forms of one organisation: initials, short forms, tails."""

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.names.name_matching import acronym, initials, mixed_initials

LEAST_SHORT_FORM_LETTERS = 3


class OrganisationForms:
    """Compares the names of organisations of one text."""

    def __init__(self, text: str, words: Vocabulary, names: Gazetteer) -> None:
        self._text, self._words, self._names = text, words, names

    def is_same(self, long: str, short: str) -> bool:
        """Whether a name is the other, or a short form of it."""
        parts, less = long.split(), short.split()
        if len(less) >= len(parts):
            return long.casefold().replace("-", " ") == short.casefold().replace("-", " ")
        if len(less) == 1 and self._is_initials(long, short):
            return True
        kinds, small = self._words.kinds, self._words.names.small_words
        if parts[: len(less)] == less and len(less[-1]) >= LEAST_SHORT_FORM_LETTERS:
            rest = [p.lower() for p in parts[len(less) :]]
            is_known = short in self._names.places or short in self._names.demonyms
            return not is_known and (
                all(p in kinds.company_tails for p in rest)
                or rest[-1].rstrip(".") in kinds.company_forms
                or (len(less) > 1 and rest[0] in small)
                or self._is_cut_before_class(less, rest)
            )
        if parts[-len(less) :] == less and len(less) > 1:
            extra = parts[: -len(less)]
            return all(
                p in self._names.demonyms
                or p in self._names.places
                or p.lower() in kinds.body_adjectives
                or p == "Arab"
                for p in extra
            )
        return False

    def _is_cut_before_class(self, less: list[str], rest: list[str]) -> bool:
        """Whether what is left out says the class: "Holm Parenthood (Federation of …)".

        Of one word only a house of its own can be left: "Westmark (Baptist Church)".
        """
        kinds = self._words.kinds
        classes = kinds.alliance_heads if len(less) > 1 else kinds.house_heads
        known = " ".join(less)
        is_free = known not in self._names.organisations and known not in self._names.first_names
        at = next((i for i, word in enumerate(rest) if word in classes), None)
        is_last = at is not None and (at == len(rest) - 1 or rest[at + 1] in ("of", "for"))
        return is_last and (len(less) > 1 or is_free)

    def _is_initials(self, long: str, short: str) -> bool:
        """For example "BBC", "TUC" with the article, and "(Cord)" beside the long form."""
        small = self._words.names.small_words
        if f"{long} ({short})" in self._text and short.casefold() in (
            acronym(long),
            initials(long, small).casefold(),
        ):
            return True
        if not short.isupper() or len(short) <= 1:
            return False
        letters = {initials(long, small), initials(long), mixed_initials(long)}
        is_with_article = f"The {long}" in self._text or f"the {long}" in self._text
        if short in letters or (is_with_article and short[1:] in letters and short[0] == "T"):
            return True
        return f"({short})" in self._text and self._is_introduced(long, short)

    def _is_introduced(self, long: str, short: str) -> bool:
        at = self._text.find(f"({short})")
        return at > 0 and self._text[max(0, at - len(long) - 2) : at].strip().endswith(
            long.rsplit(maxsplit=1)[-1]
        )
