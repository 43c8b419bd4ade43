"""The entry points of a worker process."""

import pickle

from summarise.model import BriefRequest
from summarise.worker import initialise, make_brief
from tests.summarise.test_pipeline import STORY


def test_requests_and_briefs_cross_processes() -> None:
    initialise(3)
    request = pickle.loads(pickle.dumps(BriefRequest(id="a", text=STORY)))  # noqa: S301  # our own

    brief = make_brief(request)

    assert len(brief.key_points) == 3
    assert pickle.loads(pickle.dumps(brief)) == brief  # noqa: S301  # our own
