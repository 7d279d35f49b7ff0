"""Both sides of a review as they stand in the workspace's files: what is accepted, and what this run says."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256
from pipeline.review.accepted import Baseline, read_accepted, read_baseline
from pipeline.review.compare import Cells, Diff, Rows, compare
from pipeline.review.current import Digest, is_intact
from pipeline.review.namings import ReadNamings, read_namings
from pipeline.run.inputs import load_run
from pipeline.schema import READ, ROW_TABLES, TABLES, Table
from pipeline.tables.chunks import Chunks, chunks
from pipeline.tables.files import parse_csv, read_csv
from pipeline.workspace import Workspace

WHOLE = tuple(table for table in TABLES if table not in ROW_TABLES)
"""The tables of few rows, which are read as a whole."""

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
        namings: reads who names an organisation, from the whole table of mentions of one side.
    """

    workspace: Workspace
    run: Mapping[str, Any]
    accepted: Mapping[str, Rows]
    now: Mapping[str, Rows]
    baseline: Baseline
    numbers: Mapping[str, tuple[int, int]]
    unlisted: Mapping[str, int] = field(default_factory=dict)
    namings: ReadNamings = read_namings

    @cached_property
    def diff(self) -> Diff:
        """What changed, apart from why."""
        unread = {key for key, row in self.now["documents"].items() if row["status"] not in READ}
        return compare(self.accepted, self.now, unread=unread)

    def naming(self, organisation_id: str) -> Set[tuple[str, str]]:
        """The documents that name an organisation on either side, read or not, each with how it was found there."""
        row = self.now["organisations"].get(organisation_id)
        rows = self._mentions_now.get(organisation_id, [])
        # All mentions of a new one are among what was read.
        if row and organisation_id not in self.accepted.get("organisations", {}) and row["mentions"] == str(len(rows)):
            return {(mention["doc_id"], mention["found_by"]) for mention in rows}
        return {pair for mentions in self._all_mentions for pair in mentions(organisation_id)}

    @cached_property
    def _mentions_now(self) -> Mapping[str, list[Cells]]:
        found: dict[str, list[Cells]] = {}
        for row in self.now["organisation_mentions"].values():
            found.setdefault(row["organisation_id"], []).append(row)
        return found

    @cached_property
    def _all_mentions(self) -> list[Callable[[str], Set[tuple[str, str]]]]:
        table = "organisation_mentions"
        accepted, now = self.accepted.get(table, {}), self.now[table]
        before, number = self.numbers.get(table, (0, 0))
        if (len(accepted), len(now)) == (before, number):
            return [_in_rows(accepted), _in_rows(now)]
        # What was not read is the same on both sides, or new.
        folder = self.workspace.extracted if self.unlisted.get(table) else self.workspace.accepted
        return [_in_rows(accepted), _in_rows(now), self.namings(folder / f"{table}.csv").of]


def read_sides(workspace: Workspace, digest: Digest = file_sha256, run: Mapping[str, Any] | None = None) -> Sides:
    """Reads this run's tables and the accepted ones.

    Args:
        digest: tells the SHA-256 of a file that is there.
        run: what run.json will say, where it is not written yet.

    Raises:
        WorkspaceError: there is no run yet, its tables are not as it wrote them, or a table has a key twice.
    """
    run = _intact_run(workspace, digest, run)
    accepted, now = read_accepted(workspace), _this_run(workspace, TABLES)
    numbers = {name: (len(accepted.get(name, {})), len(rows)) for name, rows in now.items()}
    return Sides(workspace, run, accepted, now, read_baseline(workspace), numbers)


