"""The review of a workspace: its run's tables against the accepted ones, with causes, quotes and order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline.files import file_sha256, write_atomically
from pipeline.review.accepted import Inputs, inputs_of
from pipeline.review.causes import Moved, Subject, causes, moved_between
from pipeline.review.changes import (
    CERTAINTIES,
    STATES,
    Cause,
    Certainty,
    CorrectionState,
    Decision,
    DocumentSummary,
    FieldValue,
    Review,
    RowChange,
    State,
    review_json,
)
from pipeline.review.compare import Cells, ChangedRow, TableDiff
from pipeline.review.current import Digest, accepted_id
from pipeline.review.edits import probable_edits
from pipeline.review.head import TableSummary
from pipeline.review.namings import ReadNamings, read_namings
from pipeline.review.quotes import quote
from pipeline.review.sides import Sides, read_changed
from pipeline.schema import TABLES, Table
from pipeline.tables.corrections import ADDED, CORRECTABLE
from pipeline.workspace import Workspace

LARGEST_LOSS = 0.1
"""The share of a table's accepted rows that a run can take away without being asked."""


def build_review(sides: Sides, digest: Digest = file_sha256) -> Review:
    """Gives all that there is to review, the gravest first.

    Args:
        digest: tells the SHA-256 of a file that is there.
    """
    builder = _Builder(sides)
    changes = [change for part in sides.diff.tables for change in builder.changes(part)]
    changes = sorted(_organisations_explained(changes), key=_severity)
    found: dict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        found[change.table].append(change)
    return Review(
        run=sides.run["id"],
        accepted=accepted_id(sides.workspace, digest),
        tables=tuple(_summary(sides, part, found[part.table]) for part in sides.diff.tables),
        documents=tuple(_documents(sides, changes)),
        changes=tuple(changes),
        corrections=tuple(
            CorrectionState(item["action"], item["key"], item["reason"], item["by"], item["on"], item["problem"])
            for item in sides.run["corrections"]
        ),
    )


def write_review(
    workspace: Workspace,
    digest: Digest = file_sha256,
    run: Mapping[str, Any] | None = None,
    namings: ReadNamings = read_namings,
) -> Review:
    """Makes the review anew and writes it beside the tables: as data, as Markdown and as a page.

    Args:
        digest: tells the SHA-256 of a file that is there.
        run: what run.json will say, where it is not written yet.
        namings: as in `read_changed`.
    """
    from pipeline.review.report_html import review_html
    from pipeline.review.report_markdown import review_markdown

    sides = read_changed(workspace, digest, run, namings)
    review = build_review(sides, digest)
    # The data last: it says that the others are there as well.
    write_atomically(workspace.diff_file.with_name("index.html"), review_html(review, sides).encode("utf-8"))
    write_atomically(workspace.diff_file.with_name("diff.md"), review_markdown(review).encode("utf-8"))
    write_atomically(workspace.diff_file, review_json(review))
    return review


