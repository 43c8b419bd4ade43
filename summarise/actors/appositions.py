"""Find the noun phrases that stand in apposition to a name: "X, a professor", "the dean, X,"."""

import re
from itertools import pairwise

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText

MOST_ROLE_WORDS = 18
LEAST_ROLE_CHARS = 3
MOST_LEFT_CHARS = 40

_CLOSES = frozenset({",", ".", ";", ")", ":", "\u2014", "\u2013"})
_APPOSITION_MARKS = (", ", " (", " \u2014", " \u2013", " -")
_APPOSITION_ENDS = ',;:\u2014\u2013)"\u201c\u201d'
_APPOSITION_TAGS = frozenset({"DT", "PRP$", "NN", "JJ", "NNP", "NNS", "VBN", "JJS"})
# An age between commas is stepped over: "X, 47, a teacher,".
_AGE = re.compile(r"\d{2,3}(?:, | [\u2013\u2014-] )")
# So is a remark in brackets: "X (pictured), a teacher,".
_HOME = re.compile(
    r"(?:,? of|, (?:\d{2,3}, )?from) [^,.;:()\u2013\u2014\n\"\u201c]{2,60}(?=, (?:an?|the|one of) )"
)
_REMARK = re.compile(r" \([^()\n]{1,60}\)(?=,)")


def _balanced(text: str, start: int, end: int) -> int:
    """Return where a phrase ends before a bracket that it does not close."""
    opened = text.rfind("(", start, end)
    if opened < 0 or text.find(")", opened, end) >= 0:
        return end
    return len(text[:opened].rstrip())


def head_of(annotated: AnnotatedText, mention: NameMention) -> int | None:
    """Return the token of a name that depends on what stands outside it."""
    indices = annotated.tokens_in(mention.span)
    inside = set(indices)
    for index in indices:
        if annotated.tokens[index].head not in inside or annotated.tokens[index].head == index:
            return index
    return None


