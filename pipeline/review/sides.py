"""Both sides of a review as they stand in the workspace's files: what is accepted, and what this run says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.review.accepted import Baseline, read_accepted, read_baseline
from pipeline.review.compare import Diff, Rows, compare
from pipeline.review.current import is_intact
from pipeline.run.inputs import load_run
from pipeline.schema import READ, TABLES
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Sides:
    """Both sides of a review as they stand in the workspace's files."""

    workspace: Workspace
    run: Mapping[str, Any]
    accepted: Mapping[str, Rows]
    now: Mapping[str, Rows]
    baseline: Baseline

    @cached_property
    def diff(self) -> Diff:
        """What changed, apart from why."""
        unread = {key for key, row in self.now["documents"].items() if row["status"] not in READ}
        return compare(self.accepted, self.now, unread=unread)


def read_sides(workspace: Workspace) -> Sides:
    """Reads this run's tables and the accepted ones.

    Raises:
        WorkspaceError: there is no run yet, its tables are not as it wrote them, or a table has a key twice.
    """
    run = load_run(workspace)
    now = {}
    for table in TABLES:
        path = workspace.extracted / f"{table.name}.csv"
        if not is_intact(path, run):
            raise WorkspaceError(f"{path}: is not as the run wrote it; run `oboegaki ingest` to make it again")
        now[table.name] = read_csv(table, path)
    return Sides(workspace, run, read_accepted(workspace), now, read_baseline(workspace))
