import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from summarise.lexicon.vocabulary import boilerplate, filled, read_data, vocabulary
from summarise.lexicon.word_lists import ActLists, Vocabulary

DATA = Path(str(files("summarise.lexicon") / "data"))
MOST_CHARS = 120


WORDS = [path for path in sorted(DATA.iterdir()) if path.name != "model_hashes.toml"]


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_no_line_of_the_data_is_too_long_to_review(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if len(line) > MOST_CHARS] == []


def test_english_words_are_looked_up_without_their_case() -> None:
    raw = tomllib.loads(read_data("en.toml"))
    words = vocabulary()

    for table in raw:
        lists = getattr(words, table)
        for name in raw[table]:
            found = getattr(lists, name)
            if isinstance(found, frozenset):
                assert {word for word in found if word != word.lower()} == set(), name


def test_word_lists_are_read_once() -> None:
    assert vocabulary() is vocabulary()
    assert boilerplate() is boilerplate()


def test_a_list_is_an_array_or_one_word_a_line() -> None:
    table = {
        "light_verbs": "be\nhave\n",
        "saying_verbs": ["say"],
        "future_words": "will",
        "planning_verbs": "plan",
        "planning_passives": "set",
        "conditions": ["if", "as long as"],
        "agents_of_place": "",
    }

    lists = filled(ActLists, table)

    assert lists.light_verbs == {"be", "have"}
    assert lists.conditions == {"if", "as long as"}
    assert lists.agents_of_place == frozenset()


def test_a_missing_table_is_named() -> None:
    with pytest.raises(
        ValueError, match="Vocabulary: missing word lists: acts, compression, factuality"
    ):
        filled(Vocabulary, {})
