"""Words that begin with a minus are words of the query."""

import pytest

from tui.headless.cli.main import build_parser
from tui.headless.cli.query_arguments import protect_words


@pytest.mark.parametrize(
    ("line", "words", "limit"),
    [
        ("search -cup world", ["-cup", "world"], 20),
        ("search world -cup", ["world", "-cup"], 20),
        ("--cache x search world -feed:blog --limit 3 cup", ["world", "-feed:blog", "cup"], 3),
        ("search --sort rank --json -- -a b", ["-a", "b"], 20),
        ("search -1", ["-1"], 20),
    ],
)
def test_a_minus_leaves_a_word_out(line: str, words: list[str], limit: int) -> None:
    options = build_parser().parse_args(protect_words(line.split()))

    assert (options.query, options.limit) == (words, limit)


def test_an_unknown_option_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(protect_words(["search", "--colour", "x"]))

    assert "--colour" in capsys.readouterr().err


def test_other_commands_are_left_alone() -> None:
    line = ["--cache", "search", "fetch", "--feed", "search"]

    assert protect_words(line) == line
