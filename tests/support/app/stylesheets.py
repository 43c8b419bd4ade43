"""Style sheets that are parsed once in a process: Textual parses them twice for each app."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenizer import Token

_Values = dict[str, list[Token]] | None


@contextmanager
def parsed_once() -> Iterator[None]:
    """Let every app have the rules that an earlier one parsed from the same text and colours.

    Textual itself goes on using rules that it has parsed, as long as an app's colours stay.
    """
    parsed: dict[object, Sequence[RuleSet]] = {}

    def look_up(
        scope: str,
        css: str,
        read_from: tuple[str, str],
        variable_tokens: _Values = None,
        *,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
    ) -> Iterable[RuleSet]:
        values = frozenset((name, tuple(it)) for name, it in (variable_tokens or {}).items())
        key = (scope, css, read_from, values, is_default_rules, tie_breaker)
        if key not in parsed:
            parsed[key] = tuple(
                parse(
                    scope,
                    css,
                    read_from,
                    variable_tokens=variable_tokens,
                    is_default_rules=is_default_rules,
                    tie_breaker=tie_breaker,
                )
            )
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.css.stylesheet.parse", look_up)
        yield
