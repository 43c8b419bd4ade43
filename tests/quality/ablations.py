"""What each step of a brief is worth: the figures with one step left out at a time.

    python -m tests.quality.ablations [--shared DIR] [STEP …]

prints a table in Markdown: the first row has the whole, the others the difference to it. Sets: the
annotated articles, PolNeAR, CoNLL++ and GUM news, as in the quality gate.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace

from summarise import pipeline as pipeline_module
from summarise.actors.definite_descriptions import DescriptionResolver
from summarise.actors.described_roles import DescribedRoleFinder
from summarise.actors.pronouns import PronounResolver, Resolution
from summarise.actors.pseudo_titles import PseudoTitleJudge
from summarise.actors.roles import RoleFinder
from summarise.lexicon.vocabulary import gazetteer
from summarise.model import Brief, BriefRequest
from summarise.names.aliases import AliasJoiner
from summarise.names.kinds import name_kinds
from summarise.names.kinds.context_evidence import SurroundingEvidence
from summarise.names.kinds.name_kinds import KindJudge
from summarise.names.name_mentions import NameFinder
from summarise.names.organisation_forms import OrganisationForms
from summarise.parse import quotation_frames
from summarise.pipeline import Pipeline
from summarise.points import key_points
from summarise.points.key_points import Weights
from summarise.speech.quoted_pronouns import QuotedPronounResolver
from summarise.speech.quotes import QuoteFinder
from tests.quality import entities
from tests.quality.entities import entity_figures
from tests.quality.gate import ENTITY_TEXTS, REPOSITORY
from tests.quality.pronouns import pronoun_figures
from tests.quality.reading import WORKERS, load_lines, save_briefs
from tests.quality.scripts import quote_figures, script_figures

WHOLE = "everything"
COLUMNS = {
    "actors F1": ("briefs", "actor_f1"),
    "kind": ("briefs", "actor_kind"),
    "alias": ("briefs", "alias_recall"),
    "role": ("briefs", "role_recall"),
    "main 10": ("briefs", "main_actors_at_10"),
    "quote+speaker": ("briefs", "quote_attributed_f1"),
    "reported+speaker": ("briefs", "reported_attributed_f1"),
    "points P@5": ("briefs", "key_point_precision_at_5"),
    "essential": ("briefs", "essential_recall_at_5"),
    "PolNeAR": ("quotes", "attributed_f1"),
    "names": ("entities", "f1"),
    "he/she": ("pronouns", "recall"),
}
Patch = Callable[[], Any]


def _attribute(owner: object, name: str, value: object) -> Patch:
    return partial(patch.object, owner, name, value)


def _nothing(*_: object, **__: object) -> list[Any]:
    return []


def _none(*_: object, **__: object) -> None:
    return None


def _false(*_: object, **__: object) -> bool:
    return False


def _empty_lists() -> object:
    known = gazetteer()
    return replace(
        known, **{name: type(getattr(known, name))() for name in known.__struct_fields__}
    )


def _labels_only(evidence: SurroundingEvidence, mention: Any) -> Any:
    return evidence.labels(mention)


def _whole_name(_: NameFinder, name: Any) -> Any:
    return (name,)


def _weight_off(name: str) -> Patch:
    return _attribute(key_points, "Weights", partial(Weights, **{name: 0.0}))


STEPS: Mapping[str, Sequence[Patch]] = {
    WHOLE: (),
    "the model's labels": (_attribute(SurroundingEvidence, "labels", _nothing),),
    "the words around a name": (_attribute(SurroundingEvidence, "votes", _labels_only),),
    "lists of names": (
        _attribute(pipeline_module, "gazetteer", _empty_lists),
        _attribute(entities, "gazetteer", _empty_lists),
    ),
    "kinds spread to surnames": (_attribute(KindJudge, "_spread_surnames", _none),),
    "kinds spread to initials, companies": (
        _attribute(KindJudge, "_spread_initials", _none),
        _attribute(KindJudge, "_spread_companies", _none),
    ),
    "kinds shared by a list": (_attribute(name_kinds, "vote_by_lists", _none),),
    "names that run together parted": (
        _attribute(NameFinder, "_two_known", _whole_name),
        _attribute(NameFinder, "_place_and_person", _whole_name),
    ),
    "surnames joined": (_attribute(AliasJoiner, "_bearer", _none),),
    "organisations joined": (_attribute(OrganisationForms, "is_same", _false),),
    "spellings joined": (_attribute(AliasJoiner, "_merge_spellings", _none),),
    "roles shared by a list": (_attribute(RoleFinder, "shared", _none),),
    "roles by the noun before a name": (_attribute(PseudoTitleJudge, "is_noun_of", _false),),
    "roles told in another sentence": (_attribute(DescribedRoleFinder, "role", _none),),
    "descriptions": (_attribute(DescriptionResolver, "resolve", lambda *_: {}),),
    "he and she": (
        _attribute(PronounResolver, "resolve", lambda _: Resolution(actors={}, nouns={})),
        _attribute(QuotedPronounResolver, "resolve", lambda _: {}),
    ),
    "he and she in quoted words": (_attribute(QuotedPronounResolver, "resolve", lambda _: {}),),
    "stand-ins for quotations": (_attribute(quotation_frames, "stands_alone", _false),),
    "quotations without a verb": (_attribute(QuoteFinder, "_floating", _none),),
    "points: centrality": (_weight_off("central"),),
    "points: the lead": (_weight_off("lead"),),
    "points: the title": (_weight_off("title"),),
    "points: topic words": (_weight_off("topic"),),
    "points: actors": (_weight_off("actors"),),
    "points: figures": (_weight_off("figure"),),
    "points: sentences that follow on": (_attribute(key_points, "_is_explained", _false),),
}


@contextmanager
def without(step: str) -> Iterator[None]:
    """Leave one step out."""
    with ExitStack() as stack:
        for make in STEPS[step]:
            stack.enter_context(make())
        yield


def measure(step: str, shared: Path) -> dict[str, float]:
    """Return the figures by column, without one step."""
    evaluation = shared / "eval"
    gold = evaluation / "briefs" / "dev.jsonl"
    with without(step), tempfile.TemporaryDirectory() as folder:
        reader = Pipeline()

        def read(requests: Sequence[BriefRequest]) -> list[Brief]:
            return [reader.brief(request) for request in requests]

        requests = [_request(row) for row in load_lines(gold)]
        made = save_briefs(Path(folder) / "briefs.jsonl", read(requests))
        figures = {
            "briefs": script_figures((evaluation / "score_briefs.py", gold, made, "--json")),
            "quotes": quote_figures(evaluation, Path(folder), read),
            "entities": entity_figures(
                evaluation / "entities" / "conllpp2020.txt",
                read,
                reader.load().annotate,
                most=ENTITY_TEXTS,
            ),
            "pronouns": pronoun_figures(evaluation / "entities" / "gum", read),
        }
    return {name: figures[part][key] for name, (part, key) in COLUMNS.items()}


def _request(row: Mapping[str, Any]) -> BriefRequest:
    moment = row.get("published")
    return BriefRequest(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=datetime.fromisoformat(moment) if moment else None,
    )


def table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return the figures of the whole, and what each step changes, as Markdown."""
    lines = ["| without | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    whole = rows[WHOLE]
    for step, figures in rows.items():
        cells = [
            f"{figures[name]:.3f}" if step == WHOLE else _change(figures[name] - whole[name])
            for name in COLUMNS
        ]
        lines.append(f"| {step if step != WHOLE else 'nothing'} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _change(value: float) -> str:
    return "" if abs(value) < 0.0005 else f"{value:+.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="ablations", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help="these steps only")
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    options = parser.parse_args(arguments)
    steps = [WHOLE, *(options.steps or [step for step in STEPS if step != WHOLE])]
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), max_tasks_per_child=1) as pool:
        found = pool.map(partial(measure, shared=options.shared), steps)
        rows = dict(zip(steps, found, strict=True))
    sys.stdout.write(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
