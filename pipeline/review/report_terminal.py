"""The diff on a terminal, or as plain lines where output goes to a file or a pipe."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich.text import Text

from pipeline.review.compare import Cells, Diff, TableDiff
from pipeline.schema import TABLES

# The columns that tell a reader what a row is, in the order in which they are shown.
_TELLING = {
    "documents": ("status", "title", "message"),
    "organisations": ("name", "name_ja", "kind", "country"),
    "organisation_mentions": ("text", "organisation_id"),
    "dates": ("text", "start", "end", "precision"),
    "objectives": ("form", "kind", "heading", "text"),
}
_KEYS = {table.name: table.key for table in TABLES}


def diff_lines(diff: Diff, *, limit: int | None = None) -> Iterator[Text]:
    """Gives the lines of a diff: removed, changed and added rows of each table, by document.

    Args:
        diff: what changed.
        limit: how many rows of each sort to show of a table; all if None.
    """
    for table in diff.tables:
        if not table.is_empty or table.stale:
            yield from _table_lines(table, limit)


def _table_lines(table: TableDiff, limit: int | None) -> Iterator[Text]:
    yield Text.assemble((table.table, "bold"), "  ", _counts(table))
    for what, names in (("column added", table.columns_added), ("column removed", table.columns_removed)):
        for name in names:
            yield Text(f"  ! {what}: {name}", "yellow")
    removed = _cut(table.removed, limit)
    for document, rows in _by_document(table.table, removed).items():
        yield from _heading(document)
        for key, row in rows:
            yield Text(f"    - {_summary(table.table, key, row)}", "red")
    shown = {changed.key: changed.after for changed in table.changed[:limit]}
    changes = {changed.key: changed.fields for changed in table.changed}
    for document, rows in _by_document(table.table, shown).items():
        yield from _heading(document)
        for key, row in rows:
            yield Text(f"    ~ {_summary(table.table, key, row)}", "yellow")
            for change in changes[key]:
                before, after = change.before or "(nothing)", change.after or "(nothing)"
                yield Text.assemble(f"        {change.column}: ", (before, "red"), " → ", (after, "green"))
    for document, rows in _by_document(table.table, _cut(table.added, limit)).items():
        yield from _heading(document)
        for key, row in rows:
            yield Text(f"    + {_summary(table.table, key, row)}", "green")
    hidden = sum(max(0, len(part) - (limit or len(part))) for part in (table.removed, table.changed, table.added))
    if hidden:
        yield Text(f"    … {hidden} more; --limit 0 shows all", "dim")


def _heading(document: str) -> Iterator[Text]:
    if document:
        yield Text(f"  {document}", "dim")


def _counts(table: TableDiff) -> str:
    parts = [
        f"{len(rows)} {what}"
        for what, rows in (("removed", table.removed), ("changed", table.changed), ("added", table.added))
        if rows
    ]
    if table.stale:
        parts.append(f"{len(table.stale)} not compared: their document could not be read")
    return ", ".join(parts) or "its form changed"


def _cut(rows: Mapping[str, Cells], limit: int | None) -> Mapping[str, Cells]:
    """The first rows, in the order of the documents and of their texts."""
    in_order = sorted(rows.items(), key=lambda item: (item[1].get("doc_id", ""), int(item[1].get("char_start") or 0)))
    return dict(in_order[:limit])


def _by_document(table: str, rows: Mapping[str, Cells]) -> dict[str, list[tuple[str, Cells]]]:
    """Rows grouped by document."""
    grouped: dict[str, list[tuple[str, Cells]]] = defaultdict(list)
    for key, row in rows.items():
        grouped[row.get("doc_id", "") if table != "documents" else ""].append((key, row))
    return grouped


def _summary(table: str, key: str, row: Cells) -> str:
    told = [row[column] for column in _TELLING[table] if row.get(column)]
    words = key if table in {"documents", "organisations"} else key.rpartition("#")[2]
    return f"{words}  {' · '.join(told)}"
