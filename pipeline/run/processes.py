"""Processes that this one starts, each with a connection to it."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType


def start_process(serve: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Starts a process and gives our end of its connection; `serve` gets the other one, and is all that it does."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    with _without_main():
        process.start()
    theirs.close()  # or its end would not be seen here
    return process, ours


@contextmanager
def _without_main() -> Iterator[None]:
    """Hides the main module from a process that is started; it would import it first, and so run a script anew.

    Nothing of it is needed there, and the command line takes half a second.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
