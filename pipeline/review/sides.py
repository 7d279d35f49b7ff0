"""Both sides of a review as they stand in the workspace's files: what is accepted, and what this run says."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.review.accepted import Baseline, read_accepted, read_baseline
from pipeline.review.compare import Diff, Rows, compare
from pipeline.review.current import is_intact
from pipeline.run.inputs import load_run
from pipeline.schema import READ, TABLES, Table
from pipeline.tables.chunks import Chunk, chunks, read_chunks
from pipeline.tables.corrections import LETTERS
from pipeline.tables.files import parse_csv, read_csv
from pipeline.workspace import Workspace

_OF_DOCUMENTS = tuple(table for table in TABLES if table.name in LETTERS.values())
_WHOLE = tuple(table for table in TABLES if table not in _OF_DOCUMENTS)  # of few rows
_Chunks = Mapping[str, Chunk]

MOST_NEW = 5_000
"""Rows of new documents that a review lists; of a whole archive that is read for the first time, the rest is only counted."""


@dataclass(frozen=True)
class Sides:
    """Both sides of a review as they stand in the workspace's files.

    Attributes:
        accepted, now: the rows of each table; not those of documents of which both sides say the same, where only
            what changed was read.
        numbers: for each table, how many rows are accepted and how many there are now, read or not.
        unlisted: for each table, the rows of this run that belong to new documents and were not read.
    """

    workspace: Workspace
    run: Mapping[str, Any]
    accepted: Mapping[str, Rows]
    now: Mapping[str, Rows]
    baseline: Baseline
    numbers: Mapping[str, tuple[int, int]]
    unlisted: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def diff(self) -> Diff:
        """What changed, apart from why."""
        unread = {key for key, row in self.now["documents"].items() if row["status"] not in READ}
        return compare(self.accepted, self.now, unread=unread)

    @cached_property
    def naming(self) -> Mapping[str, set[tuple[str, str]]]:
        """Each organisation's documents on either side, read or not, with how it was found there."""
        found: dict[str, set[tuple[str, str]]] = {}
        for owner, doc_id, found_by in self._mentions():
            found.setdefault(owner, set()).add((doc_id, found_by))
        return found

    def _mentions(self) -> Iterator[tuple[str, ...]]:
        table = "organisation_mentions"
        columns = ("organisation_id", "doc_id", "found_by")
        folders = (self.workspace.accepted, self.workspace.extracted)
        for folder, rows, number in zip(
            folders, (self.accepted.get(table, {}), self.now[table]), self.numbers.get(table, (0, 0)), strict=True
        ):
            if len(rows) == number:
                yield from (tuple(row[name] for name in columns) for row in rows.values())
            else:
                yield from _distinct(folder / f"{table}.csv", columns)


def read_sides(workspace: Workspace) -> Sides:
    """Reads this run's tables and the accepted ones.

    Raises:
        WorkspaceError: there is no run yet, its tables are not as it wrote them, or a table has a key twice.
    """
    run = _intact_run(workspace)
    accepted, now = read_accepted(workspace), _this_run(workspace, TABLES)
    numbers = {name: (len(accepted.get(name, {})), len(rows)) for name, rows in now.items()}
    return Sides(workspace, run, accepted, now, read_baseline(workspace), numbers)


