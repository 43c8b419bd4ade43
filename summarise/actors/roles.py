"""Extract the role of each actor in the text's own words."""

from collections.abc import Sequence

from summarise.actors.appositions import MOST_ROLE_WORDS
from summarise.actors.role_phrases import PhraseFinder
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span
from summarise.names.aliases import Cluster
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter, singular
from summarise.parse.annotated_text import AnnotatedText, Token

LEAST_UNOWNED_WORDS = 3
FULL_NAME_WORDS = 2
NEAR_BEFORE_CHARS = 60
NEAR_AFTER_CHARS = 10
MOST_MENTIONS_READ = 12
_HEAD_ENDS = frozenset({"IN", "WDT", "WP", "TO", ",", "VBN", "VBG"})


class RoleFinder:
    """Roles in one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words, self._names = annotated, words, names
        self._parter = TitleParter(words, names)
        self._phrases = PhraseFinder(annotated, words, names)

    def role(self, cluster: Cluster) -> Span | None:
        """Return where the text first says what the actor is, None if it does not."""
        ranks: Span | None = None
        for mention in cluster.mentions[:MOST_MENTIONS_READ]:
            for phrase in self._phrases.beside(mention, cluster.kind):
                span = self._unowned(phrase)
                if self._is_role(span, cluster) and self._fits(span, mention, cluster):
                    if not self._is_rank(span):
                        return span
                    ranks = ranks or span
        return ranks

    def _unowned(self, span: Span) -> Span:
        """Return "former chief executive" of "its former chief executive"."""
        indices = self._annotated.tokens_in(span)
        if len(indices) < LEAST_UNOWNED_WORDS or self._annotated.tokens[indices[0]].tag != "PRP$":
            return span
        return Span(start=self._annotated.tokens[indices[1]].start, end=span.end)

    def _is_rank(self, span: Span) -> bool:
        """Whether a role is a mere rank or form of address, worth keeping only without another."""
        words = span.of(self._annotated.text).lower().replace(".", " ").split()
        return all(
            w in self._words.roles.ranks or (w in self._words.roles.role_modifiers and w != "chief")
            for w in words
        )

    def shared(
        self, cluster: Cluster, others: Sequence[tuple[Cluster, Span | None]]
    ) -> Span | None:
        """Return the role that two people have together: "Rowers X and Y", "X and Y, both …"."""
        if cluster.kind is not ActorKind.PERSON:
            return None
        text = self._annotated.text
        for mention in cluster.mentions[:MOST_MENTIONS_READ]:
            for other, role in others:
                for theirs in other.mentions[:MOST_MENTIONS_READ] if role is not None else ():
                    first, second = sorted((mention.span, theirs.span))
                    later = mention if mention.span == second else theirs
                    start = later.title.start if later.title else second.start
                    is_pair = text[first.end : start].strip() in ("and", "&", ", and")
                    if is_pair and role is not None and self._is_plural(role):
                        near = (
                            abs(role.start - first.start) < NEAR_BEFORE_CHARS
                            or abs(role.start - second.end) < NEAR_AFTER_CHARS
                        )
                        if near:
                            return role
        return None

    def _is_plural(self, role: Span) -> bool:
        text = role.of(self._annotated.text)
        nouns = text.lower().split()
        is_plural = any(
            w.endswith("s") and singular(w) in self._words.roles.role_nouns for w in nouns
        )
        return nouns[0] in self._words.roles.pair_words or is_plural

    def _is_role(self, span: Span, cluster: Cluster) -> bool:
        indices = self._annotated.tokens_in(span)
        if any(
            self._annotated.tokens[i].dep in ("nsubj", "ROOT")
            and self._annotated.tokens[i].pos in ("VERB", "AUX")
            for i in indices
        ):
            return False
        text = span.of(self._annotated.text)
        first = self._annotated.tokens[indices[0]] if indices else None
        if first is not None and first.tag == "PRP$":
            return False  # "his owner" says nothing to whoever reads it alone
        words = text.lower().replace("’", "'").replace("-", " ").split()
        if not words or len(words) > MOST_ROLE_WORDS:
            return False
        nouns = {w.strip(",.'s\"") for w in words} | {w.strip(',."') for w in words}
        if cluster.kind is ActorKind.PERSON:
            return any(
                self._parter.is_role(w) and w not in self._words.roles.bare_titles for w in nouns
            ) or bool(nouns & self._words.roles.person_nouns)
        heads = self._words.kinds.organisation_triggers | self._words.kinds.place_triggers
        known = heads | self._words.kinds.organisation_heads | self._words.kinds.place_heads
        known = known | self._words.roles.body_nouns
        return self._head_noun(span) in known and bool(nouns & known)

    def _fits(self, span: Span, mention: NameMention, cluster: Cluster) -> bool:
        """Whether a role agrees with the person in sex and number."""
        if cluster.kind is not ActorKind.PERSON:
            return True
        head = self._head(span)
        if head is None:
            return True
        noun, people = head.lemma.lower(), self._words.people
        # Women are called chairman and actor, too.
        men = people.male_nouns & self._words.roles.relational_nouns
        wrong = {"m": people.female_nouns, "f": men}
        if noun in wrong.get(self._sex_of_name(cluster), frozenset()):
            return False  # "Max Reed's wife" is not Max Reed
        text, start = self._annotated.text, mention.span.start
        after = text[mention.span.end : mention.span.end + NEAR_AFTER_CHARS].lstrip()
        is_listed = after.startswith((",", "and ", "& ")) or text.endswith(("and ", "& "), 0, start)
        is_member = span.of(text).lower().startswith("one of")
        return is_listed or is_member or head.tag not in ("NNS", "NNPS")

    def _sex_of_name(self, cluster: Cluster) -> str:
        # Of two words: "Kim Jong Il" begins with his family name.
        full = (form.split() for form in cluster.forms)
        firsts = (words[0] for words in full if len(words) == FULL_NAME_WORDS)
        sexes = {self._names.first_names.get(first, "") for first in firsts}
        return sexes.pop() if len(sexes) == 1 else ""

    def _head_noun(self, span: Span) -> str:
        """Return the lemma of the noun that heads a phrase."""
        head = self._head(span)
        return head.lemma.lower() if head is not None else ""

    def _head(self, span: Span) -> Token | None:
        """Return the noun that heads a phrase: the last one before a preposition or clause."""
        tokens = [self._annotated.tokens[i] for i in self._annotated.tokens_in(span)]
        noun: Token | None = None
        is_hyphened = False
        for token in tokens:
            is_genitive = token.tag == "POS" or token.text in ("'s", "’s")
            if noun and not is_genitive and not is_hyphened and token.tag in _HEAD_ENDS:
                break
            is_hyphened = token.tag == "HYPH"
            if token.pos in ("NOUN", "PROPN"):
                noun = token
        return noun or (tokens[-1] if tokens else None)
