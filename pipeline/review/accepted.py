"""The reviewed tables in `extracted/accepted/`: their rows, what they were accepted from, and the ledger."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.files import FileState, file_state, write_atomically
from pipeline.review.compare import Rows
from pipeline.review.current import BASELINE
from pipeline.run.inputs import INPUTS
from pipeline.schema import TABLES, Table
from pipeline.tables.files import read_csv
from pipeline.workspace import Workspace

LEDGER = "ledger.csv"
LEDGER_COLUMNS = ("when", "who", "what", "run", "added", "removed", "changed")

Inputs = Mapping[str, Any]
"""What a run was made from: the parts of run.json that `INPUTS` names, and its corrections."""


@dataclass(slots=True)
class Baseline:
    """Which run each accepted row was accepted from, and what that run was made from.

    Attributes:
        default: the run that was last accepted as a whole; empty where none was.
        documents, rows: later runs from which single documents and rows were accepted: by doc_id, by (table, key).
        runs: the inputs of each run that is named.
    """

    default: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    runs: dict[str, Inputs] = field(default_factory=dict)

    def inputs(self, table: str, key: str, doc_id: str) -> Inputs | None:
        """What the accepted row, or the state in which it was not there, was made from; None where that is unknown."""
        run = self.rows.get((table, key)) or self.documents.get(doc_id) or self.default
        return self.runs.get(run)


def inputs_of(run: Mapping[str, Any]) -> Inputs:
    """What a run was made from, of its run.json."""
    return {name: run[name] for name in (*INPUTS, "corrections")}


def read_accepted(workspace: Workspace, tables: Sequence[Table] = TABLES) -> dict[str, Rows]:
    """The accepted tables: all of them, empty, where nothing was accepted yet; else without those that are missing.

    Args:
        tables: which are read.

    Raises:
        WorkspaceError: a file is damaged, or has a key twice.
    """
    paths = {table: workspace.accepted / f"{table.name}.csv" for table in TABLES}
    if not any(path.exists() for path in paths.values()):
        return {table.name: {} for table in tables}
    return {table.name: _read(table, paths[table]) for table in tables if paths[table].exists()}


def read_ahead(workspace: Workspace, tables: Sequence[Table]) -> None:
    """Reads accepted tables for the next `read_accepted`, if they are still the same then; what is wrong is told there."""
    for table in tables:
        path = workspace.accepted / f"{table.name}.csv"
        with suppress(OSError, ValueError, csv.Error, WorkspaceError):
            before = file_state(path)
            _ahead[path] = before, read_csv(table, path)


_ahead: dict[Path, tuple[FileState, Rows]] = {}


def _read(table: Table, path: Path) -> Rows:
    before, rows = _ahead.pop(path, (None, {}))
    return rows if before == file_state(path) else read_csv(table, path)


def read_baseline(workspace: Workspace) -> Baseline:
    """Reads `accepted/run.json`; an empty baseline where there is none.

    Raises:
        WorkspaceError: the file is damaged.
    """
    path = workspace.accepted / BASELINE
    if not path.exists():
        return Baseline()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = {(table, key): run for table, keys in data["rows"].items() for key, run in keys.items()}
        return Baseline(data["default"], dict(data["documents"]), rows, dict(data["runs"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(f"{path}: cannot be read ({error}); take it from the history again") from None


def write_accepted(workspace: Workspace, tables: Mapping[str, Rows], baseline: Baseline) -> None:
    """Writes accepted tables and what they were accepted from; tables that are not given stay as they are."""
    for table in TABLES:
        if table.name in tables:
            write_atomically(workspace.accepted / f"{table.name}.csv", _csv(table, tables[table.name]))
    used = {baseline.default, *baseline.documents.values(), *baseline.rows.values()}
    rows: dict[str, dict[str, str]] = {}
    for (name, key), run in sorted(baseline.rows.items()):
        rows.setdefault(name, {})[key] = run
    data = {
        "default": baseline.default,
        "documents": dict(sorted(baseline.documents.items())),
        "rows": rows,
        "runs": {run: inputs for run, inputs in sorted(baseline.runs.items()) if run in used},
    }
    content = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(workspace.accepted / BASELINE, content.encode("utf-8"))


def append_to_ledger(workspace: Workspace, entries: Iterable[Sequence[object]]) -> Path:
    """Adds lines to the ledger; nothing that is in it changes."""
    path = workspace.accepted / LEDGER
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    before = path.read_bytes() if path.exists() else b""
    if not before:
        writer.writerow(LEDGER_COLUMNS)
    elif not before.endswith(b"\n"):
        out.write("\n")
    writer.writerows(entries)
    write_atomically(path, before + out.getvalue().encode("utf-8"))
    return path


def _csv(table: Table, rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    columns = [column.name for column in table.columns]
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[key] for key in sorted(rows))
    return out.getvalue().encode("utf-8")
