"""Fixtures of the review's tests."""

import pytest

from pipeline.review.accept import accept
from pipeline.run.ingest import ingest
from pipeline.workspace import Workspace
from tests.review.reviewed import ORGANISATIONS, OTHER, TEXT, MakeWorkspace


@pytest.fixture
def workspace(without_workers: None, make_workspace: MakeWorkspace) -> Workspace:
    made = make_workspace({"raw/a.txt": TEXT, "raw/b.txt": OTHER, "config/organisations.yml": ORGANISATIONS})
    ingest(made, jobs=1)
    accept(made)
    return made
