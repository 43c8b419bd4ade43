"""Translate newsboat's filter expressions to queries, as far as both can say it. Pure."""

import re

_CONDITION = re.compile(
    r"\s*(?P<name>[a-z_]+)\s*(?P<operator>=~|!~|==|!=|!#|=|#|between|<=|>=|<|>)\s*"
    r'(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[\w:.-]+))\s*'
)
_AND = re.compile(r"(?:and|&&)\b\s*|&&\s*")
# Words, and alternatives of such, are all of a regular expression that a search can say.
_PLAIN = re.compile(r"[\w\s'’.,-]+(?:\|[\w\s'’.,-]+)*")
_FIELDS = {
    "title": "title",
    "author": "author",
    "feedtitle": "feed",
    "content": "",
    "tags": "folder",
}
_YES = frozenset({"yes", "1"})


class UntranslatableError(ValueError):
    """The query language can't say this; the message names the part."""


def translated_filter(expression: str) -> str:
    """Return a query that finds what an expression does.

    Raises:
        UntranslatableError: it has brackets, alternatives, or a condition without a like.
    """
    terms: list[str] = []
    rest = expression.strip()
    while rest:
        match = _CONDITION.match(rest)
        if match is None:
            raise UntranslatableError(rest)
        name, operator = match["name"], match["operator"]
        value = match["bare"] if match["quoted"] is None else match["quoted"]
        terms.append(_term(name, operator, value, match.group().strip()))
        rest = rest[match.end() :]
        if rest:
            joint = _AND.match(rest)
            if joint is None:
                raise UntranslatableError(rest)
            rest = rest[joint.end() :]
            if not rest:
                raise UntranslatableError(expression)
    if not any(not term.startswith("-") for term in terms):
        raise UntranslatableError(expression)
    return " ".join(terms)


def _term(name: str, operator: str, value: str, whole: str) -> str:
    negates = operator.startswith("!")
    if name == "unread" and operator in {"=", "==", "!="}:
        return "is:unread" if (value in _YES) is not negates else "is:read"
    if name == "flags" and (operator, value) in {("!=", ""), ("=~", ".")}:
        return "is:starred"
    if name == "flags" and operator in {"#", "=~"} and value.isalpha():
        return f"tag:flag-{value}"
    if name == "age" and operator in {"<", "<="} and value.isdecimal():
        return f"after:{max(int(value), 1)}d"
    if name == "age" and operator == "between" and re.fullmatch(r"0:\d{1,5}", value):
        return f"after:{max(int(value[2:]), 1)}d"
    if name in _FIELDS and _PLAIN.fullmatch(value):
        words = [_quoted(_FIELDS[name], word.strip()) for word in value.split("|") if word.strip()]
        if words and not (negates and len(words) > 1):
            return f"-{words[0]}" if negates else " OR ".join(words)
    raise UntranslatableError(whole)


def _quoted(field: str, words: str) -> str:
    value = f'"{words}"' if not words.isalnum() else words
    return f"{field}:{value}" if field else value
