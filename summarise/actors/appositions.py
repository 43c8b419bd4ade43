"""Find the noun phrases that stand in apposition to a name: "X, a professor", "the dean, X,"."""

import re
from itertools import pairwise

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_ROLE_WORDS = 18
LEAST_ROLE_CHARS = 3
MOST_LEFT_CHARS = 40

_CLOSES = frozenset({",", ".", ";", ")", ":", "\u2014", "\u2013"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_APPOSITION_MARKS = (", ", " (", " \u2014", " \u2013", " -")
_APPOSITION_ENDS = ',;:\u2014\u2013)"\u201c\u201d'
_DASHES = (" -- ", " - ")
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
    heads = [
        index
        for index in indices
        if annotated.tokens[index].head not in inside or annotated.tokens[index].head == index
    ]
    # The parser may take a first name for a verb ("Will Marsh"); the surname is a noun then.
    nouns = [index for index in heads if annotated.tokens[index].pos in ("NOUN", "PROPN")]
    return next(iter(nouns or heads), None)


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
        start += len(text[start : start + 2]) - len(text[start : start + 2].lstrip("- "))
        age = _AGE.match(text, start)
        start = age.end() if age else start
        end = self._apposition_end(start, self._annotated.sentences[mention.sentence].span.end)
        end = self._before_verb(mention, start, _balanced(text, start, end))
        first = self._annotated.token_at(start)
        if first is None or end - start < LEAST_ROLE_CHARS:
            return None
        lead = self._annotated.tokens[first]
        head = self._annotated.tokens[self._top(first)]
        if head.tag == "VBG" and (noun := self._doer_before(start, head)) is not None:
            head, end = noun, noun.end
        is_member = text[start:end].lower().startswith("one of ")
        is_lead = (
            is_member
            or lead.tag in _APPOSITION_TAGS
            or (lead.tag == "VBG" and head is not lead)
            or lead.text.lower() in self._words.roles.apposition_adverbs
        )
        # "Norrby United, Vik Rovers, …" is a list; so is "Ann Poe, manager Max Reed and …".
        is_office = (
            self._parter.is_role(head.text.lower())
            or (lead.tag == "DT" and self._parter.is_person_noun(head.text.lower()))
            or (kind is ActorKind.PERSON and self._ends_in_role(start, end))
        )
        is_one = lead.text.lower() in ("a", "an")  # "an Iraqi Kurd"
        is_list = head.pos == "PROPN" and not is_office and not is_one
        if not is_lead or is_list or not (head.pos in ("NOUN", "PROPN") or is_member or is_office):
            return None
        if self._names_another(start, end):
            return None
        return Span(start=start, end=self._relative_start(start, end) or end)

    def is_apposed(self, span: Span, mention: NameMention) -> bool:
        """Whether a phrase with an article is an apposition of a name by the parse, too."""
        indices = self._annotated.tokens_in(span)
        if not indices or self._annotated.tokens[indices[0]].tag not in ("DT", "PRP$"):
            return False
        head = self._annotated.tokens[self._top(indices[0])]
        return (
            head.tag in ("NN", "NNP")
            and head.dep == "appos"
            and mention.span.start <= self._annotated.tokens[head.head].start < mention.span.end
        )

    def _before_verb(self, mention: NameMention, start: int, end: int) -> int:
        """Return the end of "X, chairman of the trust said", which no comma closes."""
        name = head_of(self._annotated, mention)
        verb = self._annotated.tokens[name].head if name is not None else None
        if name is None or verb is None or self._annotated.tokens[name].dep != "nsubj":
            return end
        at = self._annotated.tokens[verb].start
        is_inside = start < at < end and self._annotated.tokens[verb].tag in _FINITE
        return start + len(self._annotated.text[start:at].rstrip()) if is_inside else end

    def _doer_before(self, start: int, verb: Token) -> Token | None:
        """Return "defender" of "X, the defender converting": the parser hangs it on the verb."""
        indices = self._annotated.tokens_in(Span(start=start, end=max(verb.start, start + 1)))
        if not indices or verb.start <= start:
            return None
        noun = self._annotated.tokens[indices[-1]]
        is_doer = self._parter.is_person_noun(noun.text) or self._parter.is_role(noun.text)
        return noun if noun.tag == "NN" and is_doer else None

    def _names_another(self, start: int, end: int) -> bool:
        """Whether a phrase is the next item of a list: "A, former band member B and C"."""
        tokens = [
            self._annotated.tokens[i] for i in self._annotated.tokens_in(Span(start=start, end=end))
        ]
        for noun, name in pairwise(tokens):
            if noun.tag == "IN":
                return False  # "the son of councillor B" is what A is
            # "deputy U.N. secretary" goes on to another noun.
            is_owner = self._annotated.tokens[name.head].tag in ("NN", "NNS", "JJ")
            is_name = name.tag == "NNP" and name.text[0].isupper() and not is_owner
            if is_name and self._parter.is_person_noun(noun.text):
                return True
        return False

    def _apposition_end(self, start: int, sentence_end: int) -> int:
        text = self._annotated.text
        end = start
        while end < sentence_end and not text.startswith(_DASHES, end):
            if text[end] in _APPOSITION_ENDS and not self._joins_adjectives(start, end):
                break
            end += 1
        end -= end == sentence_end and text[end - 1] == "."
        return start + len(text[start:end].rstrip())

    def _joins_adjectives(self, start: int, comma: int) -> bool:
        """Whether a comma stands between adjectives of one noun: "a black, Holm-based rapper"."""
        before = self._annotated.tokens_in(Span(start=start, end=max(comma, start + 1)))
        if not before or self._annotated.text[comma] != ",":
            return False
        word = self._annotated.tokens[before[-1]]
        noun = self._annotated.tokens[word.head]
        return (
            word.tag in ("JJ", "VBN")
            and word.dep == "amod"
            and noun.start > comma
            and noun.tag in ("NN", "NNP")
        )

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
        before = text[: self._left_edge(mention)].rstrip()
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
        start = self._left_edge(mention)
        after = text[mention.span.end : mention.span.end + 3]
        is_closed = (
            after[:1] in _CLOSES
            or after in (" - ", " \u2013 ", " \u2014 ")
            or self._is_owned_subject(mention, start)
        )
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
                is_one = first.text.lower() in ("a", "an") and self._is_set_apart(mention)
                if is_definite or is_owned or is_one:
                    return Span(start=min(first.start, token.start), end=start - 2)
                return None
            if token.pos not in ("NOUN", "PROPN", "ADP"):
                return None
        return None

    def _left_edge(self, mention: NameMention) -> int:
        """Return where a name begins with its title and article: "the Rev. Ann Marsh"."""
        start = mention.title.start if mention.title else mention.span.start
        before = self._annotated.text[max(0, start - len(", the ")) : start]
        return start - len("the ") if before == ", the " else start

    def _is_owned_subject(self, mention: NameMention, start: int) -> bool:
        """Whether only one comma parts "Reed's teammate, Ola Berg was fourth"."""
        head = head_of(self._annotated, mention)
        indices = self._annotated.tokens_in(
            Span(start=max(0, start - MOST_LEFT_CHARS), end=max(start - 1, 1))
        )
        if head is None or not indices or self._annotated.tokens[head].dep != "nsubj":
            return False
        is_owned = any(
            self._annotated.tokens[i].tag == "NNP"
            for i in self._annotated.dependents(indices[-1], "poss")
        )
        return is_owned and " " in mention.text

    def _is_set_apart(self, mention: NameMention) -> bool:
        """Whether a full name stands between commas that are no list's: "a driver, X Y, fled"."""
        after = self._annotated.text[mention.span.end : mention.span.end + len(", and ")]
        is_listed = after.startswith((", and ", ", or "))
        return " " in mention.text and after.startswith(", ") and not is_listed

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
