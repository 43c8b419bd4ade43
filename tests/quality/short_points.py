"""How well key points are shortened, on the briefs that the summaries are scored by."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from summarise.compression.short_form import short_form
from summarise.model import Brief
from tests.quality.reading import save_briefs, save_lines
from tests.quality.scripts import script_figures

FIRST_POINTS = 3
"""As many as the summaries are scored by."""
MOST_WORDS = 25


def shown_points(brief: Brief) -> tuple[str, ...]:
    """Return the key points of a brief as a reader sees them."""
    return tuple(short_form(brief.text, it) or it.text for it in brief.key_points)


def with_short_points(brief: Brief) -> Brief:
    """Return a brief whose key points have the words that a reader sees."""
    pairs = zip(brief.key_points, shown_points(brief), strict=True)
    return replace(brief, key_points=tuple(replace(it, text=said) for it, said in pairs))


def shortened(briefs: Sequence[Brief]) -> Iterator[tuple[str, str, str]]:
    """Yield each shortened key point: a name for it, the sentence, and its short form."""
    for brief in briefs:
        for number, point in enumerate(brief.key_points):
            if point.shown:
                sentence = " ".join(point.span.of(brief.text).split())
                yield f"{brief.id}-{number}", sentence, short_form(brief.text, point)


def short_point_figures(
    evaluation: Path, workplace: Path, briefs: Sequence[Brief], *, gold: Path, whole: float
) -> dict[str, float]:
    """Score the short forms.

    Args:
        gold: the reference summaries of the same articles.
        whole: what the whole points get in ROUGE-2.
    """
    pairs = list(shortened(briefs))
    sentences = save_lines(
        workplace / "sentences.jsonl", [{"id": name, "sentence": it} for name, it, _ in pairs]
    )
    shorts = save_lines(
        workplace / "shorts.jsonl", [{"id": name, "compression": it} for name, _, it in pairs]
    )
    checked = script_figures((evaluation / "score_compression.py", sentences, shorts, "--json"))
    said = save_briefs(workplace / "short-briefs.jsonl", [with_short_points(it) for it in briefs])
    script = evaluation / "score_summaries.py"
    scored = script_figures((script, "score", gold, said, "--json"))
    shown = [it for brief in briefs for it in shown_points(brief)[:FIRST_POINTS]]
    return {
        "short_count": float(len(pairs)),
        "short_safe": checked["all_checks_passed"],
        "short_unordered": checked["fail_subset"],
        "short_within_25": sum(len(it.split()) <= MOST_WORDS for it in shown) / len(shown),
        "short_loss_rouge2": round(whole - scored["key_points_rouge2"], 2),
    }
