"""What changed between two sets of tables, as a value; showing it is another matter."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from pipeline.schema import TABLES, Table

Cells = Mapping[str, str]
"""A row's cells by column, as they stand in a CSV file."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row, before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both sides have and that reads differently."""

    key: str
    row: Cells
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The difference of one table.

    Attributes:
        added, removed: rows by key, in order.
        changed: rows with the same key and other values in columns that are compared.
        unread: accepted rows of documents that could not be read this time; neither there nor gone.
        columns_added, columns_removed: how the table's own form changed.
    """

    table: str
    added: Mapping[str, Cells]
    removed: Mapping[str, Cells]
    changed: tuple[ChangedRow, ...]
    unread: Mapping[str, Cells]
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both sides say the same."""
        return not (self.added or self.removed or self.changed or self.columns_added or self.columns_removed)


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference of all tables, in the order of the schema."""

    tables: tuple[TableDiff, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to review."""
        return all(table.is_empty for table in self.tables)


def compare(
    before: Mapping[str, Mapping[str, Cells]],
    after: Mapping[str, Mapping[str, Cells]],
    *,
    unread: Set[str] = frozenset(),
) -> Diff:
    """Compares two sets of tables, row by row by key and column by column.

    Args:
        before, after: for each table its rows by key; a table that is missing has no rows.
        unread: documents of which `after` has no rows because they could not be read.
    """
    mentions = before.get("organisation_mentions", {}).values()
    unread_organisations = {row.get("organisation_id", "") for row in mentions if row.get("doc_id") in unread}

    def is_unread(table: Table, row: Cells) -> bool:
        # An organisation is no document's own: it is unread where a document that names it is.
        if table.name == "organisations":
            return row.get("organisation_id") in unread_organisations
        return table.name != "documents" and row.get("doc_id") in unread

    return Diff(
        tuple(_compare(table, before.get(table.name, {}), after.get(table.name, {}), is_unread) for table in TABLES)
    )


def _compare(
    table: Table, before: Mapping[str, Cells], after: Mapping[str, Cells], is_unread: Callable[[Table, Cells], bool]
) -> TableDiff:
    compared = [column.name for column in table.columns if not column.evidence]
    gone = {key: before[key] for key in sorted(before.keys() - after.keys())}
    kept = {key: row for key, row in gone.items() if is_unread(table, row)}
    changed = []
    for key in sorted(before.keys() & after.keys()):
        old, new = before[key], after[key]
        changes = tuple(
            Change(column, old[column], new[column])
            for column in compared
            if column in old and column in new and old[column] != new[column]
        )
        if changes:
            changed.append(ChangedRow(key, new, changes))
    had = set(next(iter(before.values()), dict.fromkeys(compared, "")))
    has = set(next(iter(after.values()), dict.fromkeys(had, "")))
    return TableDiff(
        table.name,
        {key: after[key] for key in sorted(after.keys() - before.keys())},
        {key: row for key, row in gone.items() if key not in kept},
        tuple(changed),
        kept,
        tuple(sorted(has - had)) if before and after else (),
        tuple(sorted(had - has)) if before and after else (),
    )
