"""Accepting: rows of this run, all or some, become the reviewed ones; the ledger says who did it, when and from what."""

import getpass
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256
from pipeline.review.accepted import Baseline, append_to_ledger, inputs_of, write_accepted
from pipeline.review.build import build_review, loses_too_much, write_review
from pipeline.review.changes import Review, RowChange
from pipeline.review.compare import Cells, Rows, TableDiff
from pipeline.review.current import is_current
from pipeline.review.sides import Sides, read_sides
from pipeline.schema import TABLES
from pipeline.workspace import CORRECTIONS, Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """Which changes are meant: those of these documents, tables and keys; a part that is empty leaves all in.

    Attributes:
        rows: (table, key) of single changes; where they are given, nothing else is meant.
    """

    documents: Set[str] = frozenset()
    tables: Set[str] = frozenset()
    keys: Set[str] = frozenset()
    rows: Set[tuple[str, str]] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.rows is None and not (self.documents or self.tables or self.keys)

    def __str__(self) -> str:
        parts = [*(f"document {item}" for item in sorted(self.documents))]
        parts += [f"table {item}" for item in sorted(self.tables)]
        parts += [f"key {item}" for item in sorted(self.keys)]
        return "; ".join(parts) or "all"

    def covers(self, table: str, doc_id: str) -> bool:
        """Whether whole rows of this table and document are meant, changed or not."""
        return (
            self.rows is None
            and not self.keys
            and table in (self.tables or {table})
            and doc_id in (self.documents or {doc_id})
        )

    def has(self, change: RowChange) -> bool:
        """Whether a change is meant."""
        if self.rows is not None:
            return (change.table, change.key) in self.rows
        if self.keys and not self.keys & {change.key, change.before_key}:
            return False
        if self.tables and change.table not in self.tables:
            return False
        if not self.documents or change.doc_id in self.documents:
            return True
        # An organisation belongs to the documents whose changes it changed by.
        by = {cause.document for cause in change.causes}
        return change.table == "organisations" and bool(by) and by <= self.documents


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance did: numbers of rows, what is left to review, and the file that says so."""

    added: int
    removed: int
    changed: int
    stale: int
    left: int
    ledger: Path


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The accepted changes of one table, by the keys of both sides."""

    before: Mapping[str, RowChange] = field(default_factory=dict)
    after: Mapping[str, RowChange] = field(default_factory=dict)


