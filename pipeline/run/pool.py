"""Worker processes: a document that hangs, grows without end or kills its worker costs itself and no other.

Each worker has a pipe of its own and does one document at a time, so it is always known which document it was
(docs/decisions/008-limits.md).
"""

import math
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import psutil

from pipeline.config import Configuration, Limits
from pipeline.errors import ModelError, OboegakiError
from pipeline.records import Failure
from pipeline.run.processes import start_process
from pipeline.run.store import Stage
from pipeline.run.tasks import Message, Outcome, Task, Versions, out_of_memory

# Seconds between two looks at what the workers take; memory can be filled with some 3 GB in a second.
_WATCH = 0.05
# When as many workers in a row have ended before they were ready, it is not the documents.
_STARTS = 3
_END = object()


@dataclass(frozen=True, slots=True)
class _End:
    """A worker that has died, or that has to."""

    failure: Failure


@dataclass(slots=True)
class _Worker:
    """A worker process as its parent sees it.

    Attributes:
        setup: what it asks for first; a worker that dies before it asks must not keep its parent waiting.
        task: what it does, or will do when it has started.
        started: whether it ever was ready.
        used: whether it has done a document before this one.
        deadline: when the task has to be done, by `time.monotonic()`; infinite while the clock stands.
        left: the seconds left to the task when the clock was stopped.
    """

    process: BaseProcess
    connection: Connection
    setup: tuple[Versions, Configuration]
    task: Task | None = None
    started: bool = False
    used: bool = False
    deadline: float = math.inf
    left: float = 0

    def give(self, task: Task, done: Mapping[str, Stage], seconds: float) -> None:
        """Sets it to work."""
        self.task, self.deadline = task, time.monotonic() + seconds
        with suppress(OSError):  # it has died, which is seen when it is listened to
            self.connection.send((task, done))

    def hear(self) -> "Message | Outcome | ModelError | _End":
        """Takes what it says."""
        try:
            heard: Message | Outcome | ModelError = self.connection.recv()
        except (EOFError, OSError):
            self.process.join(1)
            code = self.process.exitcode
            how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
            return _End(Failure("crashed", f"the worker process died ({how})"))
        if heard is Message.STARTED:
            with suppress(OSError):  # as in `give`
                self.connection.send(self.setup)
        elif heard is Message.READY:
            self.started = True
        elif heard is Message.LOADING:
            self.left, self.deadline = self.deadline - time.monotonic(), math.inf
        elif heard is Message.LOADED:
            self.deadline = time.monotonic() + self.left
        else:
            self.used, self.deadline = True, math.inf
        return heard

    def overrun(self, limits: Limits) -> _End | None:
        """Whether it exceeds a limit."""
        if time.monotonic() > self.deadline:
            return _End(Failure("timed_out", f"not done after {limits.seconds:g} s (limits.seconds in settings.yml)"))
        with suppress(psutil.Error):  # it has died, which is seen when it is listened to
            if psutil.Process(self.process.pid).memory_info().rss > limits.memory_megabytes * 1_000_000:
                return _End(out_of_memory(limits))
        return None

    def kill(self) -> None:
        """Ends it and whatever it has started, at once."""
        if self.process.pid is not None:
            with suppress(OSError):  # it has ended, or has not yet made its group
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


def run_tasks(
    versions: Versions,
    configuration: Configuration,
    tasks: Iterable[Task],
    *,
    jobs: int,
    done: Callable[[Task], Mapping[str, Stage]] = lambda task: {},
    meanwhile: Iterable[object] = (),
) -> Iterator[tuple[Task, Outcome]]:
    """Does tasks in worker processes and gives each with its outcome, as they end.

    Args:
        versions: what all documents are made from.
        configuration: sent to each worker once.
        tasks: the documents to do; they may be found out while the first worker starts, which takes it seconds.
        jobs: number of worker processes.
        done: gives the stages of a document that were done before, when it is its turn.
        meanwhile: what the parent does in steps while it has nothing to hear, as when they load models; maybe not to its end.

    Raises:
        OboegakiError: the configuration can't be used, which concerns every document, or no worker starts.
    """
    # Two workers on two cores fight when each has a thread of BLAS for every core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    limits = configuration.settings.limits
    workers = [_start(versions, configuration)]
    failed_starts = 0
    try:
        waiting = deque(tasks)
        workers += [_start(versions, configuration) for _ in range(min(jobs, len(waiting)) - 1)]
        steps, idle = iter(meanwhile), True
        while waiting or any(worker.task for worker in workers):
            heard = wait([worker.connection for worker in workers], timeout=0 if idle else _WATCH)
            if not heard and idle:
                began = time.monotonic()
                idle = next(steps, _END) is not _END
                # What was said since is not heard yet, and the time is no document's.
                for worker in workers:
                    worker.deadline += time.monotonic() - began
                continue
            for worker in tuple(workers):
                event = worker.hear() if worker.connection in heard else worker.overrun(limits)
                task = worker.task
                if isinstance(event, ModelError):
                    raise event
                if isinstance(event, _End):
                    worker.kill()
                    workers.remove(worker)
                    failed_starts = 0 if worker.started else failed_starts + 1
                    if failed_starts == _STARTS:
                        raise OboegakiError(f"no worker process can be started: {event.failure.message}")
                    if task and worker.started and (not worker.used or event.failure.status == "timed_out"):
                        yield task, event.failure
                        task = None
                    # What documents before it have left behind may have ended it: it is tried again on its own.
                    if task or waiting:
                        workers.append(_start(versions, configuration, task))
                elif event is Message.READY or isinstance(event, dict | Failure):
                    # The next one before this one's outcome is looked at, so that the worker has not to wait for that.
                    following = task if event is Message.READY else None
                    following = following or (waiting.popleft() if waiting else None)
                    worker.task = None
                    if following:
                        worker.give(following, done(following), limits.seconds)
                    if task and isinstance(event, dict | Failure):
                        yield task, event
    finally:
        for worker in workers:
            worker.kill()


def _start(versions: Versions, configuration: Configuration, task: Task | None = None) -> _Worker:
    return _Worker(*start_process(serve), (versions, configuration), task)


def serve(connection: Connection) -> None:
    """What a worker process does, of which the parent has to know no more than the name."""
    connection.send(Message.STARTED)
    from pipeline.run import worker  # with all finders: half a second that the parent does not need

    worker.serve(connection)
