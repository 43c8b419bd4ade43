"""The gate's own arithmetic; the figures themselves are measured by `make quality`."""

import json
from pathlib import Path

import pytest

from tests.quality.gate import Bound, load_bounds, main, raised, report, save_bounds


def test_a_figure_below_its_floor_fails_the_gate() -> None:
    bounds = {"briefs": {"actor_f1": Bound(limit=0.9, is_ceiling=False)}}

    table, is_good = report(bounds, {"briefs": {"actor_f1": 0.89}})

    assert not is_good
    assert "FELL" in table


def test_a_count_above_its_ceiling_fails_the_gate() -> None:
    bounds = {"briefs": {"leaks": Bound(limit=0, is_ceiling=True)}}

    _, is_good = report(bounds, {"briefs": {"leaks": 1.0}})

    assert not is_good


def test_raising_makes_no_bound_looser() -> None:
    bounds = {
        "pages": {
            "better": Bound(limit=0.9, is_ceiling=False),
            "worse": Bound(limit=0.9, is_ceiling=False),
            "fewer": Bound(limit=0.05, is_ceiling=True),
            "more": Bound(limit=0.05, is_ceiling=True),
            "never": Bound(limit=0, is_ceiling=True),
        }
    }
    figures = {"better": 0.95, "worse": 0.85, "fewer": 0.02, "more": 0.07, "never": 0.0}

    result = raised(bounds, {"pages": figures})

    limits = {key: bound.limit for key, bound in result["pages"].items()}
    assert limits == {"better": 0.946, "worse": 0.9, "fewer": 0.024, "more": 0.05, "never": 0}


def test_bounds_survive_saving(tmp_path: Path) -> None:
    bounds = load_bounds()

    save_bounds(bounds, tmp_path / "floors.json")

    assert load_bounds(tmp_path / "floors.json") == bounds


@pytest.mark.parametrize(("flags", "code"), [([], 0), (["--require"], 1)])
def test_without_the_texts_the_gate_says_so(
    flags: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([*flags, "--shared", str(tmp_path)])

    assert status == code
    assert "skipped" in capsys.readouterr().out


def test_the_floors_are_not_below_where_the_project_started() -> None:
    start = {"actor_f1": 0.88, "quote_f1": 0.88, "key_point_precision_at_5": 0.68}

    floors = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))

    assert all(floors["briefs"]["floors"][key] >= value for key, value in start.items())
