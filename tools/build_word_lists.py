"""Make the word lists that are derived from public data: cities, first names, kinds of nouns.

    python tools/build_word_lists.py cities cities15000.txt
    python tools/build_word_lists.py first-names dist.male.first dist.female.first
    python tools/build_word_lists.py nouns index.noun data.noun

Sources and licences: summarise/lexicon/data/README.md. The list there is written anew, and how
it changed is printed: look through that before you commit.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "summarise" / "lexicon" / "data"
DECISIONS = Path(__file__).with_name("word_lists")

LEAST_POPULATION = 100_000
GEONAMES_FIELDS = 19
NAME, ASCII_NAME, FEATURE_CLASS, POPULATION = 1, 2, 6, 14

LEAST_FREQUENCY = 0.004
"""Per cent of all people of one sex who have a name; rarer ones are words or surnames too often."""
LEAST_SHARE = 0.25
"""A name hints at neither sex if the rarer use of it is this often the commoner one's."""

MOST_SHOWN = 40


FILES = {"person": {18}, "body": {14, 15}}
"""The lexicographers' files: nouns for people; for groups of people and for locations."""
_COMMENT = "  "
LEAST_LETTERS = 3
_OFFENSIVE = ("offensive", "disparaging", "derogatory", "slur", "ethnic")


class FormatError(ValueError):
    """A line that is not of its source's format."""

    def __init__(self, number: int, line: str, expected: str) -> None:
        super().__init__(f"line {number}: expected {expected}, got {line[:80]!r}")


def city_names(lines: Iterable[str]) -> Iterator[str]:
    """Yield the names of large cities in a table of GeoNames, with and without accents.

    Raises:
        FormatError: a line has another number of fields, or no population.
    """
    for number, line in enumerate(lines, start=1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != GEONAMES_FIELDS or not fields[POPULATION].isdecimal():
            raise FormatError(number, line, f"{GEONAMES_FIELDS} fields with a population")
        if fields[FEATURE_CLASS] == "P" and int(fields[POPULATION]) >= LEAST_POPULATION:
            yield from (name for name in (fields[NAME], fields[ASCII_NAME]) if name)


def cities(lines: Iterable[str], *, added: Iterable[str], left_out: Iterable[str]) -> list[str]:
    """Return the lines of the list of cities, sorted."""
    return sorted((set(city_names(lines)) | set(added)) - set(left_out))


def frequencies(lines: Iterable[str]) -> dict[str, float]:
    """Return how frequent each name is in a table of the US census, in per cent.

    Raises:
        FormatError: a line has no name and three numbers.
    """
    found: dict[str, float] = {}
    for number, line in enumerate(lines, start=1):
        fields = line.split()
        try:
            name, frequency, _cumulative, _rank = fields
            found[name.capitalize()] = float(frequency)
        except ValueError as error:
            raise FormatError(number, line, "a name and three numbers") from error
    return found


def first_names(male: Iterable[str], female: Iterable[str], *, known: Iterable[str]) -> list[str]:
    """Return the lines of the list of first names, sorted; lines that are known stay."""
    men, women = frequencies(male), frequencies(female)
    found = {}
    for name in men.keys() | women.keys():
        often, seldom = sorted((men.get(name, 0.0), women.get(name, 0.0)), reverse=True)
        if often >= LEAST_FREQUENCY:
            sex = "m" if men.get(name, 0.0) == often else "f"
            found[name] = "x" if seldom >= LEAST_SHARE * often else sex
    found |= dict(line.split(" ") for line in known)
    return sorted(f"{name} {sex}" for name, sex in found.items())


def _synsets(lines: Iterable[str]) -> Iterator[tuple[str, int, list[str], str]]:
    """Yield offset, number of the lexicographers' file, words and gloss of each synset."""
    for line in lines:
        if line.startswith(_COMMENT):
            continue
        fields, _, gloss = line.partition("|")
        offset, file, _kind, count, *rest = fields.split()
        yield offset, int(file), rest[: 2 * int(count, 16) : 2], gloss


def nouns_for(kind: str, index: Iterable[str], data: Iterable[str]) -> list[str]:
    """Return the single words whose most usual sense is of a kind of FILES, sorted.

    Left out are words whose gloss calls them offensive, and those that are only written large.
    """
    senses = {
        offset: words
        for offset, file, words, gloss in _synsets(data)
        if file in FILES[kind] and not any(word in gloss for word in _OFFENSIVE)
    }
    found = set()
    for line in index:
        if line.startswith(_COMMENT):
            continue
        word, _kind, _count, pointers, *rest = line.split()
        # After the kinds of pointers come two counts, then the synsets, the most usual first.
        first = rest[int(pointers) + 2]
        is_word = word.replace("-", "").isalpha() and len(word) >= LEAST_LETTERS
        if is_word and first in senses and word in senses[first]:
            found.add(word)
    return sorted(found)


def _text_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _replace(path: Path, made: Sequence[str]) -> None:
    """Write a list, and print how it differs from what was there."""
    before, after = set(_lines(path)), set(made)
    path.write_text("".join(f"{line}\n" for line in made), encoding="utf-8")
    for what, lines in (("new", sorted(after - before)), ("gone", sorted(before - after))):
        more = f" and {len(lines) - MOST_SHOWN} more" if len(lines) > MOST_SHOWN else ""
        sys.stdout.write(
            f"{path.name}: {len(lines)} {what}: {'; '.join(lines[:MOST_SHOWN])}{more}\n"
        )


def main(arguments: Sequence[str]) -> int:
    """Write a list anew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    for_cities = kinds.add_parser("cities", help="cities.txt from GeoNames' cities15000.txt")
    for_cities.add_argument("geonames", type=Path)
    for_names = kinds.add_parser("first-names", help="first_names.txt from the US census of 1990")
    for_names.add_argument("male", type=Path)
    for_names.add_argument("female", type=Path)
    for_nouns = kinds.add_parser("nouns", help="person_nouns.txt, body_nouns.txt from WordNet 3.0")
    for_nouns.add_argument("index", type=Path)
    for_nouns.add_argument("synsets", type=Path)
    for verb in (for_cities, for_names, for_nouns):
        verb.add_argument("--data", type=Path, default=DATA, help="the folder of the word lists")
    options = parser.parse_args(arguments)
    data: Path = options.data
    try:
        if options.kind == "cities":
            made = cities(
                options.geonames.read_text(encoding="utf-8").split("\n")[:-1],
                added=_lines(DECISIONS / "cities_added.txt"),
                left_out=_lines(DECISIONS / "cities_left_out.txt"),
            )
            _replace(data / "cities.txt", made)
        elif options.kind == "nouns":
            index, synsets = _text_lines(options.index), _text_lines(options.synsets)
            for kind in FILES:
                _replace(data / f"{kind}_nouns.txt", nouns_for(kind, index, synsets))
        else:
            made = first_names(
                _lines(options.male),
                _lines(options.female),
                known=_lines(data / "first_names.txt"),
            )
            _replace(data / "first_names.txt", made)
    except (FormatError, OSError) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
