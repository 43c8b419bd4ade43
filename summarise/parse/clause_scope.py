"""Tell which clauses stand outside the scope of the words that govern them."""

from summarise.lexicon.word_lists import FactualityLists, Vocabulary
from summarise.parse.annotated_text import AnnotatedText


def is_free_relative(annotated: AnnotatedText, words: Vocabulary, at: int) -> bool:
    """Whether a verb names a thing: "denied what she called a lie". She did call it so."""
    tokens = annotated.tokens
    is_naming = tokens[at].lemma in words.speech.describe_verbs
    is_asked = tokens[tokens[at].head].lemma in words.factuality.question_verbs
    objects = annotated.dependents(at, "dobj", "attr", "oprd")
    return is_naming and not is_asked and any(tokens[i].text == "what" for i in objects)


def is_beyond_quotation(annotated: AnnotatedText, head: int, at: int) -> bool:
    """Whether a quotation stands between two verbs: "she would say, “…,” he told the paper"."""
    return any(annotated.tokens[i].is_stand_in for i in range(head, at))


def may_help(annotated: AnnotatedText, auxiliary: int, verb: int) -> bool:
    """Whether a word can be a verb's auxiliary: "Will Dana tweeted" has none."""
    is_modal = annotated.tokens[auxiliary].tag == "MD"
    return not (is_modal and annotated.tokens[verb].tag in ("VBD", "VBZ"))


def is_nobody(annotated: AnnotatedText, lists: FactualityLists, subject: int) -> bool:
    """Whether a subject denies that there is anybody: "nobody", "no one", "few experts"."""
    tokens, children = annotated.tokens, annotated.children
    if tokens[subject].text.lower() in lists.no_subjects:
        articles = annotated.dependents(subject, "det")
        return not any(tokens[i].text.lower() in ("a", "the") for i in articles)
    before = [i for i in children[subject] if i < subject and tokens[i].pos != "PROPN"]
    before += [part for i in before for part in children[i] if part < subject]
    # "World No. 5" is a number.
    words = {tokens[i].text.lower() for i in before if tokens[i + 1].text != "."}
    return bool(words & lists.no_determiners) and not words & {"a", "an", "the"}


def follows_not_only(annotated: AnnotatedText, index: int) -> bool:
    """Whether an auxiliary is inverted after "not only": what follows was said."""
    before = annotated.tokens[max(0, index - 2) : index]
    return [token.text.lower() for token in before] == ["not", "only"]
