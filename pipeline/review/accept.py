"""Making a run the accepted one, and telling it apart from the one before."""

import csv
import getpass
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256, write_atomically
from pipeline.review.compare import Cells, Diff, compare
from pipeline.schema import READ, TABLES
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace

LEDGER = "ledger.csv"
_LEDGER_COLUMNS = ("when", "who", "what", "run", "added", "removed", "changed")

RowsByKey = dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance did: numbers of rows, and the file that says so."""

    added: int
    removed: int
    changed: int
    kept_unread: int
    ledger: Path


def diff_workspace(workspace: Workspace) -> Diff:
    """Compares this run's tables with the accepted ones.

    Raises:
        WorkspaceError: there is no run yet, or the tables are not the ones that it wrote.
    """
    return _diff(workspace)[0]


def accept(workspace: Workspace) -> Accepted:
    """Makes this run's tables the accepted ones and notes it in the ledger.

    Rows of documents that could not be read this time stay as they were accepted.

    Raises:
        WorkspaceError: there is no run yet, the tables are not the ones that it wrote, or a run is under way.
    """
    try:
        with FileLock(workspace.extracted / ".lock").acquire(timeout=0):
            return _accept(workspace)
    except Timeout:
        raise WorkspaceError(f"{workspace.extracted}: a run is writing there; wait until it is done") from None


def _accept(workspace: Workspace) -> Accepted:
    diff, after, run = _diff(workspace)
    folder = workspace.accepted
    for table, changes in zip(TABLES, diff.tables, strict=True):
        columns = [column.name for column in table.columns]
        rows = {**after[table.name], **changes.stale}
        write_atomically(folder / f"{table.name}.csv", _csv(columns, [rows[key] for key in sorted(rows)]))
    counts = Accepted(
        added=sum(len(table.added) for table in diff.tables),
        removed=sum(len(table.removed) for table in diff.tables),
        changed=sum(len(table.changed) for table in diff.tables),
        kept_unread=sum(len(table.stale) for table in diff.tables),
        ledger=folder / LEDGER,
    )
    when = datetime.now(UTC).isoformat(timespec="seconds")
    entry = (when, getpass.getuser(), "all", run["fingerprint"], counts.added, counts.removed, counts.changed)
    _append_to_ledger(counts.ledger, entry)
    return counts


def _diff(workspace: Workspace) -> tuple[Diff, RowsByKey, dict[str, Any]]:
    run = _run(workspace)
    after = {table.name: read_csv(table, workspace.extracted / f"{table.name}.csv") for table in TABLES}
    before: RowsByKey = {}
    for table in TABLES:
        path = workspace.accepted / f"{table.name}.csv"
        before[table.name] = read_csv(table, path) if path.exists() else {}
    unread = {key for key, row in after["documents"].items() if row["status"] not in READ}
    return compare(before, after, unread=unread), after, run


def _run(workspace: Workspace) -> dict[str, Any]:
    try:
        run: dict[str, Any] = json.loads(workspace.run_file.read_text(encoding="utf-8"))
        written: Mapping[str, str] = run["files"]
    except FileNotFoundError:
        raise WorkspaceError(f"{workspace.extracted}: there is no run yet; run `oboegaki ingest`") from None
    except (OSError, ValueError, KeyError) as error:
        raise WorkspaceError(f"{workspace.run_file}: cannot be read ({error}); run `oboegaki ingest`") from None
    for table in TABLES:
        path = workspace.extracted / f"{table.name}.csv"
        if not path.exists() or file_sha256(path) != written.get(path.name):
            raise WorkspaceError(f"{path}: is not as the run wrote it; run `oboegaki ingest` to make it again")
    return run


def _csv(columns: list[str], rows: list[Cells]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _append_to_ledger(path: Path, entry: tuple[object, ...]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    before = path.read_bytes() if path.exists() else b""
    if not before:
        writer.writerow(_LEDGER_COLUMNS)
    writer.writerow(entry)
    write_atomically(path, before + out.getvalue().encode("utf-8"))
