"""Entry points for a pool of worker processes: the model is loaded once in each."""

from summarise.keypoints import DEFAULT_POINTS
from summarise.model import Brief
from summarise.pipeline import Pipeline
from summarise.ports import BriefRequest

_pipelines: dict[str, Pipeline] = {}
_THE = "pipeline"


def initialise(key_point_count: int = DEFAULT_POINTS) -> None:
    """Load the pipeline of this process."""
    pipeline = Pipeline(key_point_count)
    pipeline.load()
    _pipelines[_THE] = pipeline


def make_brief(request: BriefRequest) -> Brief:
    """Return the brief of an article; loads the pipeline if nobody did."""
    if _THE not in _pipelines:
        initialise()
    return _pipelines[_THE].brief(request)


def is_ready() -> bool:
    """Return whether the pipeline is loaded; a first task for a worker that is to get ready."""
    return _THE in _pipelines
