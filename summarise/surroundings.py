"""What the words around a mention say of the name's kind."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from summarise.annotation import AnnotatedText
from summarise.evidence import ORGANISATION, PERSON, PLACE, Ballot, Choice, Verdict, Vote
from summarise.model import Span
from summarise.names import NameMention
from summarise.titles import TitleParter, singular
from summarise.vocabulary import Gazetteer, Vocabulary

YOUNGEST, OLDEST = 10, 109
BEFORE_CHARS, AFTER_CHARS = 60, 110
MOST_APPOSITION_WORDS = 9
LEAST_LOCATIVE = 2.2
"""Evidence of place that a preposition which takes nothing else gives."""

_LABELS: Mapping[str, tuple[Choice, float]] = {
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
_SURE_LOCATIVES = frozenset({"in", "near", "across", "outside", "throughout"})
_LOCATIVES = _SURE_LOCATIVES | {"from", "at", "inside", "around", "toward", "towards"}
_PLACED = frozenset(
    {"mayor", "governor", "outskirts", "streets", "suburb", "south", "north", "east", "west",
     "northeast", "northwest", "southeast", "southwest", "coast", "shore", "shores"}
)  # fmt: skip
_RELATIVES = frozenset({"who", "whose", "whom"})
_DETERMINERS = frozenset({"a", "an", "the", "one", "then", "former", "another"})
# Where an apposition's head noun ends: "the American bank that …", "a retailer of shoes".
_HEAD_ENDS = frozenset(
    {"of", "in", "for", "at", "that", "which", "who", "whose", "from", "with", "on", "to", "based",
     "owned", "run", "and", "or", "near", "behind", "by", "where", "said", "is", "was", "has",
     "known", "but", "as", "about"}
)  # fmt: skip
_OWNED = re.compile(r"-(?:listed|owned|based|headquartered|backed|quoted|traded|controlled)$")
_TICKER = re.compile(r"^ ?[(<](?:[A-Z]{1,5}\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq|LSE|LON|ASX|TSX):)")
_COMPANY_SAID = re.compile(
    r"^ (?:said|announced|confirmed) (?:in|through) (?:a|its) (?:statement|f)"
)
_LAST_TWO = re.compile(r"\b([A-Z]\w+s) \w+ $")
_WORD = re.compile(r"[\w’'-]+|[,;:.()]")


class SurroundingEvidence:
    """Reads the mentions of one annotated text in their sentences."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)

    def votes(self, mention: NameMention) -> list[Vote]:
        """Return the evidence of one mention's surroundings."""
        found = self._labels(mention)
        if mention.title is not None and any(self._parter.is_role(w) for w in mention.title_words):
            found.append((PERSON, 5.0))
        if self._is_in_marks(mention.span):
            found.append((Verdict.OTHER, 4.0))
        found += self.before(mention)
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

    def _labels(self, mention: NameMention) -> list[Vote]:
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(mention.span)]
        tokens = [t for t in tokens if t.text[:1].isalpha()]
        votes: Ballot = defaultdict(float)
        for token in tokens:
            if token.label in _LABELS:
                choice, weight = _LABELS[token.label]
                votes[choice] += weight / len(tokens)
        return list(votes.items())

    # before

    def before(self, mention: NameMention) -> list[Vote]:
        """Return what the words before a mention say."""
        start = mention.title.start if mention.title else mention.span.start
        text = self._annotated.text
        words = text[max(0, start - BEFORE_CHARS) : start].split("\n")[-1].lower().split()
        if mention.is_aside and text[max(0, start - 1) : start] == "/" and " " in mention.text:
            # "AGENCY/Jane Doe": a credit.
            return [(PERSON, 1.5)]
        if not words:
            return []
        last = words[-1].strip(',“"(')
        is_comma = words[-1].endswith(",")
        if mention.is_aside and last in ("by", "via"):
            return [(PERSON, 1.5)] if last == "by" else [(ORGANISATION, 2.0)]
        if self._is_trigger(last):
            return self._after_trigger(mention, last, is_comma=is_comma)
        if self._parter.is_role(last) and not mention.title:
            return [(PERSON, 2.5 if is_comma else 4.0)]
        if is_comma:
            return []
        if _OWNED.search(last):
            return [(ORGANISATION, 2.5), (PLACE, -1.0)]
        return self._after_preposition(mention, last, words[:-1])

    def _is_trigger(self, word: str) -> bool:
        triggers = self._words.organisation_triggers
        return word in triggers or singular(word) in triggers

    def _after_trigger(self, mention: NameMention, last: str, *, is_comma: bool) -> list[Vote]:
        """For example "the retailer Anna Field", but "the producer Anna Field" makes films."""
        if is_comma:
            return [(ORGANISATION, 2.0)]
        if self._parter.is_role(last):
            is_named = self._parter.is_first_name(mention.text.split()[0])
            return [(PERSON, 3.0)] if is_named else [(ORGANISATION, 2.5)]
        if self._begins_relative(mention):
            return []
        return [(ORGANISATION, 4.5), (PERSON, -1.5)]

    def _begins_relative(self, mention: NameMention) -> bool:
        """For example "the company Anna Field founded"."""
        tokens = self._annotated.tokens
        subjects = (tokens[i] for i in self._annotated.tokens_in(mention.span))
        return any(t.dep == "nsubj" and tokens[t.head].dep == "relcl" for t in subjects)

    def _after_preposition(self, mention: NameMention, last: str, words: list[str]) -> list[Vote]:
        previous = words[-1].strip(',“"') if words else ""
        known = self._words
        if last in ("for", "with", "at") and previous in known.serving_nouns:
            return [(ORGANISATION, 2.2), (PERSON, -0.5)]
        if last in ("of", "in", "by") and previous in ("shares", "stake", "stakes", "stock"):
            return [(ORGANISATION, 3.0)]
        if last == "of" and previous in known.corporate_nouns:
            return [(ORGANISATION, 2.0), (PERSON, -0.5)]
        if last in _LOCATIVES:
            if self._is_inside_title(mention):
                return []
            is_sure = last in _SURE_LOCATIVES
            return [(PLACE, LEAST_LOCATIVE if is_sure else 1.7 if last == "at" else 0.7)]
        if last == "of" and previous in known.place_triggers:
            return [(PLACE, 4.0)]
        if last == "of" and previous in _PLACED:
            return [(PLACE, 2.5), (PERSON, -1.5)]
        if last == "the" and mention.text not in self._names.places:
            return [(PERSON, -2.0), (ORGANISATION, 0.7)]
        if last in ("on", "watched", "aboard"):
            return [(PERSON, -0.3)]
        return []

    def _is_inside_title(self, mention: NameMention) -> bool:
        """For example "Deaths in Custody", left of a commission's name: no place."""
        start = mention.span.start
        before = _LAST_TWO.search(self._annotated.text, max(0, start - BEFORE_CHARS), start)
        if before is None or mention.text in self._names.places:
            return False
        index = self._annotated.token_at(before.start(1))
        return index is not None and self._annotated.tokens[index].tag in ("NNPS", "NNS")

    # after

    def _after(self, mention: NameMention) -> list[Vote]:
        after = self._annotated.text[mention.span.end : mention.span.end + AFTER_CHARS]
        after = after.split("\n")[0]
        words = [w.lower() for w in _WORD.findall(after)]
        if not words:
            return []
        if _TICKER.match(after):
            return [(ORGANISATION, 3.0)]
        if _COMPANY_SAID.match(after):
            return [(ORGANISATION, 0.8)]
        if words[0] in ("'s", "’s", "'", "’"):
            return self._after_possessive(words[1:])
        if after.startswith((", ", " (", " \u2013 ", " \u2014 ", " - ")):
            return self._after_comma(after, words[1:])
        if words[0] in _RELATIVES:
            return [(PERSON, 2.0)]
        return list(self._after_compound(words)) if after.startswith(" ") else []

    def _after_possessive(self, words: list[str]) -> list[Vote]:
        """For example "Acme's chief executive", "Acme's quarterly earnings"."""
        heads = [w for w in words[:2] if w in self._words.corporate_nouns]
        is_body = bool(heads) and heads[0] not in ("staff", "supporters", "website", "spokesman")
        return [(ORGANISATION, 1.5 if is_body else 0.4), (PERSON, -0.4)] if heads else []

    def _after_compound(self, words: list[str]) -> Iterator[Vote]:
        if words[0] in self._words.place_triggers:
            yield PLACE, 2.5
        elif (
            words[0] in self._words.corporate_nouns
            or words[0] in ("party", "group", "movement", "militia", "network", "officials")
            or words[0] in ("leaders", "newspaper", "magazine", "agency", "fighters", "airline")
        ):
            yield ORGANISATION, 1.5

    def _after_comma(self, after: str, words: list[str]) -> list[Vote]:
        """Read the apposition, the relative clause or the age after a name."""
        if not words:
            return []
        if (
            words[0].isdigit()
            and YOUNGEST <= int(words[0]) <= OLDEST
            and words[1:2]
            in (
                [","],
                [")"],
                ["."],
            )
        ):
            return [(PERSON, 4.0)]
        if words[0] in _RELATIVES:
            return [(PERSON, 3.0)]
        if words[0] == "which":
            return [(PERSON, -1.5), (ORGANISATION, 0.7)]
        if words[0] not in _DETERMINERS or after.startswith(" - "):
            return []
        return self._of_head(self._apposition(words[1:]))

    @staticmethod
    def _apposition(words: list[str]) -> list[str]:
        """Return the words of a noun phrase up to the end of its head noun."""
        phrase: list[str] = []
        for word in words[:MOST_APPOSITION_WORDS]:
            if word in _HEAD_ENDS or not word[0].isalnum():
                break
            phrase.append(word)
        return phrase

    def _of_head(self, phrase: list[str]) -> list[Vote]:
        if not phrase:
            return []
        head = phrase[-1]
        if self._is_trigger(head):
            return [(ORGANISATION, 5.0), (PERSON, -2.0)]
        if head in self._words.place_triggers:
            return [(PLACE, 3.0), (PERSON, -1.0)]
        if any(self._parter.is_role(noun) for noun in phrase):
            return [(PERSON, 2.5)]
        return []

    # the clause

    def _grammar(self, mention: NameMention) -> list[Vote]:
        indices = self._annotated.tokens_in(mention.span)
        for index in indices:
            token = self._annotated.tokens[index]
            if token.dep in ("nsubj", "nsubjpass") and token.head != index:
                verb = self._annotated.tokens[token.head]
                if verb.lemma in self._words.speech_verbs:
                    return [(PERSON, 1.2), (ORGANISATION, 0.5), (PLACE, -0.5)]
                return [(PERSON, 0.3), (ORGANISATION, 0.2)]
        return []