def accept(
    workspace: Workspace,
    selection: Selection | None = None,
    *,
    allow_removals: bool = False,
    run: str | None = None,
    by: str | None = None,
    note: str | None = None,
) -> Accepted:
    """Makes rows of this run the accepted ones and notes it in the ledger.

    Rows of documents that could not be read this time stay as they were accepted.

    Args:
        workspace: with a run whose diff was made.
        selection: which changes; all if None.
        allow_removals: whether more than a tenth of a table's accepted rows may go.
        run: the run that was looked at; another one is refused.
        by: who accepts; the name of the account if None.
        note: what the ledger says of it; the selection if None.

    Raises:
        WorkspaceError: there is no run, the diff is not of this run, a key is not in it, too many rows would go, or
            a run is under way. Nothing was changed.
    """
    chosen = selection or Selection()
    with locked(workspace):
        sides = read_sides(workspace)
        check_shown(workspace, sides, run)
        review = build_review(sides)
        changes = _chosen(review, chosen)
        _check_losses(sides, review, changes, chosen, allow_removals)
        ledger = _write(sides, changes, chosen, by or getpass.getuser(), note or str(chosen))
        left = write_review(workspace)
    counts = _counts(changes)
    stale = sum(change.state == "stale" for change in review.changes)
    return Accepted(counts[0], counts[1], counts[2], stale, len(left.pending) + left.unlisted, ledger)


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Keeps runs and other acceptances out.

    Raises:
        WorkspaceError: one of them is under way.
    """
    workspace.extracted.mkdir(exist_ok=True)
    try:
        with FileLock(workspace.extracted / ".lock").acquire(timeout=0):
            yield
    except Timeout:
        raise WorkspaceError(f"{workspace.extracted}: a run is writing there; wait until it is done") from None


def check_shown(workspace: Workspace, sides: Sides, run: str | None) -> None:
    """Whether what was looked at is what there is.

    Raises:
        WorkspaceError: it is not.
    """
    if run is not None and run != sides.run["id"]:
        raise WorkspaceError(f"the run has moved: {run} was looked at, and the tables are of {sides.run['id']} now")
    if not is_current(workspace):
        raise WorkspaceError(
            f"{workspace.diff_file}: the run or the accepted tables have moved since the diff was made;"
            " look at `oboegaki diff` again"
        )
    now = file_sha256(workspace.corrections) if workspace.corrections.exists() else None
    if now != sides.run["configuration"].get(CORRECTIONS):
        raise WorkspaceError(
            f"{workspace.corrections}: has changed since the run, which does not have it yet; run `oboegaki ingest`"
        )


def _chosen(review: Review, selection: Selection) -> list[RowChange]:
    """The changes that are meant, with the rows that they point to."""
    changes = [change for change in review.pending if selection.has(change)]
    known = {key for change in changes for key in (change.key, change.before_key)}
    for what, missing in (
        ("key", selection.keys - known),
        ("document", selection.documents - {document.doc_id for document in review.documents}),
        ("table", selection.tables - {table.name for table in TABLES}),
    ):
        if missing:
            raise WorkspaceError(f"{min(missing)}: there is nothing to review under this {what}; see `oboegaki diff`")
    documents = {change.doc_id for change in changes}
    organisations = {
        change.after["organisation_id"]
        for change in changes
        if change.table == "organisation_mentions" and change.after
    }
    pointed = [
        change
        for change in review.pending
        if change.state == "added"
        and (
            (change.table == "documents" and change.key in documents)
            or (change.table == "organisations" and change.key in organisations)
        )
    ]
    return list({(change.table, change.state, change.key): change for change in (*changes, *pointed)}.values())


def _check_losses(
    sides: Sides, review: Review, changes: Iterable[RowChange], selection: Selection, allow_removals: bool
) -> None:
    # Whoever names a row means it.
    if allow_removals or selection.keys:
        return
    for table in review.tables:
        lost = [change for change in changes if change.table == table.table]
        if loses_too_much(lost, table.accepted):
            raise WorkspaceError(
                f"{sides.workspace.accepted / table.table}.csv: {table.removed} of {table.accepted} accepted rows would"
                " go, more than a tenth; nothing was accepted. If that is right: oboegaki accept --allow-removals"
            )


def _write(sides: Sides, changes: Sequence[RowChange], selection: Selection, by: str, what: str) -> Path:
    tables: dict[str, Rows] = {}
    for part in sides.diff.tables:
        chosen = _Chosen(
            {change.before_key: change for change in changes if change.table == part.table and change.before_key},
            {change.key: change for change in changes if change.table == part.table and change.after is not None},
        )
        if not part.not_compared:
            tables[part.table] = _accepted_rows(sides, part, chosen, selection)
        elif selection.covers(part.table, ""):
            tables[part.table] = sides.now[part.table]
    write_accepted(sides.workspace, tables, _baseline(sides, changes, selection))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return append_to_ledger(sides.workspace, [(when, by, what, sides.run["id"], *_counts(changes))])


def _accepted_rows(sides: Sides, part: TableDiff, chosen: _Chosen, selection: Selection) -> Rows:
    """The accepted rows of a table after the acceptance."""
    key_column = next(table.key for table in TABLES if table.name == part.table)
    changed = {item.key for item in part.changed}
    # Where a removed row stays, the keys of its words stay as they are counted with it.
    kept = {key.rpartition("-")[0] for key in part.removed if key not in chosen.before}
    rows: dict[str, Cells] = {}
    for old, row in sides.accepted.get(part.table, {}).items():
        if old in part.stale or old in part.removed:
            if old not in chosen.before:
                rows[old] = row
            continue
        new = part.renumbered.get(old, old)
        key = old if new.rpartition("-")[0] in kept else new
        if new in chosen.after if new in changed else selection.covers(part.table, row.get("doc_id", "")):
            row = sides.now[part.table][new]
        rows[key] = {**row, key_column: key}
    rows.update((key, row) for key, row in part.added.items() if key in chosen.after)
    return rows


def _baseline(sides: Sides, changes: Sequence[RowChange], selection: Selection) -> Baseline:
    """From which run each accepted row is, now."""
    old, run = sides.baseline, sides.run["id"]
    new = Baseline(old.default, dict(old.documents), dict(old.rows), {**old.runs, run: inputs_of(sides.run)})
    if selection.is_everything:
        new.default, new.documents, new.rows = run, {}, {}
        for part in sides.diff.tables:
            for key, row in part.stale.items():
                doc_id = row.get("doc_id", "")
                was = old.rows.get((part.table, key)) or old.documents.get(doc_id) or old.default
                new.rows[part.table, key] = was
    elif selection.documents and not (selection.tables or selection.keys):
        new.documents.update(dict.fromkeys(selection.documents, run))
        new.rows = {
            (table, key): was
            for (table, key), was in new.rows.items()
            if key.rpartition("#")[0] not in selection.documents and key not in selection.documents
        }
    new.rows.update(
        ((change.table, change.key), run)
        for change in changes
        if not selection.is_everything and change.after is not None and change.doc_id not in new.documents
    )
    return new


def _counts(changes: Iterable[RowChange]) -> tuple[int, int, int]:
    states = [change.state for change in changes]
    return states.count("added"), states.count("removed"), states.count("changed") + states.count("edited")
