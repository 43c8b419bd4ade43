"""Find who answers in an interview that is printed as questions and answers."""

from collections.abc import Iterator

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Span


def interviewee(cast: Cast, words: Vocabulary, opening: Span | None) -> int | None:
    """Return the actor who is interviewed: whom the opening says was spoken with.

    Without such words it is the only person whom the opening names. Of two nobody is taken: an
    answer must not be given to somebody else.

    Args:
        opening: what stands before the first question; None if nothing does.
    """
    if opening is None:
        return None
    asked = dict.fromkeys(_partners(cast, words, opening))
    if asked:
        return next(iter(asked)) if len(asked) == 1 else None
    people = [n for n in cast.named_in(opening) if cast.clusters[n].kind is ActorKind.PERSON]
    return people[0] if len(people) == 1 else None


def _partners(cast: Cast, words: Vocabulary, opening: Span) -> Iterator[int]:
    """Yield the people spoken with: "spoke with X", "interviewed X", "an interview with X"."""
    annotated, talking = cast.annotated, words.speech.interview_words
    for index in annotated.tokens_in(opening):
        if annotated.tokens[index].lemma not in talking:
            continue
        # "Ann Poe met Ola Berg": either may be the reporter, so the subject counts, too.
        partners = list(annotated.dependents(index, "dobj", "nsubj", "nsubjpass"))
        for preposition in annotated.dependents(index, "prep"):
            if annotated.tokens[preposition].text.lower() in ("with", "to"):
                partners += annotated.dependents(preposition, "pobj")
        for partner in partners:
            for named in (partner, *annotated.dependents(partner, "appos", "conj")):
                actor = _person(cast, named)
                if actor is not None:
                    yield actor


def _person(cast: Cast, index: int) -> int | None:
    actor = cast.who(index)
    is_person = actor is not None and cast.clusters[actor].kind is ActorKind.PERSON
    return actor if is_person else None
