"""What the scorers count, on small texts of our own."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from summarise.model import Actor, ActorKind, Brief, BriefRequest, Coverage, KeyPoint, Mention, Span
from summarise.pipeline import Pipeline
from tests.quality.entities import entity_figures
from tests.quality.mixed_stories import mixed_figures
from tests.quality.points import faults
from tests.quality.pronouns import load_linked, pronoun_figures
from tests.quality.prose import Story, is_prose, prose_figures

TAGGED = """-DOCSTART- - - O

The 0 3 I-ORG
Harbour 4 11 I-ORG
Board 12 17 I-ORG
hired 18 23 O
Mara 24 28 I-PER
Quill 29 34 I-PER
in 35 37 O
Osterby 38 45 I-LOC
. 46 47 O
"""

LINKED = """# meta::title = A title
# newpar
1\tMara\tMara\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-n-cf1-1-coref
2\tQuill\tQuill\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
4\tshe\tshe\tPRON\tPRP\t_\t5\tnsubj\t_\tEntity=(1-person-giv-n-cf1-1-ana)
5\tleft\tleave\tVERB\tVBD\t_\t3\tccomp\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


def _brief(text: str, *, actors: Sequence[Actor] = (), points: Sequence[str] = ()) -> Brief:
    starts = [text.index(point) for point in points]
    return Brief(
        id="1",
        pipeline="test",
        coverage=Coverage.FULL,
        text=text,
        actors=tuple(actors),
        key_points=tuple(
            KeyPoint(text=point, span=Span(start=start, end=start + len(point)))
            for point, start in zip(points, starts, strict=True)
        ),
    )


def test_names_are_compared_without_the_article(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text(TAGGED, encoding="utf-8")

    def read(requests: Sequence[BriefRequest]) -> list[Brief]:
        text = requests[0].text
        start = text.index("Harbour Board")
        mention = Mention(span=Span(start=start, end=start + len("Harbour Board")))
        kind = ActorKind.ORGANISATION
        return [_brief(text, actors=[Actor(name="Harbour Board", kind=kind, mentions=(mention,))])]

    figures = entity_figures(path, read, Pipeline().load().annotate, most=1)

    assert figures["brief_f1"] == 0.5
    assert figures["person_f1"] == 1.0
    assert figures["prose_organisation_f1"] == 1.0
    assert figures["prose_person_f1"] == 0.0


def test_a_linked_text_is_put_together_again(tmp_path: Path) -> None:
    path = tmp_path / "one.conllu"
    path.write_text(LINKED, encoding="utf-8")

    linked = load_linked(path)

    assert linked.text == "Mara Quill said she left."
    assert linked.names == {(0, 10): "1"}
    assert linked.pronouns == {(16, 19): "1"}


def test_an_unresolved_pronoun_costs_recall_only(tmp_path: Path) -> None:
    (tmp_path / "one.conllu").write_text(LINKED, encoding="utf-8")
    (tmp_path / "two.conllu").write_text(LINKED, encoding="utf-8")
    name = Mention(span=Span(start=0, end=10))
    pronoun = Mention(span=Span(start=16, end=19), is_pronoun=True)

    def read(requests: Sequence[BriefRequest]) -> list[Brief]:
        return [
            _brief(
                requests[number].text,
                actors=[Actor(name="Mara Quill", kind=ActorKind.PERSON, mentions=mentions)],
            )
            for number, mentions in enumerate([(name, pronoun), (name,)])
        ]

    figures = pronoun_figures(tmp_path, read)

    assert figures == {"recall": 0.5, "precision": 1.0, "named_precision": 1.0, "pronouns": 2.0}


def test_a_clean_point_has_no_fault() -> None:
    point = "The harbour board will close the old ferry pier in March."

    assert faults(_brief(point, points=[point]), 0) == []


def test_a_point_hangs_when_the_sentence_before_is_not_shown() -> None:
    first = "The harbour board met on Monday in Osterby."
    second = "She said that nobody had asked the fishermen about it."
    text = f"{first} {second}"

    assert faults(_brief(text, points=[second]), 0) == ["hangs"]
    assert faults(_brief(text, points=[first, second]), 1) == []


def test_an_open_quotation_and_a_missing_end_are_faults() -> None:
    point = 'The mayor said that "nobody had asked the fishermen'

    assert faults(_brief(point, points=[point]), 0) == ["cut", "unended"]


def test_prose_that_an_article_lacks_was_taken() -> None:
    sentences = (
        "Mara Quill was hired by the harbour board on Monday.",
        "“She knows every stone of the quay,” the board said.",
        "Read more about the quay in our pages on Sunday.",
        "Nobody spoke.",
    )
    story = Story(id="a", title="Board hires Quill", sentences=sentences)
    whole = {"a": {"text": "\n\n".join(sentences[:2])}}
    half = {"a": {"text": sentences[0]}}

    assert [is_prose(it) for it in sentences] == [True, True, False, False]
    assert prose_figures([story], whole)["taken_per_10000"] == 0
    assert prose_figures([story], half)["taken_per_10000"] == 5000
    assert prose_figures([story], {})["missing"] == 1


def test_a_foreign_article_costs_precision_and_a_partner_that_was_missed_costs_recall() -> None:
    events = {"a": "fire", "b": "fire", "c": "vote", "d": "vote"}
    stories = {"a": "a", "b": "a", "x": "a", "c": "c", "d": "d", "y": "y"}
    placed = [{"id": name, "story": story} for name, story in stories.items()]

    figures = mixed_figures(placed, events, drawn={"c", "d", "x", "y"})

    assert figures["pairs_not_foreign"] == pytest.approx(1 / 3)
    assert figures["drawn_precision"] == 0
    assert figures["drawn_recall"] == 0
    assert 0 < figures["bcubed_f1"] < 1
