"""Find what a name is called before a comma: "A father of eight, X …", "one of the guards, X,"."""

import re

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText

MOST_PHRASE_CHARS = 90
MOST_PHRASE_WORDS = 14
_MEMBER = re.compile(
    r"(?<!\w)(?P<phrase>one of (?:the|its|their|[A-Z]\w+['’]s) (?:[\w'’-]+ ){0,4}"
    r"(?P<noun>\w+s)), $",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?<!\w)the (?P<phrase>(?:[\w'’-]+ ){1,4}(?P<noun>[a-z]+)), $")
_FRONTED = re.compile(r"(?:an?|one of the) ", re.IGNORECASE)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class FrontedPhraseFinder:
    """Phrases before a name in one annotated text, each None where there is none."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, parter: TitleParter) -> None:
        self._annotated, self._words, self._parter = annotated, words, parter

    def member(self, mention: NameMention) -> Span | None:
        """Return "one of the defendants" of "one of the defendants, X, left"."""
        found = self._before(mention, _MEMBER)
        if found is None or not self._is_person(found.group("noun").lower().removesuffix("s")):
            return None
        return Span(start=found.start("phrase"), end=found.end("phrase"))

    def body(self, mention: NameMention) -> Span | None:
        """Return "manufacturers' organisation" of "the manufacturers' organisation, X, said"."""
        found = self._before(mention, _BODY)
        after = self._annotated.text[mention.span.end : mention.span.end + 1]
        kinds = self._words.kinds
        if found is None or after != ",":
            return None
        noun = found.group("noun")
        if noun not in kinds.organisation_heads and noun not in kinds.organisation_triggers:
            return None
        return Span(start=found.start("phrase"), end=found.end("phrase"))

    def fronted(self, mention: NameMention, kind: ActorKind) -> Span | None:
        """Return "A father of eight" of the sentence "A father of eight, X stood at the gate"."""
        text = self._annotated.text
        start = self._annotated.sentences[mention.sentence].span.start
        end = self._start(mention)
        if text[start:end].lower().endswith(", the "):
            end -= len("the ")
        if not text.endswith(", ", start, end) or not _FRONTED.match(text, start, end):
            return None
        span = Span(start=start, end=end - len(", "))
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        last = self._annotated.tokens_in(mention.span)[-1]
        verb = self._annotated.tokens[min(last + 1, len(self._annotated.tokens) - 1)]
        is_plain = not any(token.tag in _FINITE or token.text == "," for token in tokens)
        is_followed = verb.tag in _FINITE and text[mention.span.end : verb.start] == " "
        if not (is_plain and is_followed and len(tokens) <= MOST_PHRASE_WORDS):
            return None
        nouns = [t for t in tokens if t.tag in ("NN", "NNS")]
        ends = next((n for n, t in enumerate(tokens) if n > 1 and t.tag in ("IN", "WP")), None)
        is_member = tokens[0].text.lower() == "one"
        heads = nouns if is_member or ends is None else [t for t in tokens[:ends] if t in nouns]
        head = next((t for t in reversed(heads) if self._tells(t.lemma, kind)), None)
        return span if head is not None else None

    def _tells(self, noun: str, kind: ActorKind) -> bool:
        if kind is ActorKind.PERSON:
            return self._is_person(noun)
        return kind is ActorKind.ORGANISATION and noun in self._words.kinds.organisation_triggers

    def _is_person(self, noun: str) -> bool:
        return self._parter.is_person_noun(noun) or self._parter.is_role(noun)

    def _start(self, mention: NameMention) -> int:
        return mention.title.start if mention.title else mention.span.start

    def _before(self, mention: NameMention, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = self._start(mention)
        first = max(
            self._annotated.sentences[mention.sentence].span.start, start - MOST_PHRASE_CHARS
        )
        return pattern.search(self._annotated.text, first, start)
