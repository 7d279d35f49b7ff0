"""Fixtures of the review's tests."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from pipeline.config import Configuration
from pipeline.review.accept import accept
from pipeline.run import documents
from pipeline.run.ingest import ingest
from pipeline.run.tasks import Outcome, Task, Versions
from pipeline.run.worker import process, start
from pipeline.workspace import Workspace
from tests.review.reviewed import ORGANISATIONS, OTHER, TEXT, MakeWorkspace


@pytest.fixture
def _without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read in the test's own process: what workers are for is tested elsewhere, and each costs seconds."""

    def in_this_process(
        versions: Versions,
        configuration: Configuration,
        tasks: Sequence[Task],
        *,
        jobs: int,
        meanwhile: Callable[[], object],
    ) -> Iterator[tuple[Task, Outcome]]:
        meanwhile()
        start(configuration)
        for task in tasks:
            yield task, process(versions, task)

    monkeypatch.setattr(documents, "run_tasks", in_this_process)


@pytest.fixture
def workspace(_without_workers: None, make_workspace: MakeWorkspace) -> Workspace:
    made = make_workspace({"raw/a.txt": TEXT, "raw/b.txt": OTHER, "config/organisations.yml": ORGANISATIONS})
    ingest(made, jobs=1)
    accept(made)
    return made
