"""Find roles told in another sentence: "Reed scored. The Norrby striker …".

News names somebody once and then says what they are as if it were known, or opens with what
somebody is and names them afterwards. Both are read only where a single person can be meant.
"""

from collections.abc import Sequence

from summarise.actors.appositions import head_of
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText

LEAD_SENTENCES = 2
MOST_LEAD_ROLE_WORDS = 14
MOST_SENTENCES_TO_NAME = 2
_SUBJECTS = ("nsubj", "nsubjpass")
_MODIFIERS = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "CD", "VBN", "POS"})


class DescribedRoleFinder:
    """Roles of one annotated text's people that stand in a sentence without their name."""

    def __init__(
        self,
        annotated: AnnotatedText,
        words: Vocabulary,
        parter: TitleParter,
        clusters: Sequence[Cluster],
    ) -> None:
        self._annotated, self._words, self._parter = annotated, words, parter
        self._people: dict[int, list[tuple[Cluster, NameMention]]] = {}
        for cluster in clusters:
            if cluster.kind is ActorKind.PERSON:
                for mention in cluster.mentions:
                    self._people.setdefault(mention.sentence, []).append((cluster, mention))

    def role(self, cluster: Cluster) -> Span | None:
        """Return what a neighbouring sentence says a person is."""
        if cluster.kind is not ActorKind.PERSON:
            return None
        return self._told_before(cluster) or self._told_after(cluster)

    def _told_after(self, cluster: Cluster) -> Span | None:
        """For example "the England defender" after the sentence whose subject somebody is."""
        for mention in cluster.mentions:
            number = mention.sentence + 1
            if number >= len(self._annotated.sentences) or not self._is_subject(mention):
                continue
            if any(other is not cluster for other, _ in self._people[mention.sentence]):
                continue
            noun = self._opening_noun(number, "the")
            if noun is None or self._is_named_before(number, noun):
                continue
            left = [
                i
                for i in self._annotated.subtree(noun)
                if i < noun and self._annotated.tokens[i].text.lower() != "the"
            ]
            is_plain = all(self._annotated.tokens[i].tag in _MODIFIERS for i in left)
            right = [i for i in self._annotated.subtree(noun) if i > noun]
            if left and is_plain and not right and self._is_new(noun):
                return self._annotated.span_of([*left, noun])
        return None

    def _told_before(self, cluster: Cluster) -> Span | None:
        """For example "A nurse who gave the alarm", the subject of the first sentence."""
        first = cluster.mentions[0]
        is_full = " " in first.text
        if not is_full or not self._is_subject(first) or not self._opens(first):
            return None
        for number in range(max(0, first.sentence - MOST_SENTENCES_TO_NAME), first.sentence):
            if any(at in self._people for at in range(first.sentence)):
                return None
            noun = self._opening_noun(number, "a", "an") if number < LEAD_SENTENCES else None
            if noun is None:
                continue
            whole = self._annotated.subtree(noun)
            short = [i for i in whole if i <= noun]
            kept = whole if len(whole) <= MOST_LEAD_ROLE_WORDS else short
            return self._annotated.span_of(kept) if len(kept) > 1 else None
        return None

    def _opens(self, mention: NameMention) -> bool:
        start = mention.title.start if mention.title else mention.span.start
        return self._annotated.sentences[mention.sentence].span.start == start

    def _is_subject(self, mention: NameMention) -> bool:
        head = head_of(self._annotated, mention)
        return head is not None and self._annotated.tokens[head].dep in _SUBJECTS

    def _opening_noun(self, number: int, *articles: str) -> int | None:
        """Return the noun for a person that opens a sentence as its subject, with an article."""
        sentence = self._annotated.sentences[number].span
        first = self._annotated.token_at(sentence.start)
        tokens = self._annotated.tokens
        if first is None or tokens[first].text.lower() not in articles:
            return None
        noun = tokens[first].head
        token = tokens[noun]
        is_person = self._parter.is_person_noun(token.text) or self._parter.is_role(token.text)
        is_subject = token.tag == "NN" and token.dep in _SUBJECTS
        return noun if is_person and is_subject and token.end <= sentence.end else None

    def _is_named_before(self, number: int, noun: int) -> bool:
        """Whether somebody is named before the noun in its sentence."""
        end = self._annotated.tokens[noun].end + 1
        return any(m.span.start <= end for _, m in self._people.get(number, ()))

    def _is_new(self, noun: int) -> bool:
        """Whether the noun has not been used before, for somebody else perhaps."""
        word, start = self._annotated.tokens[noun].text.lower(), self._annotated.tokens[noun].start
        return not any(
            token.text.lower() == word for token in self._annotated.tokens if token.start < start
        )
