"""Protect query words such as `-word` from being parsed as options."""

from collections.abc import Sequence

_TAKES_VALUE = ("--config", "--cache")
_OPTIONS = ("--help", "-h")
_OPTIONS_WITH_VALUE = {
    "search": ("--limit", "--sort"),
    "follow": ("--title",),
    "rules add": ("--tag", "--run"),
    "rules test": ("--limit",),
}
"""Of the commands that take a query."""


def opens_app(arguments: Sequence[str]) -> bool:
    """Tell whether there is no command, nor a question for one, among the arguments."""
    rest = iter(arguments)
    return all(it == "--verbose" or (it in _TAKES_VALUE and next(rest, "")) for it in rest)


def protect_words(arguments: Sequence[str]) -> list[str]:
    """Return arguments in which no word of a query can be taken for an option.

    What begins with two minus signs stays an option: a slip is to be told, not looked for.
    """
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] in _TAKES_VALUE else 1
    name = " ".join(arguments[at : at + 1])
    if name == "rules":
        at += 1
        name = " ".join(arguments[at - 1 : at + 1])
    if name not in _OPTIONS_WITH_VALUE:
        return list(arguments)
    with_value = _OPTIONS_WITH_VALUE[name]
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments[at + 1 :])
    for argument in rest:
        if argument == "--":
            words += rest
        elif argument in with_value:
            options += [argument, *(value for value in (next(rest, None),) if value is not None)]
        elif argument in _OPTIONS or argument.startswith("--"):
            options.append(argument)
        else:
            words.append(argument)
    return [*arguments[: at + 1], *options, *(("--", *words) if words else ())]
