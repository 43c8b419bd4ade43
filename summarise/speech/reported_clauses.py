"""Find the clause that a verb of saying reports: what somebody said, asked for, or called what."""

from collections.abc import Iterator, Sequence

from summarise.lexicon.word_lists import Vocabulary
from summarise.parse.annotated_text import AnnotatedText
from summarise.speech.clause_extent import LEAST_WORDS, clause_words

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
MOST_LISTENER_WORDS = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class ClauseFinder:
    """Reported clauses of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words

    def clause(self, verb: int) -> list[int] | None:
        """Return the tokens of the clause that a verb reports, None if it reports none."""
        words, lemma = self._words, self._annotated.tokens[verb].lemma
        clause = self._as_told(verb)
        if clause is not None:
            return clause
        if lemma in words.speech.urge_verbs:
            clause = self._question(verb) or self._urged(verb)
        if clause is None and lemma in words.speech.report_verbs:
            clause = self._complement(verb) or self._enclosing(verb)
        if clause is None and lemma in words.speech.accuse_verbs:
            clause = self._object_and(verb, self.prepositions(verb, "of", "for", "on"))
        if clause is None and lemma in words.speech.describe_verbs:
            clause = self._described(verb)
        return clause

    def _as_told(self, verb: int) -> list[int] | None:
        """Return the clause beside "as X put it", "as X told reporters"."""
        tokens = self._annotated.tokens
        head = tokens[verb].head
        marks = (tokens[i].text.lower() for i in self._annotated.dependents(verb, "mark", "advmod"))
        if tokens[verb].dep != "advcl" or head == verb or "as" not in marks:
            return None
        objects = [tokens[i] for i in self._annotated.dependents(verb, "dobj", "dative", "ccomp")]
        is_put = tokens[verb].lemma == "put" and any(it.lemma == "it" for it in objects)
        is_telling = tokens[verb].lemma in self._words.factuality.listener_verbs
        is_saying = tokens[verb].lemma in self._words.speech.report_verbs and (
            not objects or (is_telling and all(it.dep != "ccomp" for it in objects))
        )
        if not (is_put or is_saying) or tokens[head].quotation >= 0:
            return None
        own = set(self._annotated.subtree(verb))
        rest = [i for i in self._annotated.subtree(head) if i not in own]
        left, right = [i for i in rest if i < verb], [i for i in rest if i > verb]
        is_behind = all(tokens[i].pos == "PUNCT" for i in right)
        if is_behind and not is_put:
            return None  # "It is not known whether he fled, as police have said": what did they?
        indices = left if len(left) > len(right) else right
        return self._least(i for i in indices if tokens[i].quotation < 0)

    def has_subject(self, clause: int) -> bool:
        """Whether a verb has a subject of its own."""
        return any(True for _ in self._annotated.dependents(clause, *_SUBJECTS))

    def _sides(self, verb: int, *relations: str) -> list[int]:
        """Return the clauses that depend on a verb, the likelier side of it first."""
        subject = next(self._annotated.dependents(verb, "nsubj"), None)
        is_inverted = subject is not None and subject > verb
        found = list(self._annotated.dependents(verb, *relations))
        return sorted(found, key=lambda i: (i > verb) == is_inverted)

    def _complement(self, verb: int) -> list[int] | None:
        tokens = self._annotated.tokens
        for child in self._sides(verb, "ccomp", "xcomp", "parataxis", "advcl"):
            token = tokens[child]
            if token.quotation >= 0 or not self._is_verbal(child, verb):
                continue
            misread = self._misread_subject(child, verb)
            if token.dep in ("ccomp", "advcl") and not (misread or self._is_finite(child)):
                continue  # "whom critics say is ...": the subject is elsewhere
            if token.dep == "advcl" and not self._is_misread(child, verb):
                continue
            if token.dep == "xcomp" and not self._is_promise(child, verb):
                continue
            if self._is_beyond_quotation(child, verb):
                continue
            words = clause_words(self._annotated, self._words, child, verb)
            indices = misread + self._without_listener(words, verb, child)
            if len(indices) >= LEAST_WORDS:
                return indices
        return self._told_to(verb)

    def _is_verbal(self, clause: int, verb: int) -> bool:
        """Whether a complement has a verb, be it one that the tagger takes for a noun.

        "The state argued the rules fall under the law": what has a subject is a verb.
        """
        tokens = self._annotated.tokens
        token = tokens[clause]
        is_telling = tokens[verb].lemma in self._words.factuality.listener_verbs
        is_misread = token.tag == "NN" and token.dep == "ccomp" and not is_telling
        has_subject = any(verb < i < clause for i in self._annotated.dependents(clause, "nsubj"))
        return token.pos in ("VERB", "AUX") or (is_misread and has_subject)

    def _without_listener(self, indices: list[int], verb: int, root: int) -> list[int]:
        """Drop a name before a comma, taken for a part of the clause: "told ITV, the dam held"."""
        tokens = self._annotated.tokens
        is_telling = tokens[verb].lemma in self._words.factuality.listener_verbs
        if not is_telling or not indices or indices[0] != verb + 1:
            return indices
        end = next((n for n, i in enumerate(indices) if tokens[i].text == ","), 0)
        is_name = 0 < end <= MOST_LISTENER_WORDS and all(
            tokens[i].pos in ("PROPN", "DET", "PART") for i in indices[:end]
        )
        rest = indices[end + 1 :]
        has_subject = any(tokens[i].pos in ("NOUN", "PROPN", "PRON") and i < root for i in rest)
        return rest if is_name and has_subject else indices

    def _misread_subject(self, clause: int, verb: int) -> list[int]:
        """Return the subject of a clause that the parser took for the object of the verb."""
        if self._annotated.tokens[clause].dep != "ccomp" or self._is_finite(clause):
            return []
        between = (i for i in self._annotated.dependents(verb, "dobj") if verb < i < clause)
        return [part for found in between for part in self._annotated.subtree(found)]

    def _is_finite(self, clause: int) -> bool:
        tokens = self._annotated.tokens
        return self.has_subject(clause) or any(
            tokens[i].text.lower() == "that" for i in self._annotated.dependents(clause, "mark")
        )

    def _is_promise(self, infinitive: int, verb: int) -> bool:
        """Whether an infinitive says what somebody will do: "vowed to stay", not "agreed to"."""
        tokens = self._annotated.tokens
        is_promise = tokens[verb].lemma in self._words.speech.promise_verbs
        if (
            tokens[infinitive].tag == "VBG"
            and tokens[verb].lemma in self._words.speech.owning_verbs
        ):
            return True  # "recalled spending a week there", "admitted taking it"
        return is_promise and tokens[infinitive].tag in ("VB", "VBG", "TO")

    def _is_beyond_quotation(self, clause: int, verb: int) -> bool:
        """Whether a quotation stands between, so that it is what the verb governs."""
        first, last = sorted((clause, verb))
        return any(self._annotated.tokens[i].is_stand_in for i in range(first, last))

    def _is_misread(self, clause: int, verb: int) -> bool:
        """Whether an adverbial clause is the statement: "said after the match he would go"."""
        tokens = self._annotated.tokens
        if clause < verb or any(True for _ in self._annotated.dependents(clause, "mark")):
            return False
        first = min(self._annotated.subtree(clause))
        subject = next(self._annotated.dependents(clause, *_SUBJECTS), first)
        return all(tokens[i].text not in ',;:"' for i in range(verb + 1, subject))

    def _told_to(self, verb: int) -> list[int] | None:
        """Return the "that" clause hung on a noun: "told a meeting that few knew"."""
        tokens = self._annotated.tokens
        if tokens[verb].lemma in self._words.factuality.listener_verbs:
            for noun in self._annotated.dependents(verb, "ccomp"):
                # "Told the Today programme it was over": the parser may make the name the clause.
                for clause in self._annotated.dependents(noun, "ccomp"):
                    if noun > verb and tokens[noun].pos in ("NOUN", "PROPN"):
                        return clause_words(self._annotated, self._words, clause, verb)
        near = self._annotated.dependents(verb, "dobj", "dative", "npadvmod", "prep")
        nouns = [
            noun
            for branch in near
            for noun in self._annotated.subtree(branch)
            if noun > verb and tokens[noun].pos in ("NOUN", "PROPN")
        ]
        for noun in nouns:
            for clause in self._annotated.dependents(noun, "relcl", "acl"):
                # A pronoun would be the clause's subject or object.
                joints = self._annotated.dependents(clause, "mark", "advmod")
                is_that = any(tokens[i].text.lower() == "that" for i in joints)
                if is_that and self.has_subject(clause):
                    return clause_words(self._annotated, self._words, clause, verb)
        return None

    def _enclosing(self, verb: int) -> list[int] | None:
        """ "The plan, X said, is dead": the parser makes the reporting clause the dependent."""
        tokens = self._annotated.tokens
        head = tokens[verb].head
        if tokens[verb].dep != "parataxis" or head == verb or tokens[head].quotation >= 0:
            return None
        own = set(self._annotated.subtree(verb))
        rest = [i for i in self._annotated.subtree(head) if i not in own]
        subject = next(self._annotated.dependents(head, *_SUBJECTS), -1)
        left = [i for i in rest if i < verb]
        if subject > verb and not any(tokens[i].pos in ("VERB", "AUX") for i in left):
            # "Often, he says, boats sink": an adverbial in front is not needed to read the clause.
            rest = [i for i in rest if i > verb]
        return self._least(i for i in rest if tokens[i].quotation < 0)

    def _question(self, verb: int) -> list[int] | None:
        """Return what was asked or told, without whom: "asked him who owned the mill"."""
        tokens = self._annotated.tokens
        for child in self._annotated.dependents(verb, "ccomp"):
            if child > verb and tokens[child].quotation < 0 and self._is_finite(child):
                indices = clause_words(self._annotated, self._words, child, verb)
                subject = min(
                    self._annotated.dependents(child, *_SUBJECTS), default=None, key=lambda i: i
                )
                is_object = (
                    subject is not None
                    and tokens[subject].text.lower() in self._words.speech.object_pronouns
                )
                is_asked = tokens[min(indices)].tag in ("WP", "WDT", "WRB", "WP$", "IN")
                if is_asked and not is_object:
                    return self._least(indices)
        return None

    def prepositions(self, verb: int, *wanted: str) -> list[int]:
        """Return the prepositions that hang on a word after it."""
        tokens = self._annotated.tokens
        return [
            i
            for i in self._annotated.dependents(verb, "prep")
            if i > verb and tokens[i].text.lower() in wanted
        ]

    def _urged(self, verb: int) -> list[int] | None:
        """Return what follows in "urged Iran to end it", "called on him to go", "called for X"."""
        tokens = self._annotated.tokens
        tails = [i for i in self._annotated.dependents(verb, "xcomp", "ccomp") if i > verb]
        tails = [i for i in tails if tokens[i].quotation < 0 and tokens[i].pos in ("VERB", "AUX")]
        if any(self._is_statement(i) for i in tails):
            return None  # "Told the BBC it was a scam": the object listens.
        if tokens[verb].lemma == "ask" and any(
            tokens[i].dep == "auxpass" for tail in tails for i in self._annotated.children[tail]
        ):
            return None  # "who asked not to be named"
        prepositions = self._asked_for(verb)
        if not tails and not prepositions:
            return None
        if not prepositions and all(tokens[i].dep == "ccomp" for i in tails):
            has_mark = any(
                tokens[m].text.lower() in self._words.speech.clause_marks
                for i in tails
                for m in self._annotated.dependents(i, "mark")
            )
            if has_mark:
                return None
        indices = self._object_and(verb, [*prepositions, *tails])
        if indices and tokens[indices[0]].text.lower() in ("for", "on", "upon"):
            indices = self._least(indices[1:])
        return indices

    def _is_statement(self, clause: int) -> bool:
        """Whether a complement has a subject and a finite verb: a statement, no request."""
        tokens = self._annotated.tokens
        parts = (clause, *self._annotated.dependents(clause, "aux", "auxpass"))
        # Without an auxiliary a form such as "smelled" is past tense, whatever the tagger says.
        is_past = len(parts) == 1 and tokens[clause].tag == "VBN"
        is_finite = is_past or any(tokens[i].tag in _FINITE for i in parts)
        return is_finite and tokens[clause].dep == "ccomp" and self.has_subject(clause)

    def _asked_for(self, verb: int) -> list[int]:
        """Return "for …" and "on …" that complete a verb: "called for calm", not "on Friday"."""
        tokens = self._annotated.tokens
        wanted = ("for", "on", "upon") if tokens[verb].lemma == "call" else ("for",)
        if tokens[verb].lemma not in self._words.speech.asking_verbs:
            return []
        days = self._words.time.weekdays
        return [
            i
            for i in self.prepositions(verb, *wanted)
            if not any(
                tokens[n].text.lower() in days for n in self._annotated.dependents(i, "pobj")
            )
        ]

    def _described(self, verb: int) -> list[int] | None:
        """Return who or what is called what: "called it a day", "described her as brave"."""
        tokens = self._annotated.tokens
        is_judged = tokens[verb].lemma in self._words.speech.judging_verbs
        wanted = ("as", "for") if is_judged else ("as",)
        tails = [
            *self.prepositions(verb, *wanted),
            *(
                i
                for i in self._annotated.dependents(verb, "oprd", "xcomp", "ccomp")
                if i > verb and tokens[i].quotation < 0
            ),
        ]
        if not tails:
            # "Called half of them “lazy”": the parser takes the name for a part of the object.
            tails = [i for i in self._annotated.dependents(verb, "dobj") if self._ends_quoted(i)]
        has_object = any(i > verb for i in self._annotated.dependents(verb, "dobj"))
        is_passive = any(True for _ in self._annotated.dependents(verb, "nsubjpass"))
        is_clause = any(self.has_subject(i) for i in tails)
        return self._object_and(verb, tails) if has_object or is_passive or is_clause else None

    def _ends_quoted(self, noun: int) -> bool:
        end = self._annotated.tokens[max(self._annotated.subtree(noun))].end
        return any(q.inner.start < end <= q.inner.end for q in self._annotated.quotations)

    def _object_and(self, verb: int, tails: Sequence[int]) -> list[int] | None:
        """Return the objects of a verb with what is said of them."""
        if not tails:
            return None
        tokens = self._annotated.tokens
        objects = [i for i in self._annotated.dependents(verb, "dobj", "dative") if i > verb]
        return self._least(
            i
            for i in sorted(
                {i for root in (*objects, *tails) for i in self._annotated.subtree(root)}
            )
            if i > verb and tokens[i].quotation < 0
        )

    @staticmethod
    def _least(indices: Iterator[int] | Sequence[int]) -> list[int] | None:
        kept = list(indices)
        return kept if len(kept) >= LEAST_WORDS else None

    def is_whole(self, indices: Sequence[int]) -> bool:
        """Whether a reported clause has a subject and a finite verb of its own."""
        tokens = self._annotated.tokens
        inside = set(indices)
        for index in indices:
            token = tokens[index]
            is_top = token.head not in inside or token.head == index
            if is_top and token.pos in ("VERB", "AUX") and self.has_subject(index):
                parts = (index, *self._annotated.dependents(index, "aux", "auxpass"))
                return any(tokens[i].tag in _FINITE for i in parts)
        return False