class AppositionFinder:
    """Appositions in one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, parter: TitleParter) -> None:
        self._annotated, self._words, self._parter = annotated, words, parter

    def after(self, mention: NameMention, kind: ActorKind) -> Span | None:
        """Return "a professor of law at Y" after "X, ", up to the mark that closes it."""
        text = self._annotated.text
        remark = _REMARK.match(text, mention.span.end) or _HOME.match(text, mention.span.end)
        start = remark.end() if remark else mention.span.end
        if text[start : start + 2] not in _APPOSITION_MARKS:
            return None
        start += 2
        start += text[start : start + 1] == " "
        age = _AGE.match(text, start)
        start = age.end() if age else start
        end = self._apposition_end(start, self._annotated.sentences[mention.sentence].span.end)
        end = _balanced(text, start, end)
        first = self._annotated.token_at(start)
        if first is None or end - start < LEAST_ROLE_CHARS:
            return None
        lead = self._annotated.tokens[first]
        head = self._annotated.tokens[self._top(first)]
        is_member = text[start:end].lower().startswith("one of ")
        is_lead = (
            is_member
            or lead.tag in _APPOSITION_TAGS
            or lead.text.lower() in self._words.roles.apposition_adverbs
        )
        # "Norrby United, Vik Rovers, …" is a list; so is "Ann Poe, manager Max Reed and …".
        is_office = self._parter.is_role(head.text.lower()) or (
            kind is ActorKind.PERSON and self._ends_in_role(start, end)
        )
        is_list = head.pos == "PROPN" and not is_office
        if not is_lead or is_list or not (head.pos in ("NOUN", "PROPN") or is_member):
            return None
        if self._names_another(start, end):
            return None
        return Span(start=start, end=self._relative_start(start, end) or end)

    def _names_another(self, start: int, end: int) -> bool:
        """Whether a phrase is the next item of a list: "A, former band member B and C"."""
        tokens = [
            self._annotated.tokens[i] for i in self._annotated.tokens_in(Span(start=start, end=end))
        ]
        for noun, name in pairwise(tokens):
            if noun.tag == "IN":
                return False  # "the son of councillor B" is what A is
            is_name = name.tag == "NNP" and name.text[0].isupper()
            if is_name and self._parter.is_person_noun(noun.text):
                return True
        return False

    def _apposition_end(self, start: int, sentence_end: int) -> int:
        text = self._annotated.text
        end = start
        while end < sentence_end and text[end] not in _APPOSITION_ENDS:
            end += 1
        end -= end == sentence_end and text[end - 1] == "."
        return start + len(text[start:end].rstrip())

    def _relative_start(self, start: int, end: int) -> int | None:
        indices = self._annotated.tokens_in(Span(start=start, end=end))
        if len(indices) <= MOST_ROLE_WORDS:
            return None
        for index in indices[2:]:
            token = self._annotated.tokens[index]
            if token.tag in ("WP", "WDT", "IN") and token.start - 1 > start:
                return token.start - 1
        return None

    def _top(self, index: int) -> int:
        """Return the head of the noun phrase that a token begins."""
        tokens = self._annotated.tokens
        for _ in range(6):
            if (
                tokens[index].dep
                in ("det", "amod", "compound", "poss", "nmod", "advmod", "nummod", "case", "punct")
                and tokens[index].head != index
            ):
                index = tokens[index].head
            else:
                break
        return index

    def before(self, mention: NameMention) -> Span | None:
        """Return the noun phrase whose apposition the name is: "The head of the court, X,"."""
        head = head_of(self._annotated, mention)
        if head is None:
            return None
        token = self._annotated.tokens[head]
        text = self._annotated.text
        before = text[: mention.title.start if mention.title else mention.span.start].rstrip()
        if token.dep != "appos" or not before.endswith(","):
            return None
        noun = token.head
        branch = [
            i
            for i in self._annotated.subtree(noun, without=[head])
            if self._annotated.tokens[i].start < mention.span.start
        ]
        is_office = self._parter.is_role(self._annotated.tokens[noun].text.lower())
        if not branch or not (self._annotated.tokens[noun].pos == "NOUN" or is_office):
            return None
        span = self._annotated.span_of(branch)
        end = span.end
        while end > span.start and text[end - 1] in ", ":
            end -= 1
        return Span(start=span.start, end=end) if end > span.start else None

    def definite_before(self, mention: NameMention) -> Span | None:
        """For example "According to the agency's chief, Ola Berg, …": definite, so no list."""
        text = self._annotated.text
        start = mention.title.start if mention.title else mention.span.start
        after = text[mention.span.end : mention.span.end + 3]
        is_closed = after[:1] in _CLOSES or after in (" - ", " \u2013 ", " \u2014 ")
        if text[max(0, start - 2) : start] != ", " or not is_closed:
            return None
        indices = self._annotated.tokens_in(
            Span(start=max(0, start - MOST_LEFT_CHARS), end=start - 2)
        )
        if not indices:
            return None
        for index in (indices[-1], *self._annotated.ancestors(indices[-1])):
            token = self._annotated.tokens[index]
            lead = text[max(0, token.start - MOST_LEFT_CHARS) : token.start].split(" ")[-1]
            compound = f"{lead}{token.text}" if lead.endswith("-") else token.text
            is_noun = token.tag == "NN" or compound != token.text  # "director-general"
            is_singular = is_noun and token.end <= start - 2
            is_person = self._parter.is_person_noun(compound)
            if is_singular and (is_person or self._parter.is_role(compound.lower())):
                left = min(self._annotated.subtree(index), key=self._at)
                first = self._annotated.tokens[left]
                is_definite = first.text.lower() == "the" or first.tag in ("PRP$", "NNP")
                is_owned = any(True for _ in self._annotated.dependents(index, "poss"))
                if is_definite or is_owned:
                    return Span(start=min(first.start, token.start), end=start - 2)
                return None
            if token.pos not in ("NOUN", "PROPN", "ADP"):
                return None
        return None

    def participle(self, mention: NameMention) -> Span | None:
        """For example "X, prosecuting," or "X, representing the owners,"."""
        text = self._annotated.text
        if text[mention.span.end : mention.span.end + 2] != ", ":
            return None
        start = mention.span.end + 2
        index = self._annotated.token_at(start)
        if index is None:
            return None
        word = self._annotated.tokens[index].text.lower()
        end = self._apposition_end(start, self._annotated.sentences[mention.sentence].span.end)
        is_closed = text[end : end + 1] == ","
        is_role = word in self._words.roles.participle_roles
        return Span(start=start, end=end) if is_role and is_closed else None

    def _ends_in_role(self, start: int, end: int) -> bool:
        """Whether a phrase has a role noun that no name follows: "Acme senior vice president"."""
        tokens = [
            self._annotated.tokens[i] for i in self._annotated.tokens_in(Span(start=start, end=end))
        ]
        followers = [*(token.tag for token in tokens[1:]), ""]
        return any(
            token.tag == "NN"
            and tag != "NNP"
            and (
                self._parter.is_role(token.text.lower()) or self._parter.is_person_noun(token.text)
            )
            for token, tag in zip(tokens, followers, strict=True)
        )

    def _at(self, index: int) -> int:
        return self._annotated.tokens[index].start
