"""What a second worker brings: whole runs over the same documents, with one and with two."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.benchmark.process import Cost, new_workspace, run_command
from pipeline.files import file_sha256
from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Workers:
    """What whole runs from nothing took.

    Attributes:
        identical: whether every table and text that both wrote is the same, byte for byte.
    """

    documents: int
    one: Cost
    two: Cost
    identical: bool

    @property
    def ratio(self) -> float:
        """How many times as fast two are, by wall clock."""
        return self.one.seconds / self.two.seconds


def measure_workers(raw: Path, like: Workspace) -> Workers:
    """Runs over the documents of a folder in two fresh workspaces.

    Args:
        raw: the documents.
        like: whose configuration is used.

    Raises:
        OboegakiError: a run failed.
    """
    costs, made = [], []
    for jobs in (1, 2):
        with tempfile.TemporaryDirectory(prefix="oboegaki-bench-") as folder:
            workspace = new_workspace(Path(folder) / "workspace", like)
            shutil.copytree(raw, workspace.raw, dirs_exist_ok=True)
            costs.append(run_command(workspace, "ingest", "--no-fetch", "--jobs", str(jobs)))
            made.append(_outputs(workspace.extracted))
    return Workers(len([*raw.glob("*.txt")]), costs[0], costs[1], made[0] == made[1])


def _outputs(extracted: Path) -> dict[str, str]:
    """The hash of every table and text."""
    paths = (path for pattern in ("*.csv", "*.parquet", "text/**/*.txt") for path in extracted.glob(pattern))
    return {path.relative_to(extracted).as_posix(): file_sha256(path) for path in paths}