def read_changed(
    workspace: Workspace,
    digest: Digest = file_sha256,
    run: Mapping[str, Any] | None = None,
    namings: ReadNamings = read_namings,
) -> Sides:
    """Reads of the tables with rows of documents only those of documents in which the two sides differ.

    Versions of these documents in another language are read too, for they are shown beside them.

    Args:
        digest, run: as in `read_sides`.
        namings: reads who names an organisation in documents that are not read, where that is asked for.

    Raises:
        WorkspaceError: as `read_sides`.
    """
    run = _intact_run(workspace, digest, run)
    accepted, now = read_accepted(workspace, WHOLE), _this_run(workspace, WHOLE)
    with ExitStack() as files:
        both = {table.name: _both_chunks(workspace, table, files) for table in ROW_TABLES}
        comparable = {name: sides for name, sides in both.items() if sides is not None}
        if len(comparable) < len(both) or len(accepted) < len(WHOLE):
            return read_sides(workspace, digest, run)
        numbers = {name: (len(accepted[name]), len(rows)) for name, rows in now.items()}
        numbers |= {name: (before.rows, after.rows) for name, (before, after) in comparable.items()}
        wanted = {doc_id for before, after in comparable.values() for doc_id in before.differing(after)}
        too_many = _too_many(sorted(wanted - accepted["documents"].keys()), [after for _, after in comparable.values()])
        wanted -= too_many
        for rows in (accepted["documents"], now["documents"]):
            pairs = [(doc_id, row["translation_of"]) for doc_id, row in rows.items() if row.get("translation_of")]
            wanted |= {doc_id for pair in pairs if wanted & {*pair} for doc_id in pair} - too_many
        for table in ROW_TABLES:
            folders = (accepted, workspace.accepted), (now, workspace.extracted)
            for (tables, folder), known in zip(folders, comparable[table.name], strict=True):
                chosen = wanted & known.of.keys()
                path = folder / f"{table.name}.csv"
                tables[table.name] = parse_csv(table, io.StringIO(known.text(chosen), ""), path) if chosen else {}
        unlisted = {name: _rows(after, too_many) for name, (_, after) in comparable.items()}
    if too_many:
        now["documents"] = {key: row for key, row in now["documents"].items() if key not in too_many}
        mentions = now["organisation_mentions"].values()
        named = {row["organisation_id"] for row in mentions} | accepted["organisations"].keys()
        now["organisations"] = {key: row for key, row in now["organisations"].items() if key in named}
        unlisted |= {table.name: numbers[table.name][1] - len(now[table.name]) for table in WHOLE}
    return Sides(workspace, run, accepted, now, read_baseline(workspace), numbers, unlisted, namings)


def _intact_run(workspace: Workspace, digest: Digest, run: Mapping[str, Any] | None) -> Mapping[str, Any]:
    run = run or load_run(workspace)
    for table in TABLES:
        path = workspace.extracted / f"{table.name}.csv"
        if not is_intact(path, run, digest):
            raise WorkspaceError(f"{path}: is not as the run wrote it; run `oboegaki ingest` to make it again")
    return run


def _this_run(workspace: Workspace, tables: Iterable[Table]) -> dict[str, Rows]:
    return {table.name: read_csv(table, workspace.extracted / f"{table.name}.csv") for table in tables}


def _both_chunks(workspace: Workspace, table: Table, files: ExitStack) -> tuple[Chunks, Chunks] | None:
    """The rows of documents in the accepted table and in this run's; None where they can't be compared as they stand."""
    name = f"{table.name}.csv"
    now = files.enter_context(chunks(workspace.extracted / name))
    if now is None:
        return None
    if not (workspace.accepted / name).exists():
        is_first = not any((workspace.accepted / f"{other.name}.csv").exists() for other in TABLES)
        return (Chunks(now.head, {}, None), now) if is_first else None
    before = files.enter_context(chunks(workspace.accepted / name))
    return (before, now) if before is not None and before.head == now.head else None


def _too_many(new: Sequence[str], tables: Sequence[Chunks]) -> set[str]:
    """Of new documents, in their order, those behind the ones whose rows are as many as a review lists."""
    rows = (sum(_rows(table, [doc_id]) for table in tables) for doc_id in new)
    return {doc_id for doc_id, number in zip(new, accumulate(rows), strict=True) if number > MOST_NEW}


def _rows(table: Chunks, doc_ids: Iterable[str]) -> int:
    return sum(table.of[doc_id].rows for doc_id in doc_ids if doc_id in table.of)


def _in_rows(rows: Rows) -> Callable[[str], Set[tuple[str, str]]]:
    """Tells of an organisation the documents that mention it, and how it was found there."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows.values():
        found.setdefault(row["organisation_id"], set()).add((row["doc_id"], row["found_by"]))
    return lambda organisation_id: found.get(organisation_id, frozenset())
