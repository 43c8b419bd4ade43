"""Find the subject of a speech verb, correcting usual parser errors."""

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary

MOST_JOINS = 4
MOST_NAME_WORDS = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_JOINED = frozenset({"conj", "advcl", "xcomp", "acomp", "acl", "relcl", "pcomp"})


class SubjectFinder:
    """Finds the subjects of one text's verbs."""

    def __init__(self, cast: Cast, words: Vocabulary) -> None:
        self._cast, self._words = cast, words
        self._annotated = cast.annotated

    def subject_of(self, verb: int) -> int | None:
        """Return the subject's token of a verb, or of the verb it is joined to."""
        tokens = self._annotated.tokens
        governor = tokens[tokens[verb].head]
        if governor.lemma in self._words.speech.letting_verbs and tokens[verb].dep == "ccomp":
            # "She let them know": the subject of the bare infinitive listens.
            verb = tokens[verb].head
        first, by_adjective, is_beside = verb, False, False
        for _ in range(MOST_JOINS):
            undergoer = self._undergoer(first, verb)
            active = undergoer if undergoer is not None else self._active_subject(verb)
            is_other = verb != first and (
                self._is_added(first, verb)
                or (active is not None and self._is_told_of(active, verb))
            )
            if active is not None and is_other:
                # "She says the boat is old and adds …": the boat adds nothing.
                verb = tokens[verb].head
                continue
            if active is not None:
                # "It is worth noting": nobody notes.
                is_empty = by_adjective and tokens[active].text.lower() == "it"
                return None if is_empty else active
            # Who "was told" or "was accused" does not speak; who "was quoted" does.
            passive = next(self._annotated.dependents(verb, "nsubjpass"), None)
            if passive is not None or self._is_passive(verb):
                # "Is expected to say", "was accused of saying": he speaks, if anybody does.
                is_source = tokens[verb].lemma == "quote" or verb != first
                agent = self._distant_agent(verb)
                return passive if is_source and not (is_beside and agent) else agent
            if not self._is_joined(verb):
                return self._misread_subject(verb)
            head, relation = tokens[verb].head, tokens[verb].dep
            if relation in ("relcl", "acl"):
                return self._noun_of(verb)
            told = self._told_to_speak(verb)
            if told is not None:
                return told
            by_adjective = by_adjective or relation == "acomp"
            is_beside = relation == "advcl"
            verb = tokens[head].head if relation == "pcomp" else head
        return None

    def _undergoer(self, first: int, verb: int) -> int | None:
        """Return Poe of "Poe was joined by Reed and joked": the doer is not whose verbs go on."""
        tokens = self._annotated.tokens
        is_next = tokens[first].dep == "conj" and tokens[first].head == verb != first
        if not is_next or tokens[first].tag not in _FINITE or self._is_passive(first):
            return None
        is_quoted = tokens[verb].lemma == "quote"
        has_agent = any(True for _ in self._annotated.dependents(verb, "agent"))
        passive = next(self._annotated.dependents(verb, "nsubjpass"), None)
        return passive if has_agent and not is_quoted else None

    def _is_added(self, first: int, verb: int) -> bool:
        """Whether "adding" goes on with what is said above it: "He said Poe had gone, adding …"."""
        tokens = self._annotated.tokens
        is_adding = tokens[first].tag == "VBG" and tokens[first].lemma == "add"
        above = tokens[tokens[verb].head].lemma
        return (
            is_adding and tokens[verb].dep == "ccomp" and above in self._words.speech.report_verbs
        )

    def _is_told_of(self, subject: int, verb: int) -> bool:
        """Whether a subject that can't speak stands in a clause that somebody else says."""
        tokens, speech = self._annotated.tokens, self._words.speech
        token = tokens[subject]
        above = tokens[tokens[verb].head].lemma
        is_told = tokens[verb].dep == "ccomp" and above in speech.report_verbs
        is_thing = token.pos == "NOUN" or token.text.lower() in ("it", "this", "that", "there")
        is_able = (
            self._cast.who(subject) is not None
            or token.lemma in self._words.roles.role_nouns
            or token.lemma in speech.speaking_nouns
        )
        return is_told and is_thing and not is_able

    def _active_subject(self, verb: int) -> int | None:
        quoted = next(self._annotated.dependents(verb, "nsubjpass"), None)
        if self._annotated.tokens[verb].lemma == "quote" and quoted is not None:
            return quoted  # "Is quoted by the agency as saying": he speaks.
        subjects = list(self._annotated.dependents(verb, "nsubj"))
        # "Said study co-author Ann Marsh": of several the name is the subject.
        named = (i for i in subjects if len(subjects) > 1 and self._cast.who(i) is not None)
        subject = next(named, None)
        if subject is not None and any(
            self._annotated.tokens[i].text == "," for i in range(subjects[0], subject)
        ):
            subject = subjects[0]
        if subject is not None:
            return subject
        for child in self._annotated.dependents(verb, "nsubj", "agent"):
            if self._annotated.tokens[child].dep != "agent":
                return child
            by = next(self._annotated.dependents(child, "pobj"), None)
            if by is not None:
                return by
        return None

    def _distant_agent(self, verb: int) -> int | None:
        """Return who did it, of a "by" that the parser hung on a nearer noun than the verb."""
        tokens = self._annotated.tokens
        for by in self._annotated.subtree(verb):
            if by < verb or tokens[by].text.lower() != "by":
                continue
            for doer in self._annotated.dependents(by, "pobj"):
                is_person = tokens[doer].lemma in self._words.roles.role_nouns
                if is_person or self._cast.who(doer) is not None:
                    return doer
        return None

    def _is_joined(self, verb: int) -> bool:
        """Whether a verb has its subject from what it hangs on: "responded by saying"."""
        token = self._annotated.tokens[verb]
        head = self._annotated.tokens[token.head]
        # "Fined for posting a picture" tells of no words; "attacked for saying so" does.
        is_deed = token.lemma not in self._words.speech.report_verbs
        is_purpose = token.dep == "pcomp" and head.lemma == "for" and is_deed
        return token.head != verb and token.dep in _JOINED and not is_purpose

    def _noun_of(self, verb: int) -> int | None:
        """Return who does what a noun's clause tells: the noun, if it can speak."""
        tokens = self._annotated.tokens
        head, relation = tokens[verb].head, tokens[verb].dep
        # "Was the first to say": the noun is the subject over again.
        is_again = tokens[head].dep == "attr" and tokens[verb].tag in ("VB", "VBG")
        if is_again:
            return self._active_subject(tokens[head].head)
        # A finite verb is no participle: the parser lost the sentence's main verb.
        is_finite = relation == "relcl" or tokens[verb].tag in ("VBD", "VBZ", "VBP")
        return head if is_finite or self._is_source(head) else None

    def _is_source(self, noun: int) -> bool:
        """Whether a noun with a participle speaks: "a man saying", but not "papers urging rules".

        Of a paper its author speaks, "a statement saying", if anybody is told to have issued it.
        """
        token = self._annotated.tokens[noun]
        speech, roles = self._words.speech, self._words.roles
        is_somebody = self._cast.who(noun) is not None or token.lemma in roles.role_nouns
        issuer = self._annotated.tokens[token.head].lemma in speech.issuing_verbs
        is_owned = any(True for _ in self._annotated.dependents(noun, "poss"))
        is_issued = token.lemma in speech.speech_nouns and (
            is_owned or (issuer and token.dep == "dobj")
        )
        return is_somebody or token.pos == "PROPN" or is_issued

    def _told_to_speak(self, verb: int) -> int | None:
        """Return the object that is made to speak: "prompted Beijing to warn"."""
        tokens, speech = self._annotated.tokens, self._words.speech
        head = tokens[verb].head
        if tokens[verb].dep != "xcomp" or tokens[head].lemma in speech.promise_verbs:
            return None
        for told in self._annotated.dependents(head, "dobj", "dative"):
            noun = tokens[told]
            is_somebody = (
                self._cast.who(told) is not None
                or noun.lemma in self._words.roles.role_nouns
                or noun.lemma in speech.speaking_nouns
                or noun.text.lower() in speech.object_pronouns
            )
            if head < told < verb and is_somebody:
                return told
        return None

    def _is_passive(self, verb: int) -> bool:
        """For example "a man described as", "left and was accused", "asked about it, she said"."""
        token = self._annotated.tokens[verb]
        has_own = any(True for _ in self._annotated.dependents(verb, "auxpass"))
        is_asked = token.lemma in self._words.factuality.question_verbs and token.dep == "advcl"
        if has_own or (is_asked and token.tag in ("VBN", "VBD")):
            return True
        auxiliaries = self._annotated.dependents(verb, "aux")
        return (
            token.tag == "VBN"
            and token.dep in ("acl", "advcl", "xcomp")
            and not any(self._annotated.tokens[i].lemma == "have" for i in auxiliaries)
        )

    def _misread_subject(self, verb: int) -> int | None:
        """Return the name beside a verb that the parser gave no subject, or None.

        "“…,” reported Reuters" is read as a verb with its object, and the last of several names
        before a verb as a part of the phrase before it.
        """
        tokens = self._annotated.tokens
        first, end = self._annotated.clauses[tokens[verb].clause]
        for found in self._annotated.dependents(verb, "dobj"):
            is_near = verb < found < min(end, verb + MOST_NAME_WORDS)
            is_after = verb - 1 >= first and tokens[verb - 1].text in ("”", '"', ",", "”,")
            if is_near and is_after and self._cast.who(found) is not None:
                return found
        before = verb - 1
        if tokens[verb].tag in ("VBD", "VBZ", "VBP") and before >= first:
            is_name = tokens[before].pos == "PROPN" and self._cast.who(before) is not None
            return before if is_name else None
        return None
