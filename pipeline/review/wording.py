"""What renderers say of a change in words, so that all say the same."""

from pipeline.review.changes import Cause, Review, RowChange
from pipeline.review.head import TableSummary
from pipeline.review.marks import one_line

# The columns that tell a reader what a row is, in the order in which they are shown.
_TELLING = {
    "documents": ("status", "title", "message"),
    "organisations": ("name", "name_ja", "kind", "country"),
    "organisation_mentions": ("text", "organisation_id"),
    "dates": ("text", "start", "end", "precision"),
    "objectives": ("form", "kind", "heading", "text"),
}
_CAUSES = {
    "source": "the source changed",
    "sidecar": "the sidecar changed",
    "configuration": "configuration",
    "code": "code",
    "model": "model",
    "reviewer": "a reviewer's correction",
    "unknown": "cause not known",
}
NOTHING = "(nothing)"


def summary(change: RowChange) -> str:
    """What the row is, on one line."""
    row = change.after or change.before or {}
    return one_line(" · ".join(row[column] for column in _TELLING[change.table] if row.get(column)))


def key_end(change: RowChange) -> str:
    """The key without the document that it is listed under."""
    return one_line(change.key.removeprefix(f"{change.doc_id}#") if change.doc_id else change.key)


def why(change: RowChange) -> str:
    """The causes, on one line; several are alternatives."""
    return one_line(" or ".join(_cause(cause) for cause in change.causes))


def _cause(cause: Cause) -> str:
    if cause.kind == "source" and cause.detail:
        words = cause.detail
    else:
        words = f"{_CAUSES[cause.kind]} ({cause.detail})" if cause.detail else _CAUSES[cause.kind]
    return f"{words}, in {cause.document}" if cause.document else words


def counts(table: TableSummary) -> str:
    """A table's changes in numbers."""
    parts = [
        f"{number} {what}"
        for number, what in (
            (table.removed, "removed"),
            (table.edited, "probably edited"),
            (table.changed, "changed"),
            (table.added, "added"),
        )
        if number
    ]
    if table.stale:
        parts.append(f"{table.stale} not compared: their document could not be read")
    return ", ".join(parts) or "the same"


def warnings(review: Review) -> list[str]:
    """What a reviewer must know before the rows: form, losses, corrections that no longer fit."""
    found = []
    for table in review.tables:
        if table.not_compared:
            found.append(f"{table.table} could not be compared: {table.not_compared}")
        found += [f"{table.table}: column {name} is new" for name in table.columns_added]
        found += [f"{table.table}: column {name} is gone" for name in table.columns_removed]
        if table.over_limit:
            found.append(
                f"{table.table}: {table.removed} of {table.accepted} accepted rows would go, more than a tenth;"
                " accepting that needs --allow-removals"
            )
    if review.unlisted:
        found.append(
            f"{review.unlisted} rows of new documents are not listed, there are too many; `oboegaki show` has those of one"
            " document, and `oboegaki accept` takes all"
        )
    found += [
        f"correction of {item.key} is stale and was not applied: {item.problem}"
        for item in review.corrections
        if item.problem
    ]
    return [one_line(line) for line in found]
