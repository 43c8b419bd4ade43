"""Entry points of a worker process: load the models once, make briefs.

What reads texts is imported when a worker starts, never by the process that starts it.
"""

import os
from typing import TYPE_CHECKING

from summarise.model import DEFAULT_POINTS, Brief, BriefRequest
from summarise.version import refuse_models

if TYPE_CHECKING:
    from summarise.pipeline import Pipeline

_NICENESS = 5
_pipelines: dict[str, "Pipeline"] = {}
_THE = "pipeline"


def initialise(key_point_count: int = DEFAULT_POINTS, refused: tuple[str, ...] = ()) -> None:
    """Load the pipeline of this process, and let others go before it: nobody waits for a brief.

    Args:
        key_point_count: how many key points a brief has.
        refused: models that must not be loaded.
    """
    from summarise.pipeline import Pipeline  # noqa: PLC0415

    refuse_models(refused)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    pipeline = Pipeline(key_point_count)
    pipeline.warm()
    _pipelines[_THE] = pipeline


def make_brief(request: BriefRequest) -> Brief:
    """Return the brief of an article; loads the pipeline if nobody did."""
    if _THE not in _pipelines:
        initialise()
    return _pipelines[_THE].brief(request)


def is_ready() -> bool:
    """Return whether the pipeline is loaded; a first task for a worker that is to get ready."""
    return _THE in _pipelines
