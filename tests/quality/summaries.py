"""Key points against reference summaries."""

from pathlib import Path

from summarise.model import BriefRequest
from tests.quality.reading import Reader, load_lines, save_briefs, save_lines
from tests.quality.scripts import script_figures
from tests.quality.short_points import short_point_figures

ROUGE_KINDS = ("rouge1", "rouge2", "rougeL")


def summary_figures(
    evaluation: Path, workplace: Path, read: Reader, *, name: str, most: int
) -> dict[str, float]:
    """Score three key points against reference summaries, less what three first sentences get.

    Their short forms are scored with them.
    """
    script = evaluation / "score_summaries.py"
    golds = load_lines(evaluation / "summaries" / f"{name}.jsonl", most)
    sample = save_lines(workplace / f"{name}-gold.jsonl", golds)
    requests = [
        BriefRequest(
            id=gold["id"], title=gold.get("title", ""), text="\n\n".join(gold["paragraphs"])
        )
        for gold in golds
    ]
    made = read(requests)
    briefs = save_briefs(workplace / f"{name}.jsonl", made)
    figures = script_figures((script, "score", sample, briefs, "--json"))
    gains = {
        f"gain_{kind}": round(figures[f"key_points_{kind}"] - figures[f"lead3_{kind}"], 2)
        for kind in ROUGE_KINDS
    }
    whole = figures["key_points_rouge2"]
    return gains | short_point_figures(evaluation, workplace, made, gold=sample, whole=whole)
