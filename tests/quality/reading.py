"""Briefs of many texts at once, by the pipeline itself."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from summarise.brief.brief_json import brief_to_json
from summarise.model import Brief, BriefRequest
from summarise.worker import initialise, make_brief

WORKERS = 2


class Reader(Protocol):
    """Gives the briefs of texts."""

    def __call__(self, requests: Sequence[BriefRequest]) -> list[Brief]:
        """Return the briefs in the order of the requests."""
        ...


@contextmanager
def readers() -> Iterator[Reader]:
    """Give a reader that keeps two processes at work."""
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), initialise) as pool:

        def read(requests: Sequence[BriefRequest]) -> list[Brief]:
            return list(pool.map(make_brief, requests, chunksize=4))

        yield read


def load_lines(path: Path, most: int | None = None) -> list[dict[str, Any]]:
    """Return the first JSON objects of a file of one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()[:most]
    return [json.loads(line) for line in lines]


def save_lines(path: Path, documents: Sequence[object]) -> Path:
    """Write JSON objects, one a line, and return where."""
    lines = [json.dumps(document, ensure_ascii=False) + "\n" for document in documents]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def save_briefs(path: Path, briefs: Sequence[Brief]) -> Path:
    """Write briefs in the form that the program prints, and return where."""
    return save_lines(path, [brief_to_json(brief) for brief in briefs])