def read_changed(workspace: Workspace) -> Sides:
    """Reads of the tables with rows of documents only those of documents in which the two sides differ.

    Versions of these documents in another language are read too, for they are shown beside them.

    Raises:
        WorkspaceError: as `read_sides`.
    """
    run = _intact_run(workspace)
    chunks_of = {table.name: _both_chunks(workspace, table) for table in _OF_DOCUMENTS}
    accepted, now = read_accepted(workspace, _WHOLE), _this_run(workspace, _WHOLE)
    numbers = {name: (len(accepted.get(name, {})), len(rows)) for name, rows in now.items()}
    both: dict[str, tuple[_Chunks, _Chunks]] = {}
    for name, sides in chunks_of.items():
        if sides is None or not accepted.keys() >= {table.name for table in _WHOLE}:
            return read_sides(workspace)
        both[name] = sides
        numbers[name] = _rows(sides[0].values()), _rows(sides[1].values())
    wanted = {
        doc_id
        for before, after in both.values()
        for doc_id in before.keys() | after.keys()
        if doc_id not in before or doc_id not in after or before[doc_id].digest != after[doc_id].digest
    }
    too_many = _too_many(sorted(wanted - accepted["documents"].keys()), [after for _, after in both.values()])
    wanted -= too_many
    for rows in (accepted["documents"], now["documents"]):
        pairs = [(doc_id, row["translation_of"]) for doc_id, row in rows.items() if row.get("translation_of")]
        wanted |= {doc_id for pair in pairs if wanted & {*pair} for doc_id in pair} - too_many
    for table in _OF_DOCUMENTS:
        folders = (accepted, workspace.accepted), (now, workspace.extracted)
        for (tables, folder), known in zip(folders, both[table.name], strict=True):
            chosen = [known[doc_id] for doc_id in wanted if doc_id in known]
            path = folder / f"{table.name}.csv"
            tables[table.name] = parse_csv(table, io.StringIO(read_chunks(path, chosen), ""), path) if chosen else {}
    unlisted = {name: _rows(after[key] for key in too_many if key in after) for name, (_, after) in both.items()}
    if too_many:
        now["documents"] = {key: row for key, row in now["documents"].items() if key not in too_many}
        named = {row["organisation_id"] for row in now["organisation_mentions"].values()} | accepted[
            "organisations"
        ].keys()
        now["organisations"] = {key: row for key, row in now["organisations"].items() if key in named}
        unlisted |= {table.name: numbers[table.name][1] - len(now[table.name]) for table in _WHOLE}
    return Sides(workspace, run, accepted, now, read_baseline(workspace), numbers, unlisted)


def _intact_run(workspace: Workspace) -> Mapping[str, Any]:
    run = load_run(workspace)
    for table in TABLES:
        path = workspace.extracted / f"{table.name}.csv"
        if not is_intact(path, run):
            raise WorkspaceError(f"{path}: is not as the run wrote it; run `oboegaki ingest` to make it again")
    return run


def _this_run(workspace: Workspace, tables: Iterable[Table]) -> dict[str, Rows]:
    return {table.name: read_csv(table, workspace.extracted / f"{table.name}.csv") for table in tables}


def _both_chunks(workspace: Workspace, table: Table) -> tuple[_Chunks, _Chunks] | None:
    """The rows of documents in the accepted table and in this run's; None where they can't be compared as they stand."""
    name = f"{table.name}.csv"
    now = chunks(workspace.extracted / name)
    if now is None:
        return None
    if not (workspace.accepted / name).exists():
        return {}, now[1]
    before = chunks(workspace.accepted / name)
    return (before[1], now[1]) if before is not None and before[0] == now[0] else None


def _too_many(new: Sequence[str], tables: Sequence[_Chunks]) -> set[str]:
    """Of new documents, in their order, those behind the ones whose rows are as many as a review lists."""
    rows = (_rows(table[doc_id] for table in tables if doc_id in table) for doc_id in new)
    return {doc_id for doc_id, number in zip(new, accumulate(rows), strict=True) if number > MOST_NEW}


def _rows(some: Iterable[Chunk]) -> int:
    return sum(chunk.rows for chunk in some)


def _distinct(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The different rows that some columns of a CSV file have; the others are not read into memory."""
    import pyarrow as pa
    from pyarrow import csv

    rows = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(include_columns=columns, column_types=dict.fromkeys(columns, pa.string())),
    )
    yield from zip(*(column.to_pylist() for column in rows.group_by(list(columns)).aggregate([]).columns), strict=True)
