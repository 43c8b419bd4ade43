"""Make briefs in worker processes that load the language model once."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import summarise.worker
from fetch.errors import FetchError
from summarise.model import Brief, BriefRequest, Coverage
from summarise.version import refused_models
from tui.headless.services.model_check import has_english_model, refuse_changed_models
from tui.headless.services.worker_pool import ComputePool
from tui.headless.words.model_words import NO_ENGLISH

MOST_WORKERS = 4
"""Each holds a language model, about 200 MiB; more of them than this outrun no disk or network."""

_NICENESS = 12
"""Briefs are made of what is free while feeds are read: the list comes first."""

SECONDS = 120.0
"""Four times what the longest text that is read takes on a busy machine."""


def worker_count(asked: int) -> int:
    """Return how many workers make briefs: as asked, or one less than there are cores for 0."""
    return asked or max(1, min(MOST_WORKERS, (os.cpu_count() or 2) - 1))


def page_worker_count() -> int:
    """Return how many workers read feeds and pages."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 2))


def brief_pool(
    workers: int, key_point_count: int, *, state: Path, warn: Callable[[str], None]
) -> ComputePool:
    """Return a pool whose workers make briefs, with models whose files are as they must be.

    Args:
        workers: how many.
        key_point_count: of each brief.
        state: the folder that notes which models were verified.
        warn: is told of models that are not used, and of one that is missing.
    """
    for model in refuse_changed_models(state):
        if model.problem:
            warn(model.problem)
    if not has_english_model():
        warn(NO_ENGLISH)
    return ComputePool(
        worker_count=workers,
        initialiser_module=summarise.worker.__name__,
        initialiser_arguments=(key_point_count, refused_models()),
        niceness=_NICENESS,
    )


class PooledBriefer:
    """Briefs made in the pool: satisfies `tui.headless.services.refresh.whole_refresh.Briefer`."""

    def __init__(self, pool: ComputePool, *, seconds: float = SECONDS) -> None:
        self._pool = pool
        self._seconds = seconds
        self._warming: asyncio.Future[None] | None = None

    def prepare(self) -> None:
        """Have the workers started and their model loaded: there will be texts."""
        if self._warming is None:
            self._warming = asyncio.ensure_future(self._warm())

    async def _warm(self) -> None:
        # A worker that can't start says so again, and is heard, when a text is given to it.
        with suppress(FetchError):
            await self._pool.run(summarise.worker.is_ready, timeout_seconds=SECONDS)

    async def brief(self, request: BriefRequest) -> Brief:
        """Return the brief of an article. Raises FetchError when the worker had to be stopped."""
        return await self._pool.run(
            summarise.worker.make_brief, request, timeout_seconds=self._seconds
        )


def no_brief(request: BriefRequest, pipeline: str, reason: str) -> Brief:
    """Return the brief of a text that could not be summarised, so that it is not tried for ever."""
    return Brief(
        id=request.id,
        title=request.title,
        language=request.language,
        published=request.published,
        pipeline=pipeline,
        coverage=Coverage.EMPTY,
        text=request.text,
        note=f"There is no brief of this text. {reason}",
    )
