"""Worker processes: a document that hangs or kills its worker costs itself and no other."""

import logging
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from pipeline.config import Configuration
from pipeline.errors import OboegakiError
from pipeline.records import Failure
from pipeline.run.store import Stage
from pipeline.run.worker import Task, Versions, process, start

log = logging.getLogger(__name__)

Outcome = dict[str, Stage] | Failure


def run_tasks(
    versions: Versions, configuration: Configuration, tasks: Sequence[Task], *, jobs: int
) -> Iterator[tuple[Task, Outcome]]:
    """Does tasks in worker processes and gives each with its outcome, as they end.

    Args:
        versions: what all documents are made from.
        configuration: sent to each worker once.
        tasks: the documents to do.
        jobs: number of worker processes.

    Raises:
        OboegakiError: the configuration can't be used, which concerns every document.
    """
    # The first document of each worker also loads the models in its time.
    seconds = configuration.settings.limits.seconds
    context = multiprocessing.get_context("spawn")
    # Two workers on two cores fight when each has a thread of BLAS for every core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    workers = max(1, min(jobs, len(tasks)))
    with ProcessPool(max_workers=workers, context=context, initializer=start, initargs=[configuration]) as pool:
        pending: dict[Future[dict[str, Stage]], Task] = {}
        try:
            for task in tasks:
                pending[pool.schedule(process, args=(versions, task), timeout=seconds)] = task
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
    except OboegakiError:
        raise
    except TimeoutError:
        return Failure("timed_out", f"not done after {seconds:g} s (limits.seconds in settings.yml)")
    except (ProcessExpired, BrokenProcessPool) as error:
        return Failure("crashed", f"the worker process died: {error}")
    except MemoryError:
        return Failure("crashed", "there was not enough memory for it")
    except Exception as error:
        # Whatever a document does to the program is that document's outcome, and the others go on.
        log.error("unexpected error", exc_info=error)
        return Failure("crashed", f"unexpected {type(error).__name__}: {error}; please report this document")
