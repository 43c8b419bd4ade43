"""Tell by the verb of saying whether something was said, denied, or left open.

Between a verb of saying and the root of its sentence stand the words that take a statement back:
negation, modals, implicative verbs ("refused to say"), hearsay ("is said to have said"),
conditions, questions, and nouns such as "claims that he said". This is the factuality of events
(Karttunen 1971; Saurí and Pustejovsky 2009), read off the dependency parse.
"""

from msgspec import Struct, field

from summarise.lexicon.word_lists import FactualityLists, Vocabulary
from summarise.parse.annotated_text import AnnotatedText
from summarise.parse.clause_scope import (
    follows_not_only,
    is_beyond_quotation,
    is_free_relative,
    is_nobody,
    may_help,
)

MOST_CLIMBS = 8
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_AROUND = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})


class Reading(Struct):
    """What is known of a verb so far; changes only while its governors are visited.

    Attributes:
        words: tokens of the predicate that the verb is the end of ("is expected to say").
        is_chain: whether what comes next belongs to the predicate.
        is_lost: whether what takes the statement back stands outside the predicate.
    """

    words: set[int] = field(default_factory=set)
    is_chain: bool = True
    is_negated: bool = False
    is_open: bool = False
    is_lost: bool = False


class FactualityReader:
    """Reads the factuality of one text's verbs."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words
        self._tokens = annotated.tokens
        self._lists: FactualityLists = words.factuality
        self._steps = {
            "xcomp": self._by_infinitive,
            "oprd": self._by_infinitive,
            "acomp": self._by_predicate,
            "attr": self._by_predicate,
            "conj": self._by_coordination,
            "pcomp": self._by_preposition,
            "ccomp": self._by_clause,
            "advcl": self._by_adverbial,
            "acl": self._by_noun,
            "relcl": self._by_relative,
        }

    def read(self, verb: int) -> Reading:
        """Return what the sentence makes of what a verb tells."""
        reading = Reading()
        self._take_predicate(verb, reading)
        self._climb(verb, reading)
        return reading

    def is_denial(self, verb: int) -> bool:
        """Whether a verb says that something is not so: "denied", "ruled out"."""
        beside = self._annotated.dependents(verb, "prt", "prep")
        particles = {self._tokens[i].text.lower() for i in beside if i == verb + 1}
        lemma = self._tokens[verb].lemma
        phrases = {f"{lemma} {particle}" for particle in particles}
        return lemma in self._lists.denying_verbs or bool(phrases & self._lists.denying_phrases)

    # The predicate: the verb's auxiliaries, adverbs and subject.

    def _take_predicate(self, verb: int, reading: Reading) -> None:
        tokens, lists = self._tokens, self._lists
        around = [
            i
            for i in self._annotated.dependents(verb, *_AROUND)
            if i < verb or tokens[i].dep in ("neg", "prt") or i == verb + 1
        ]
        around += [part for i in around for part in self._annotated.children[i] if part < i]
        lower = {i: tokens[i].text.lower() for i in around}
        reading.words |= {verb, *around}
        marks = self._marks(verb)
        if marks & self._words.acts.conditions or marks & lists.pending_marks:
            reading.is_lost = True
        joints = (i for i in self._annotated.dependents(verb, "preconj", "cc") if i < verb)
        reading.is_negated |= any(tokens[i].text.lower() in lists.negating_adverbs for i in joints)
        # "All but said": it was not said.
        before = " ".join(token.text.lower() for token in tokens[max(0, verb - 2) : verb])
        reading.is_lost |= before == "all but"
        reading.is_negated |= any(
            tokens[i].dep == "neg" or word in lists.negating_adverbs for i, word in lower.items()
        )
        # "He would say only that …", "all he would say", "we can confirm" tell what was said.
        can = "can" in lower.values() and tokens[verb].lemma in lists.performing_verbs
        is_only = can or "only" in lower.values() or self._is_all(verb)
        reading.is_open |= any(
            (tokens[i].tag == "MD" and not is_only and may_help(self._annotated, i, verb))
            or word in lists.hearsay_adverbs
            for i, word in lower.items()
        )
        if tokens[verb].lemma in lists.source_verbs:
            adverbs = (tokens[i].text.lower() for i in self._annotated.dependents(verb, "advmod"))
            reading.is_negated |= any(word in lists.false_adverbs for word in adverbs)
        for subject in self._annotated.dependents(verb, *SUBJECTS):
            is_indefinite = tokens[subject].text.lower() in lists.indefinite_subjects
            if is_nobody(self._annotated, self._lists, subject) or (
                is_indefinite and tokens[verb].tag in ("VBZ", "VBP")
            ):
                reading.is_lost = True
            auxiliaries = self._annotated.dependents(verb, "aux", "auxpass")
            # "Did he say", "had he said", "never did he say".
            inverted = [
                i for i in auxiliaries if i < subject < verb and may_help(self._annotated, i, verb)
            ]
            if inverted and not follows_not_only(self._annotated, inverted[0]):
                reading.is_lost = True

    def _marks(self, verb: int) -> set[str]:
        return {self._tokens[i].text.lower() for i in self._annotated.dependents(verb, "mark")}

    def _is_all(self, verb: int) -> bool:
        """Whether "all" is what somebody says, "all Berg would say"; parsers take it for his."""
        tokens = self._tokens
        subjects = self._annotated.dependents(verb, "nsubj")
        named = (i for i in subjects if tokens[i].pos in ("PROPN", "PRON"))
        near = [
            tokens[verb].head,
            *(d for i in named for d in self._annotated.dependents(i, "det")),
        ]
        return any(tokens[i].text.lower() == "all" for i in near)

    # What governs the predicate.

    def _climb(self, verb: int, reading: Reading) -> None:
        at = verb
        for _ in range(MOST_CLIMBS):
            if reading.is_lost:
                return
            up = self._step(at, reading)
            if up is None:
                break
            at = up
        reading.is_lost |= self._is_asked(at)

    def _step(self, at: int, reading: Reading) -> int | None:
        """Take in what governs a word; return the governor to go on from, if it matters."""
        token = self._tokens[at]
        by = self._steps.get(token.dep) if token.head != at else None
        return by(at, reading) if by is not None else None

    def _by_predicate(self, at: int, reading: Reading) -> int | None:
        """For example "is not likely to say": what is likely hangs on the copula."""
        return self._on_from(self._tokens[at].head, reading)

    def _by_relative(self, at: int, reading: Reading) -> int | None:
        """For example "nobody who said so", "anyone who says so"."""
        noun = self._tokens[at].head
        is_anybody = self._tokens[noun].text.lower() in self._lists.any_subjects
        reading.is_lost |= is_anybody or is_nobody(self._annotated, self._lists, noun)
        return self._on_from_noun(at, reading)

    def _on_from_noun(self, at: int, reading: Reading) -> int | None:
        """Take in the copula of "is not the first to say", and weigh "in a position to say"."""
        noun = self._tokens[self._tokens[at].head]
        if not self.is_to(at):
            return None
        if noun.dep == "attr":
            reading.is_chain = False
            return self._on_from(noun.head, reading)
        reading.is_lost |= noun.lemma not in self._lists.factual_nouns
        return None

    def _take(self, governor: int, reading: Reading) -> None:
        """Take in the negation and modals of a governor: words of the cue, or outside it."""
        inner = Reading()
        self._take_predicate(governor, inner)
        if reading.is_chain:
            reading.words |= inner.words
            reading.is_negated |= inner.is_negated
            reading.is_open |= inner.is_open
            reading.is_lost |= inner.is_lost
        else:
            reading.is_lost |= inner.is_lost or inner.is_negated or inner.is_open

    def is_to(self, verb: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        auxiliaries = self._annotated.dependents(verb, "aux")
        return any(self._tokens[i].tag == "TO" for i in auxiliaries)

    def _by_infinitive(self, at: int, reading: Reading) -> int | None:
        """For example "refused to say", "went on to say", "is likely to say", "denied saying"."""
        head = self._tokens[at].head
        is_perceived = self._tokens[head].lemma in self._lists.source_verbs
        if is_perceived and not self.is_to(at) and not self._is_negated(head):
            return head  # "Can be heard chanting": it was heard.
        if self._tokens[head].lemma in self._lists.failing_words and self._is_negated(head):
            return head  # "Never failed to say", "could not resist saying".
        self._weigh_governor(at, head, reading)
        self._take(head, reading)
        return head

    def _is_negated(self, verb: int) -> bool:
        inner = Reading()
        self._take_predicate(verb, inner)
        return inner.is_negated

    def _weigh_governor(self, at: int, head: int, reading: Reading) -> None:
        governor, lists = self._tokens[head], self._lists
        yet = (self._tokens[i].text.lower() for i in self._annotated.dependents(head, "advmod"))
        if governor.lemma in lists.failing_words or "yet" in yet:
            reading.is_negated = True
        elif not self.is_to(at):
            # "Kept saying", "let it be known"; but "denied saying", "considered saying".
            reading.is_negated |= self.is_denial(head)
            reading.is_open |= governor.lemma in lists.planning_verbs
        elif governor.lemma not in lists.carrying_words or self._is_going(head):
            reading.is_open = True

    def _is_going(self, head: int) -> bool:
        return self._tokens[head].text.lower() == "going"

    def _by_coordination(self, at: int, reading: Reading) -> int | None:
        """ "Refused to confirm or deny": what governs the first governs the second."""
        token, head = self._tokens[at], self._tokens[at].head
        has_subject = any(True for _ in self._annotated.dependents(at, *SUBJECTS))
        is_bare = token.tag in ("VB", "VBG", "VBN") and not any(
            True for _ in self._annotated.dependents(at, "aux", "auxpass")
        )
        if token.tag in _FINITE and self._tokens[head].tag not in _FINITE:
            return None  # "Refused to go and said": a finite verb joins a finite one.
        if is_bare and not has_subject and self._tokens[head].tag == token.tag:
            inner = Reading()
            self._take_predicate(head, inner)
            reading.is_negated |= inner.is_negated
            reading.is_open |= inner.is_open
            reading.is_lost |= inner.is_lost
            reading.words |= {i for i in inner.words if i < at} if reading.is_chain else set()
        joints = self._annotated.dependents(head, "preconj", "cc")
        reading.is_negated |= any(
            self._tokens[i].text.lower() in self._lists.negating_adverbs for i in joints
        )
        if not has_subject:
            subjects = self._annotated.dependents(head, *SUBJECTS)
            reading.is_lost |= any(is_nobody(self._annotated, self._lists, i) for i in subjects)
        reading.is_chain &= is_bare
        return head

    def _by_preposition(self, at: int, reading: Reading) -> int | None:
        """For example "without saying", "stopped short of saying", "quoted as saying"."""
        preposition = self._tokens[at].head
        word, head = self._tokens[preposition].text.lower(), self._tokens[preposition].head
        governor = self._tokens[head]
        reading.words.add(preposition)
        if word in self._lists.without_words:
            reading.is_negated = True
            return None if word == "without" else self._on_from(head, reading)
        if word == "of":
            beside = self._annotated.dependents(head, "advmod", "acomp")
            near = {governor.text.lower(), *(self._tokens[i].text.lower() for i in beside)}
            is_short = bool(near & self._lists.failing_words)
            reading.is_negated |= is_short
            reading.is_open |= not is_short
            reading.words.add(head)
            above = governor.head if governor.pos == "ADV" else head
            return self._on_from(above, reading)
        if word == "as":
            reading.is_open |= governor.lemma not in self._lists.source_verbs
            return self._on_from(head, reading)
        # What was done "by", "after" or "in" saying so was done: it was said.
        return None

    def _on_from(self, head: int, reading: Reading) -> int:
        self._take(head, reading)
        return head

    def _by_clause(self, at: int, reading: Reading) -> int | None:
        """For example "doubts that he said", "it is not true that he said", "wants him to say"."""
        head, lists = self._tokens[at].head, self._lists
        marks = self._marks(at)
        if head > at and "that" not in marks:
            return None  # "“…,” he said, and left": the parser hangs the reporter's clause on it.
        if is_free_relative(self._annotated, self._words, at) or is_beyond_quotation(
            self._annotated, head, at
        ):
            return None
        if self._tokens[head].lemma in lists.failing_words | lists.planning_verbs:
            if not any(True for _ in self._annotated.dependents(at, *SUBJECTS)):
                return self._by_infinitive(at, reading)
            reading.is_lost = True
        # "Prompted him to say": what causes an act implies it (Karttunen 1971).
        is_plan = self.is_to(at) and self._tokens[head].lemma not in lists.carrying_words
        if marks & lists.question_marks or is_plan or self.is_denial(head):
            reading.is_lost = True
        if self._tokens[head].pos == "NOUN" and "that" in marks:
            reading.is_lost |= self._tokens[head].lemma not in lists.factual_nouns
        reading.is_chain = False
        self._take(head, reading)
        predicates = self._annotated.dependents(head, "acomp", "attr")
        if any(self._tokens[i].text.lower() in lists.open_predicates for i in predicates):
            reading.is_lost = True
        return head

    def _by_adverbial(self, at: int, reading: Reading) -> int | None:
        """For example "if he says", "as if he had said", "held a meeting to announce"."""
        head = self._tokens[at].head
        reading.is_chain = False
        if self._marks(at) == {"as"}:
            return None  # "As shown by people vowing": a comment, in the scope of nothing.
        if self.is_to(at):
            self._take(head, reading)
            # "Is in no position to say": nothing was done to say it.
            reading.is_lost |= self._tokens[head].lemma in self._lists.planning_verbs | {"be"}
        # A participle tells what was said beside the act, though that was refused or will be.
        above = self._tokens[head]
        is_embedded = above.dep in ("ccomp", "advcl") and above.head != head
        return head if is_embedded else None

    def _by_noun(self, at: int, reading: Reading) -> int | None:
        """For example "claims that he said", "his refusal to say", "a statement saying"."""
        noun = self._tokens[self._tokens[at].head]
        marks = self._marks(at)
        is_content = "that" in marks or self.is_to(at)
        reading.is_lost |= is_content and noun.lemma not in self._lists.factual_nouns
        reading.is_lost |= is_content and is_nobody(
            self._annotated, self._lists, self._tokens[at].head
        )
        return self._on_from_noun(at, reading)

    def _is_asked(self, top: int) -> bool:
        """Whether the sentence of a verb asks: "who said that the dam was safe?"."""
        tokens = self._tokens
        _, end = self._annotated.clauses[tokens[top].clause]
        last = tokens[end - 1]
        if last.text != "?" or last.quotation >= 0 or last.within >= 0:
            return False
        is_asking = tokens[top].lemma in self._lists.question_verbs
        return not is_asking and not any(
            q.outer.start <= last.start < q.outer.end for q in self._annotated.quotations
        )
