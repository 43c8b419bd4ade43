"""Processes that begin with everything loaded: a hundred of them start in seconds."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import ParamSpec

P = ParamSpec("P")


def start(work: Callable[P, None], *arguments: P.args, **_: P.kwargs) -> ForkServerProcess:
    """Begin work in a process of its own, which ends with this one."""
    process = _context().Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def start_with_children(
    work: Callable[P, None], *arguments: P.args, **_: P.kwargs
) -> ForkServerProcess:
    """Begin work in a process of its own that may start others."""
    process = _context().Process(target=work, args=arguments)
    process.start()
    return process


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.durability.processes.preloading"])
    return context
