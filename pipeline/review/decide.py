"""Decisions against the machine: correct, reject and add, one by one or from a file of decisions."""

import getpass
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.review.accept import Accepted, Selection, accept, check_shown
from pipeline.review.build import build_review
from pipeline.review.changes import RowChange
from pipeline.review.corrections_file import write_corrections
from pipeline.review.decisions import Decided, Decisions, load_decisions
from pipeline.review.maker import CorrectionMaker
from pipeline.review.sides import Sides, read_sides
from pipeline.run.ingest import ingest, is_up_to_date
from pipeline.tables.corrections import CORRECTABLE, Correction
from pipeline.workspace import Workspace


def correct(
    workspace: Workspace, key: str, values: Mapping[str, str], *, reason: str, by: str | None = None
) -> Correction:
    """Writes down that columns of a row are to say something else.

    Raises:
        WorkspaceError: there is no such row, or it can't say that.
        ConfigurationError: the entry or corrections.yml can't be used.
    """
    entry, instead = CorrectionMaker(read_sides(workspace)).correction(key, values, reason, by)
    write_corrections(workspace, [entry] if entry else [], instead=instead)
    return entry or instead[0]


def reject(workspace: Workspace, key: str, *, reason: str, by: str | None = None) -> Correction:
    """Writes down that a row is no finding; it stays away where its words move within their document.

    Raises:
        WorkspaceError: there is no such row, or it is of a table without findings.
        ConfigurationError: the entry or corrections.yml can't be used.
    """
    entry, instead = CorrectionMaker(read_sides(workspace)).rejection(key, reason, by)
    write_corrections(workspace, [entry] if entry else [], instead=instead)
    return entry or instead[0]


def add(
    workspace: Workspace,
    table: str,
    doc_id: str,
    text: str,
    values: Mapping[str, str],
    *,
    reason: str,
    occurrence: int | None = None,
    by: str | None = None,
) -> Correction:
    """Writes down a row that the machine missed.

    Args:
        workspace: with a run.
        table: organisation_mentions, dates or objectives.
        doc_id: the document.
        text: the words, as `extracted/text/<doc_id>.txt` has them.
        values: the columns of the row.
        reason: why.
        occurrence: which of the places with these words, counted from 1; the first where nothing is found yet if
            None.
        by: who; the name of the account if None.

    Raises:
        WorkspaceError: the words are not in the document, or a value can't be.
        ConfigurationError: the entry or corrections.yml can't be used.
    """
    entry = CorrectionMaker(read_sides(workspace)).addition(
        table, doc_id, text, values, reason, by, occurrence=occurrence
    )
    write_corrections(workspace, [entry])
    return entry


def apply_decisions(workspace: Workspace, path: Path, *, allow_removals: bool = False) -> Accepted:
    """Applies a file of decisions: corrections are written and the tables made anew, then the accepted rows taken.

    What follows from a decision itself (the organisation that a corrected mention now names) is accepted with it.

    Raises:
        WorkspaceError: the decisions are about another run or about rows that need none; nothing was changed.
        ConfigurationError: the file can't be used.
    """
    decisions = load_decisions(path)
    sides = read_sides(workspace)
    check_shown(workspace, sides, decisions.run)
    review = build_review(sides)
    pending = {(change.table, change.key): change for change in review.pending}
    by = decisions.by or getpass.getuser()
    entries, instead = _entries(sides, decisions, pending, by)
    if entries or instead:
        _run_again(workspace, entries, instead)
        review = build_review(read_sides(workspace))
    wanted = {(item.table, item.key) for item in decisions.decisions if item.decision != "reject"}
    rows = {
        (change.table, change.key)
        for change in review.pending
        if (change.table, change.key) in wanted
        or ((change.table, change.key) not in pending and _is_a_consequence(change))
    }
    note = f"decisions of {path.name}"
    return accept(workspace, Selection(rows=rows), allow_removals=allow_removals, by=by, note=note)


def _entries(
    sides: Sides, decisions: Decisions, pending: Mapping[tuple[str, str], RowChange], by: str
) -> tuple[list[Correction], list[Correction]]:
    """The corrections that the decisions come to, and those that they replace."""
    maker = CorrectionMaker(sides)
    entries: list[Correction] = []
    instead: list[Correction] = []
    for item in decisions.decisions:
        change = pending.get((item.table, item.key))
        if change is None:
            raise WorkspaceError(
                f"{item.key}: nothing of {item.table} is to be decided under this key; nothing was done"
            )
        if item.decision not in change.decisions:
            raise WorkspaceError(
                f"{item.key}: {item.decision} is no decision for it ({', '.join(change.decisions)}); {_elsewhere(item)}"
            )
        if item.decision != "accept":
            entry, old = _entry(maker, item, change, by)
            entries += [entry] if entry else []
            instead += old
    return entries, instead


def _entry(
    maker: CorrectionMaker, item: Decided, change: RowChange, by: str
) -> tuple[Correction | None, list[Correction]]:
    if item.decision == "edit":
        return maker.correction(change.key, item.fields, item.reason or "edited in review", by)
    reason = item.reason or "rejected in review"
    if change.state in ("added", "edited"):
        return maker.rejection(change.key, reason, by)
    if change.state == "changed":
        return maker.correction(change.key, {field.column: field.before for field in change.fields}, reason, by)
    # Not to let a row go is to add it by hand.
    row = dict(change.before or {})
    values = {column: row[column] for column in CORRECTABLE[change.table] if row.get(column)}
    return maker.addition(change.table, change.doc_id, row["text"], values, reason, by, quote=change.quote_before), []


def _elsewhere(item: Decided) -> str:
    if item.table == "organisations":
        return "an organisation follows from its mentions and from organisations.yml"
    return "what a document is belongs into its sidecar" if item.table == "documents" else "see docs/reviewing.md"


def _run_again(workspace: Workspace, entries: Sequence[Correction], instead: Sequence[Correction]) -> None:
    """Writes corrections and makes the tables anew, from the same documents and configuration as before."""
    if not is_up_to_date(workspace):
        raise WorkspaceError(
            f"{workspace.raw}: documents or configuration have changed since the run that was decided on;"
            " run `oboegaki ingest` and decide on that"
        )
    write_corrections(workspace, entries, instead=instead)
    ingest(workspace)


def _is_a_consequence(change: RowChange) -> bool:
    return all(cause.kind == "reviewer" for cause in change.causes)
