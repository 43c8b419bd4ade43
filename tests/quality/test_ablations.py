"""Each step can be left out of a brief: the code that the ablations reach for is there."""

import pytest

from summarise.model import BriefRequest
from summarise.pipeline import Pipeline
from tests.quality.ablations import STEPS, without

TEXT = """The harbour town of Whitmouth will lose its fishing fleet after Ocean Foods Ltd decided \
on Monday to sell all 14 of its boats.

Helen Marsh, the chief executive of Ocean Foods, said she had no choice. “We have looked at every \
other way,” Marsh told reporters in London.

Mayor Karl Vogel called the decision “a bitter day for the whole town”. He urged the government \
to buy the fleet."""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize("step", STEPS)
def test_a_brief_is_made_without_it(step: str, pipeline: Pipeline) -> None:
    with without(step):
        brief = pipeline.brief(BriefRequest(id="a", title="Fleet sold", text=TEXT))

    assert brief.key_points
