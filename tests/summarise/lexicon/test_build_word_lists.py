import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "build_word_lists.py"


def build(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def city(name: str, ascii_name: str, population: int, feature_class: str = "P") -> str:
    """Return a line as GeoNames' tables have it: 19 fields, tabs between them."""
    place = ("1", name, ascii_name, "", "52.1", "13.2", feature_class, "PPL", "DE", "")
    return "\t".join((*place, "16", "", "", "", str(population), "", "34", "Europe/Berlin", ""))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "cities.txt").write_text("Altdorf\n", encoding="utf-8")
    (tmp_path / "first_names.txt").write_text("Kim f\n", encoding="utf-8")
    return tmp_path


def test_large_cities_are_taken_with_and_without_accents(data: Path) -> None:
    table = data / "cities15000.txt"
    lines = (
        city("Mühlheim", "Muhlheim", 250_000),
        city("Kleinstadt", "Kleinstadt", 20_000),
        city("Großer Berg", "Grosser Berg", 300_000, feature_class="T"),
        city("Victoria", "Victoria", 300_000),
    )
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")

    done = build("cities", table, "--data", data)

    made = (data / "cities.txt").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert {"Mühlheim", "Muhlheim"} <= set(made)
    assert not {"Kleinstadt", "Großer Berg"} & set(made)
    assert "Victoria" not in made, "it is a personal name, too"
    assert "Calcutta" in made, "an English name that GeoNames has as another name only"
    assert made == sorted(made)
    assert "cities.txt: 1 gone: Altdorf" in done.stdout


def test_a_line_of_another_format_is_refused_with_its_number(data: Path) -> None:
    table = data / "cities15000.txt"
    table.write_text(
        city("Mühlheim", "Muhlheim", 250_000) + "\nMühlheim;250000\n", encoding="utf-8"
    )

    done = build("cities", table, "--data", data)

    assert done.returncode == 1
    assert "line 2: expected 19 fields with a population, got 'Mühlheim;250000'" in done.stderr
    assert (data / "cities.txt").read_text(encoding="utf-8") == "Altdorf\n"


def test_first_names_hint_at_the_sex_that_bears_them_more_often(data: Path) -> None:
    male, female = data / "dist.male.first", data / "dist.female.first"
    male.write_text(
        "JAMES          3.318  3.318      1\n"
        "LESLIE         0.081 60.000    201\n"
        "KIM            0.031 70.000    300\n"
        "ODELL          0.003 90.000   1200\n",
        encoding="utf-8",
    )
    female.write_text(
        "MARY           2.629  2.629      1\nLESLIE         0.126 60.000    157\n",
        encoding="utf-8",
    )

    done = build("first-names", male, female, "--data", data)

    made = (data / "first_names.txt").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert made == ["James m", "Kim f", "Leslie x", "Mary f"], "what was known stays as it was"


def test_nouns_are_taken_by_their_most_usual_sense(data: Path) -> None:
    (data / "person_nouns.txt").write_text("", encoding="utf-8")
    (data / "body_nouns.txt").write_text("", encoding="utf-8")
    synsets, index = data / "data.noun", data / "index.noun"
    synsets.write_text(
        "  1 A comment of the source\n"
        "00000001 18 n 02 keeper 0 custodian 0 000 | one having charge of buildings\n"
        "00000002 04 n 01 match 0 000 | a formal contest\n"
        "00000003 18 n 01 match 0 000 | a person who is of equal standing\n"
        "00000004 18 n 01 lout 0 000 | (offensive term) an awkward person\n"
        "00000005 15 n 01 slum 0 000 | a district of a city\n",
        encoding="utf-8",
    )
    index.write_text(
        "  1 A comment of the source\n"
        "keeper n 1 1 @ 1 0 00000001\n"
        "match n 2 0 2 0 00000002 00000003\n"
        "lout n 1 0 1 0 00000004\n"
        "slum n 1 0 1 0 00000005\n",
        encoding="utf-8",
    )

    done = build("nouns", index, synsets, "--data", data)

    assert done.returncode == 0, done.stderr
    assert (data / "person_nouns.txt").read_text(encoding="utf-8") == "keeper\n"
    assert (data / "body_nouns.txt").read_text(encoding="utf-8") == "slum\n"
