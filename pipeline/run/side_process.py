"""A process beside this one: what it does needs no interpreter here, and its memory ends with it."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from pipeline.errors import OboegakiError
from pipeline.run.processes import start_process

_Value = TypeVar("_Value")
_Arguments = ParamSpec("_Arguments")


class SideProcess(Executor):
    """Calls functions in a process of its own, one after another; it starts with the first call.

    Functions, arguments and what is returned are pickled. Unlike `ProcessPoolExecutor` it leaves no process behind
    where this one is killed.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._started: tuple[BaseProcess, Connection] | None = None

    def submit(
        self, fn: Callable[_Arguments, _Value], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Value]:
        """Calls a function; what it raises is raised where its result is asked for.

        Its result raises OboegakiError where the process has died.
        """
        self._started = self._started or start_process(_serve)
        _, connection = self._started

        def call() -> _Value:
            try:
                connection.send((fn, args, kwargs))
                value, error = connection.recv()
            except (EOFError, OSError):
                raise OboegakiError(
                    "the process that writes the Parquet files has died; was memory short? Run again"
                ) from None
            if error is not None:
                raise error
            result: _Value = value
            return result

        return self._thread.submit(call)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the process, as soon as all calls are done if `wait`."""
        self._thread.shutdown(wait, cancel_futures=cancel_futures)
        if self._started:
            process, connection = self._started
            process.kill()
            process.join()
            connection.close()


def _serve(connection: Connection) -> None:
    os.setpgid(0, 0)  # Ctrl-C is its parent's matter
    while True:
        try:
            function, args, kwargs = connection.recv()
        except EOFError:  # the parent has ended, in whatever way
            return
        try:
            answer: tuple[object, Exception | None] = function(*args, **kwargs), None
        except Exception as error:  # noqa: BLE001 - it is raised in the parent
            answer = None, error
        connection.send(answer)
