"""Fixtures of the review's tests."""

from collections.abc import Iterator, Sequence

import pytest

from pipeline.config import Configuration
from pipeline.run import documents
from pipeline.run.worker import Outcome, Task, Versions, process, start


@pytest.fixture
def _without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read in the test's own process: what workers are for is tested elsewhere, and each costs seconds."""

    def in_this_process(
        versions: Versions, configuration: Configuration, tasks: Sequence[Task], *, jobs: int
    ) -> Iterator[tuple[Task, Outcome]]:
        start(configuration)
        for task in tasks:
            yield task, process(versions, task)

    monkeypatch.setattr(documents, "run_tasks", in_this_process)
