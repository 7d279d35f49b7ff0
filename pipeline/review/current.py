"""Whether the review that was written is of what there is now; nothing heavy is needed to tell."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256
from pipeline.review.head import load_head
from pipeline.run.fingerprints import fingerprint
from pipeline.run.inputs import load_run
from pipeline.schema import TABLES
from pipeline.workspace import Workspace

Digest = Callable[[Path], str]
"""Tells the SHA-256 of a file that is there."""

BASELINE = "run.json"
"""The file in `accepted/` that says what the accepted rows were made from."""


def is_current(workspace: Workspace, digest: Digest = file_sha256, run: Mapping[str, Any] | None = None) -> bool:
    """Whether diff.json shows this run, whose tables are as it wrote them, against what is accepted now.

    Args:
        digest: tells the SHA-256 of a file that is there.
        run: what run.json says, where it was read already.
    """
    head = load_head(workspace.diff_file)
    try:
        run = run or load_run(workspace)
    except WorkspaceError:
        return False
    return (
        head is not None
        and (head.run, head.accepted) == (run["id"], accepted_id(workspace, digest))
        and all(is_intact(workspace.extracted / f"{table.name}.csv", run, digest) for table in TABLES)
    )


def is_intact(path: Path, run: Mapping[str, Any], digest: Digest = file_sha256) -> bool:
    """Whether a file is as a run wrote it."""
    return path.exists() and digest(path) == run["files"].get(path.name)


def accepted_id(workspace: Workspace, digest: Digest = file_sha256) -> str:
    """A short name for what is accepted now; empty where nothing is."""
    names = [*(f"{table.name}.csv" for table in TABLES), BASELINE]
    files = [(name, workspace.accepted / name) for name in names]
    found = [(name, digest(path)) for name, path in files if path.exists()]
    return fingerprint(found)[:12] if found else ""
