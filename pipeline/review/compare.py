"""What changed between two sets of tables, as a value; why it changed and showing it are other matters.

Rows are compared by key, field by field; evidence columns (places, sentences) never are. Keys that count the same
words of a document are first aligned by the sentences around them, so that one more mention of a name at the head of
a document is one added row and not a shift of all that follow.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.review.align import aligned_keys
from pipeline.schema import TABLES, Table

Cells = Mapping[str, str]
"""A row's cells by column, as they stand in a CSV file."""
Rows = Mapping[str, Cells]
"""Rows by key."""

# A warning that moved is the same warning: what it quotes counts, its places and counts don't.
_QUOTED_OR_NUMBER = re.compile(r"“[^”]*”|[0-9]+")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one row, before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both sides have and that reads differently; `key` is that of `after`."""

    key: str
    before: Cells
    after: Cells
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The difference of one table.

    Attributes:
        added: rows by the key that they have after.
        removed: rows by the key that they had before.
        changed: rows that are on both sides, with other values in columns that are compared.
        renumbered: the key after, by the key before, of rows whose words are now counted differently.
        stale: accepted rows of documents that could not be read this time; neither there nor gone.
        columns_added, columns_removed: how the table's own form changed.
        not_compared: why the table could not be compared; None where it was.
    """

    table: str
    added: Rows = field(default_factory=dict)
    removed: Rows = field(default_factory=dict)
    changed: tuple[ChangedRow, ...] = ()
    renumbered: Mapping[str, str] = field(default_factory=dict)
    stale: Rows = field(default_factory=dict)
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    not_compared: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether both sides were compared and say the same."""
        return not (
            self.added
            or self.removed
            or self.changed
            or self.columns_added
            or self.columns_removed
            or self.not_compared
        )


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference of all tables, in the order of the schema."""

    tables: tuple[TableDiff, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to review."""
        return all(table.is_empty for table in self.tables)

    def of(self, name: str) -> TableDiff:
        """The difference of one table."""
        return next(table for table in self.tables if table.table == name)


def compare(before: Mapping[str, Rows], after: Mapping[str, Rows], *, unread: Set[str] = frozenset()) -> Diff:
    """Compares two sets of tables.

    Args:
        before, after: for each table its rows by key; a table that one side lacks is not compared.
        unread: documents of which `after` has no rows because they could not be read.
    """
    mentions = before.get("organisation_mentions", {}).values()
    unread_organisations = {row.get("organisation_id", "") for row in mentions if row.get("doc_id") in unread}

    def is_unread(table: Table, row: Cells) -> bool:
        # An organisation is no document's own: it is unread where a document that names it is.
        if table.name == "organisations":
            return row.get("organisation_id") in unread_organisations
        return table.name != "documents" and row.get("doc_id") in unread

    return Diff(tuple(_compare(table, before.get(table.name), after.get(table.name), is_unread) for table in TABLES))


def apply(diff: Diff, before: Mapping[str, Rows]) -> dict[str, dict[str, Cells]]:
    """Gives what `compare(before, after)` saw as `after`, with the evidence of `before` where a row did not change."""
    return {part.table: apply_table(part, before.get(part.table, {})) for part in diff.tables}


def apply_table(part: TableDiff, before: Rows) -> dict[str, Cells]:
    """One table of `apply`."""
    rows: dict[str, Cells] = {}
    for key, row in before.items():
        if key not in part.removed:
            rows[part.renumbered.get(key, key)] = _renumbered(row, part.renumbered)
    rows.update((item.key, item.after) for item in part.changed)
    rows.update(part.added)
    return rows


def _compare(
    table: Table, before: Rows | None, after: Rows | None, is_unread: Callable[[Table, Cells], bool]
) -> TableDiff:
    if before is None or after is None:
        side = "accepted" if before is None else "this run's"
        return TableDiff(table.name, not_compared=f"there is no {side} table to compare with")
    had, has = (set(next(iter(rows.values()), ())) for rows in (before, after))
    both = had & has if before and after else set()
    compared = [item.name for item in table.columns if not item.evidence and item.name in both]
    partners = aligned_keys(before, after)
    renumbered = {old: new for old, new in partners.items() if old != new}
    gone = {key: before[key] for key in sorted(before.keys() - partners.keys())}
    stale = {key: row for key, row in gone.items() if is_unread(table, row)}
    return TableDiff(
        table.name,
        added={key: after[key] for key in sorted(after.keys() - set(partners.values()))},
        removed={key: row for key, row in gone.items() if key not in stale},
        changed=_changed(before, after, partners, [name for name in compared if name != table.key]),
        renumbered=renumbered,
        stale=stale,
        columns_added=tuple(sorted(has - had)) if both else (),
        columns_removed=tuple(sorted(had - has)) if both else (),
    )


def _changed(before: Rows, after: Rows, partners: Mapping[str, str], columns: Sequence[str]) -> tuple[ChangedRow, ...]:
    if not columns:
        return ()
    renumbered = {old: new for old, new in partners.items() if old != new}
    values = itemgetter(*columns)
    changed = []
    for old, new in partners.items():
        one, other = before[old], after[new]
        if values(one) != values(other):
            fields = tuple(
                FieldChange(name, one[name], other[name])
                for name in columns
                if one[name] != other[name]
                and renumbered.get(one[name]) != other[name]
                and not (name == "message" and _says(one[name]) == _says(other[name]))
            )
            if fields:
                changed.append(ChangedRow(new, one, other, fields))
    return tuple(sorted(changed, key=lambda item: item.key))


def _renumbered(row: Cells, keys: Mapping[str, str]) -> Cells:
    """The row with keys in it, its own and those that it points to, as they are after."""
    return {name: keys.get(cell, cell) for name, cell in row.items()} if keys else row


def _says(message: str) -> str:
    return _QUOTED_OR_NUMBER.sub(lambda match: match[0] if match[0].startswith("“") else "#", message)