class _Builder:
    """Turns differences into changes with causes and quotes; texts are read as they are needed."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._texts: dict[str, str | None] = {}
        self._moved: dict[int, Moved] = {}
        self._inputs: Inputs = inputs_of(sides.run)

    def changes(self, part: TableDiff) -> Iterator[RowChange]:
        """The changes of one table."""
        table = next(table for table in TABLES if table.name == part.table)
        edits = probable_edits(part)
        edited = set(edits.values())
        before = {new: old for old, new in part.renumbered.items()}
        for old, row in part.removed.items():
            if old in edits:
                yield self._change(table, "edited", edits[old], old, row, part.added[edits[old]])
            else:
                yield self._change(table, "removed", old, old, row, None)
        for item in part.changed:
            yield self._change(
                table, "changed", item.key, before.get(item.key, item.key), item.before, item.after, item
            )
        for new, row in part.added.items():
            if new not in edited:
                yield self._change(table, "added", new, "", None, row)
        for old, row in part.stale.items():
            yield self._change(table, "stale", old, old, row, None)

    def _change(
        self,
        table: Table,
        state: State,
        key: str,
        before_key: str,
        before: Cells | None,
        after: Cells | None,
        changed: ChangedRow | None = None,
    ) -> RowChange:
        row = after or before or {}
        doc_id = row.get("doc_id", "") if table.name != "organisations" else ""
        fields = tuple(FieldValue(item.column, item.before, item.after) for item in changed.fields) if changed else ()
        if state == "edited" and before and after:
            compared = [column.name for column in table.columns if not column.evidence and column.name != table.key]
            pairs = ((name, before.get(name, ""), after.get(name, "")) for name in compared)
            fields = tuple(FieldValue(*pair) for pair in pairs if pair[1] != pair[2])
        subject = Subject(
            table.name, key, before_key, state, doc_id, self._certainty(table, row), fields, before, after,
            self._language(doc_id),
        )  # fmt: skip
        return RowChange(
            table=table.name,
            key=key,
            before_key=before_key,
            state=state,
            doc_id=doc_id,
            certainty=subject.certainty,
            causes=self._causes(subject),
            fields=fields,
            before=before,
            after=after,
            quote=quote(after, self._text(doc_id)) if after else None,
            quote_before=quote(before) if before else None,
            decisions=_decisions(table, state, fields),
        )

    def _causes(self, subject: Subject) -> tuple[Cause, ...]:
        if subject.state == "stale":
            status = self._sides.now["documents"].get(subject.doc_id, {})
            return (Cause("source", f"the document could not be read: {status.get('status', 'not known')}"),)
        if subject.state == "added" and subject.doc_id not in self._sides.accepted.get("documents", {}):
            if subject.doc_id:
                return (Cause("source", "new document"),)
            if not self._sides.baseline.runs:
                return (Cause("source", "nothing was accepted yet"),)
        inputs = self._sides.baseline.inputs(subject.table, subject.before_key or subject.key, subject.doc_id)
        return causes(subject, self._since(inputs), self._pointed(subject))

    def _since(self, inputs: Inputs | None) -> Moved | None:
        if inputs is None:
            return None
        if id(inputs) not in self._moved:
            self._moved[id(inputs)] = moved_between(inputs, self._inputs)
        return self._moved[id(inputs)]

    def _pointed(self, subject: Subject) -> Iterable[str]:
        """The documents that name what the row is or points to."""
        cells = [row for row in (subject.before, subject.after) if row]
        ids = {row.get("organisation_id", "") for row in cells}
        ids |= {owner for row in cells if subject.table == "objectives" for owner in row["organisations"].split("; ")}
        documents = {doc_id for owner in ids for doc_id, _ in self._sides.naming(owner)}
        # A counterpart's key begins with its document.
        pointed = (row.get("counterpart_id", "").rpartition("#")[0] or row.get("translation_of", "") for row in cells)
        return documents | {doc_id for doc_id in pointed if doc_id}

    def _certainty(self, table: Table, row: Cells) -> Certainty | None:
        if table.name == "documents":
            return None
        if table.name == "organisations":
            if row.get("registered") == "true":
                return "registry"
            found = self._sides.naming(row[table.key])
            return CERTAINTIES[max((CERTAINTIES.index(_certainty(found_by)) for _, found_by in found), default=0)]
        added = "found_by" not in row and f"-{ADDED}" in row[table.key].rpartition("#")[2]
        return "reviewer" if added else _certainty(row.get("found_by"))

    def _language(self, doc_id: str) -> str:
        return self._sides.now["documents"].get(doc_id, {}).get("language", "")

    def _text(self, doc_id: str) -> str | None:
        if doc_id not in self._texts:
            self._texts[doc_id] = self._sides.workspace.text(doc_id) if doc_id else None
        return self._texts[doc_id]


def _certainty(found_by: str | None) -> Certainty:
    """How a row was found; dates and objectives are found by rules only."""
    return next((certainty for certainty in CERTAINTIES if certainty == found_by), "pattern")


def _decisions(table: Table, state: State, fields: Iterable[FieldValue]) -> tuple[Decision, ...]:
    """What can be said to a change: an organisation follows from its mentions, a document from file and sidecar."""
    correctable = CORRECTABLE.get(table.name, ())
    if state == "stale":
        return ()
    if state == "changed":
        whole = all(field.column in correctable for field in fields)
        return ("accept", *(("reject",) if whole else ()), *(("edit",) if correctable else ()))
    if table.name in ("documents", "organisations"):
        return ("accept",)
    return ("accept", "reject") if state == "removed" else ("accept", "reject", "edit")


def _organisations_explained(changes: list[RowChange]) -> Iterator[RowChange]:
    """An organisation changed by what the mentions of it changed by, where any of them did."""
    of_mentions: dict[str, list[tuple[Cause, str]]] = defaultdict(list)
    for change in changes:
        if change.table == "organisation_mentions" and change.state != "stale":
            owners = {row["organisation_id"] for row in (change.before, change.after) if row}
            for owner in owners:
                of_mentions[owner] += [(cause, change.doc_id) for cause in change.causes]
    for change in changes:
        found = of_mentions.get(change.key, []) + of_mentions.get(change.before_key, [])
        if change.table == "organisations" and change.state != "stale" and found:
            told = (
                replace(cause, document=cause.document or doc_id)
                if cause.kind in ("source", "sidecar", "reviewer")
                else cause
                for cause, doc_id in found
            )
            yield replace(change, causes=tuple(dict.fromkeys(told)))
        else:
            yield change


def _severity(change: RowChange) -> tuple[int, int, str, int, str]:
    row = change.after or change.before or {}
    # A document that cannot be read, or an unsure name, comes before what is sure.
    certainty = CERTAINTIES.index(change.certainty) if change.certainty else -1
    place = int(row["char_start"]) if row.get("char_start", "").isdecimal() else -1
    return STATES.index(change.state), certainty, change.doc_id, place, change.key


def _summary(sides: Sides, part: TableDiff, changes: list[RowChange]) -> TableSummary:
    counts = {state: sum(change.state == state for change in changes) for state in STATES}
    accepted, rows = sides.numbers[part.table]
    return TableSummary(
        part.table,
        rows,
        accepted,
        counts["removed"],
        counts["edited"],
        counts["changed"],
        counts["added"] + sides.unlisted.get(part.table, 0),
        counts["stale"],
        part.columns_added,
        part.columns_removed,
        part.not_compared,
        over_limit=loses_too_much(changes, accepted),
    )


def loses_too_much(changes: Iterable[RowChange], accepted: int) -> bool:
    """Whether more than a tenth of a table's accepted rows would go, apart from those that a reviewer rejected."""
    lost = sum(
        change.state == "removed" and any(cause.kind != "reviewer" for cause in change.causes) for change in changes
    )
    return lost > LARGEST_LOSS * accepted


def _documents(sides: Sides, changes: Iterable[RowChange]) -> Iterator[DocumentSummary]:
    numbers: dict[str, int] = defaultdict(int)
    for change in changes:
        numbers[change.doc_id] += change.state != "stale"
    accepted = sides.accepted.get("documents", {})
    for doc_id in sorted({*sides.now["documents"], *accepted}):
        here = doc_id in sides.now["documents"]
        row = sides.now["documents"][doc_id] if here else accepted[doc_id]
        yield DocumentSummary(
            doc_id,
            row.get("title", ""),
            row.get("language", ""),
            row["status"] if here else "gone",
            row.get("message", ""),
            row.get("translation_of", ""),
            numbers[doc_id],
        )
