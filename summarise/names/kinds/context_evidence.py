"""Vote on a name's kind by the model's label and the words around each mention."""

import re
from collections import defaultdict

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.names.kinds.ballot import Ballot, Vote
from summarise.names.kinds.category_nouns import CategoryNouns
from summarise.names.kinds.kind_weights import CATEGORY, MODEL, Votes
from summarise.names.kinds.left_context import LeftContext
from summarise.names.kinds.right_context import RightContext
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText

MOST_TITLE_CHARS = 48
MOST_TOKENS_TO_PRONOUN = 16

_OPENED = re.compile(r"[\"“]((?:[A-Z][^\"“”.,;?!\n]*)?)$")
_CLOSED = re.compile(r"([^\"“”.,;?!\n]*)[.,]?[\"”]")


class SurroundingEvidence:
    """Reads the mentions of one annotated text in their sentences."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words = annotated, words
        self._parter = TitleParter(words, names)
        self._categories = CategoryNouns(annotated, words, self._parter)
        self._names = names
        self._left = LeftContext(annotated, words, names)
        self._right = RightContext(annotated, words, names)

    def votes(self, mention: NameMention) -> list[Vote]:
        """Return the evidence of one mention's surroundings."""
        found = list(self.labels(mention))
        if mention.title is not None and any(self._parter.is_role(w) for w in mention.title_words):
            found += MODEL.titled
        if self._is_in_marks(mention.span):
            found += MODEL.in_quotation_marks
        elif self._is_in_title(mention.span):
            found += MODEL.in_title_of_work
        if mention.text not in self._names.places and self._categories.is_counted(mention):
            found += CATEGORY.counted
        found += self._categories.votes(mention)
        return [*found, *self.before(mention), *self._right.votes(mention), *self._clause(mention)]

    def before(self, mention: NameMention) -> Votes:
        """Return what the words before a mention say."""
        return self._left.votes(mention)

    def _is_in_marks(self, span: Span) -> bool:
        """Whether a name has quotation marks of its own, as titles and nicknames have."""
        text = self._annotated.text
        after = text[span.end : span.end + 2]
        return text[max(0, span.start - 1) : span.start] in ('"', "“", "\u2018") and (
            after[:1] in ('"', "”", "’") or after in (',"', ",”", '."', ".”", ",’")
        )

    def _is_in_title(self, span: Span) -> bool:
        """Whether a name stands in the marked title of a work: "Anna Poe and the Lost Harbour"."""
        text = self._annotated.text
        before = _OPENED.search(text, max(0, span.start - MOST_TITLE_CHARS), span.start)
        after = _CLOSED.match(text, span.end, span.end + MOST_TITLE_CHARS)
        if before is None or after is None:
            return False
        title = f"{before.group(1)}{span.of(text)}{after.group(1)}"
        small = self._words.names.title_small_words | self._words.names.title_prepositions
        is_cased = all(word[0].isupper() or word in small for word in title.split())
        return is_cased and title != span.of(text)

    def labels(self, mention: NameMention) -> list[Vote]:
        """Return the model's labels of a mention, as votes."""
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(mention.span)]
        tokens = [t for t in tokens if t.text[:1].isalpha()]
        votes: Ballot = defaultdict(float)
        for token in tokens:
            if token.label in MODEL.labels:
                choice, weight = MODEL.labels[token.label]
                votes[choice] += weight / len(tokens)
        return list(votes.items())

    def _clause(self, mention: NameMention) -> Votes:
        """What the verb says whose subject a name is."""
        indices = self._annotated.tokens_in(mention.span)
        for index in indices:
            token = self._annotated.tokens[index]
            if token.dep in ("nsubj", "nsubjpass") and token.head != index:
                verb = self._annotated.tokens[token.head]
                is_told = token.tag == "NNP" and self._is_he_or_she(mention)
                told = MODEL.subject_of_he_or_she if is_told else ()
                if verb.lemma in self._words.speech.speech_verbs:
                    return (*MODEL.subject_of_speech, *told)
                return (*MODEL.subject, *told)
        return ()

    def _is_he_or_she(self, mention: NameMention) -> bool:
        """Whether the next pronoun of a subject's sentence is he or she, and no name between."""
        sentence = self._annotated.sentences[mention.sentence].span
        if mention.span.end >= sentence.end:
            return False
        rest = self._annotated.tokens_in(Span(start=mention.span.end, end=sentence.end))
        for index in rest[:MOST_TOKENS_TO_PRONOUN]:
            token = self._annotated.tokens[index]
            if token.tag in ("NNP", "NNPS") or token.quotation >= 0:
                return False
            if token.tag in ("PRP", "PRP$"):
                people = self._words.people
                return token.text.lower() in people.male_pronouns | people.female_pronouns
        return False
