"""Worker processes: a document that hangs or kills its worker costs itself and no other."""

import logging
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from pipeline.records import Failure
from pipeline.run.store import Stage
from pipeline.run.worker import Basis, Task, process

log = logging.getLogger(__name__)

Outcome = dict[str, Stage] | Failure


def run_tasks(basis: Basis, tasks: Sequence[Task], *, jobs: int, seconds: float) -> Iterator[tuple[Task, Outcome]]:
    """Does tasks in worker processes and gives each with its outcome, as they end.

    Args:
        basis: what all documents are made from.
        tasks: the documents to do.
        jobs: number of worker processes.
        seconds: how long one document may take; the first of each worker also loads the models in that time.

    Raises:
        OboegakiError: the configuration can't be used, which concerns every document.
    """
    context = multiprocessing.get_context("spawn")
    # Two workers on two cores fight when each has a thread of BLAS for every core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPool(max_workers=max(1, min(jobs, len(tasks))), context=context) as pool:
        pending: dict[Future[dict[str, Stage]], Task] = {}
        try:
            for task in tasks:
                pending[pool.schedule(process, args=(basis, task), timeout=seconds)] = task
            while pending:
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield pending.pop(future), _outcome(future, seconds)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _outcome(future: "Future[dict[str, Stage]]", seconds: float) -> Outcome:
    try:
        return future.result()
    except TimeoutError:
        return Failure("timed_out", f"not done after {seconds:g} s (limits.seconds in settings.yml)")
    except (ProcessExpired, BrokenProcessPool) as error:
        return Failure("crashed", f"the worker process died: {error}")
    except MemoryError:
        return Failure("crashed", "there was not enough memory for it")
