"""Whole briefs: what every text must give, whatever it is."""

import subprocess
import sys

import pytest

from summarise.model import ActorKind, Brief, BriefRequest, Coverage
from summarise.pipeline import Pipeline
from summarise.points.key_points import LEAST_POINTS
from summarise.version import pipeline_version
from tests.summarise.conftest import BriefMaker

STORY = """The harbour town of Whitmouth will lose its fishing fleet after Ocean Foods Ltd \
decided on Monday to sell all 14 of its boats.

Helen Marsh, the chief executive of Ocean Foods Ltd, said rising fuel prices had left the company \
no choice. “We have looked at every other way,” she told reporters in London.

About 230 people work on the boats. The company has promised them £3m in compensation.

Mayor Karl Vogel called the decision “a bitter day for the whole town” and urged the government \
to buy the fleet. “We will not let it end like this,” Vogel said.

The fleet has sailed from Whitmouth since 1911. A first attempt to sell it failed in March 2019."""


def test_a_story_gives_every_part(brief_of: BriefMaker) -> None:
    brief = brief_of(STORY, title="Ocean Foods sells Whitmouth fleet")

    assert brief.coverage is Coverage.FULL
    assert brief.note == ""
    assert brief.text == STORY
    assert len(brief.key_points) == 5
    by_name = {actor.name: actor for actor in brief.actors}
    assert by_name["Helen Marsh"].role.startswith("the chief executive")
    assert by_name["Ocean Foods Ltd"].kind is ActorKind.ORGANISATION
    assert {q.speaker for q in brief.quotes} == {"Helen Marsh", "Karl Vogel"}
    assert {f.value for f in brief.figures} >= {14, 230, 3_000_000}
    assert [e.when for e in brief.timeline][:1] == ["since 1911"]


def test_points_name_their_actors(brief_of: BriefMaker) -> None:
    brief = brief_of(STORY)

    assert "Ocean Foods Ltd" in brief.key_points[0].actors


def test_acts_read_as_clauses(brief_of: BriefMaker) -> None:
    brief = brief_of(STORY)

    acts = {act.text for actor in brief.actors for act in actor.acts}
    assert "urged the government to buy the fleet" in acts


def test_briefs_are_the_same_each_time(brief_of: BriefMaker) -> None:
    assert brief_of(STORY) == brief_of(STORY)


@pytest.mark.parametrize("text", ["", " \n\n ", "!!! 123 ...", "Hello."])
def test_what_has_no_words_is_empty_with_a_reason(brief_of: BriefMaker, text: str) -> None:
    brief = brief_of(text)

    assert brief.coverage is Coverage.EMPTY
    assert brief.note


def test_headings_alone_are_no_prose(brief_of: BriefMaker) -> None:
    brief = brief_of("World news today\n\nSports and weather\n\nOpinion and letters")

    assert brief.coverage is Coverage.EMPTY
    assert "whole sentences" in brief.note


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "de",
            "Die Stadt verkauft das alte Rathaus am Fluss. Bürgermeister Karl Vogel nannte den "
            "Verkauf gestern notwendig. Viele Bürger protestierten vor dem Gebäude.",
            "Karl Vogel",
        ),
        (
            "es",
            "La ciudad vende su antiguo ayuntamiento. El alcalde Luis Moreno habló ayer de una "
            "decisión necesaria. Los vecinos protestaron ante el edificio.",
            "Luis Moreno",
        ),
    ],
)
def test_other_languages_give_points_and_plain_names(
    brief_of: BriefMaker, language: str, text: str, name: str
) -> None:
    brief = brief_of(text, language="")

    assert brief.language == language
    assert brief.coverage is Coverage.POINTS
    assert len(brief.key_points) >= LEAST_POINTS
    assert any(name in actor.name for actor in brief.actors)
    assert {actor.kind for actor in brief.actors} == {ActorKind.NAME}
    assert "English" in brief.note


@pytest.mark.parametrize(
    "text",
    [
        "今天市议会决定出售旧市政厅。许多居民在大楼前抗议。市长说这个决定是必要的。",
        "قرر مجلس المدينة بيع المبنى القديم. واحتج كثير من السكان أمام المبنى. "
        "وقال العمدة إن القرار ضروري.",
        "Городской совет решил продать старую ратушу. Многие жители протестовали. "
        "Мэр Иван Петров сказал, что это нужно.",
    ],
)
def test_other_scripts_give_points(brief_of: BriefMaker, text: str) -> None:
    brief = brief_of(text, language="")

    assert brief.coverage is Coverage.POINTS
    assert len(brief.key_points) == 3


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(
            f"{hour}:30\n\nPolice moved {hour} people out of Leeds." for hour in range(9, 19)
        ),
        "Q: What happened to the mill?\n\nA: The mill closed, says Ann.\n\nVOGEL: It did not.",
        "\n".join(f"- The mill number {i} closed in the spring" for i in range(40)),
        "LEEDS (AP) — THE MILL BY THE RIVER CLOSED ON MONDAY. NO REASON WAS GIVEN.",
        "The mill by the river closed on Monday, and will not open again before May.",
        '"' * 400 + " said Ann Marsh of the mill. " + "“" * 400,
        "The (mill " * 500,
        "Bob's " * 2_000,
        "The man\x00 said \u202e“hello there my friend” on \ud800 Monday at the mill.",
        "The mill closed.The town mourned.Nobody spoke.",
    ],
)
def test_odd_texts_give_a_brief_or_a_reason(brief_of: BriefMaker, text: str) -> None:
    brief = brief_of(text)

    assert brief.text == text
    assert brief.key_points or brief.note


def test_a_long_text_ends_in_time(pipeline: Pipeline) -> None:
    text = "\n\n".join(STORY.replace("14", str(number)) for number in range(20, 60))

    brief = pipeline.brief(BriefRequest(id="a", text=text, language="en"))

    assert len(brief.key_points) == 5


def spans_hold(brief: Brief) -> bool:
    shown = [
        *((p.span, p.text) for p in brief.key_points),
        *((q.span, q.text) for q in brief.quotes),
        *((f.span, f.text) for f in brief.figures),
    ]
    named = (m.span for a in brief.actors for m in a.mentions)
    acts = (a.span for actor in brief.actors for a in actor.acts)
    events = (s for e in brief.timeline for s in (e.span, e.when_span))
    return all(span.of(brief.text) == text for span, text in shown) and all(
        span.of(brief.text) for span in (*named, *acts, *events)
    )


def test_spans_slice_the_text(brief_of: BriefMaker) -> None:
    assert spans_hold(brief_of(STORY))


def test_the_version_names_the_model_without_loading_it() -> None:
    code = (
        "import sys; from summarise.pipeline import pipeline_version; print(pipeline_version());"
        "sys.exit(any(m in sys.modules for m in ('spacy', 'sumy', 'py3langid', 'en_core_web_sm')))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == pipeline_version()
    assert "en_core_web" in answer.stdout or "mooring" in answer.stdout
