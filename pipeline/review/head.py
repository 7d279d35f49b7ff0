"""The first line of a `diff.json`: how much there is to review, however long the file is."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

REVIEW_VERSION: Literal[1] = 1
"""Raised when a field of the review is added, removed or read differently."""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A table in numbers.

    Attributes:
        rows, accepted: rows of this run, and accepted ones.
        columns_added, columns_removed: how the table's own form changed.
        not_compared: why it could not be compared; None where it was.
        over_limit: whether so many accepted rows would go that accepting needs --allow-removals.
    """

    table: str
    rows: int
    accepted: int
    removed: int
    edited: int
    changed: int
    added: int
    stale: int
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    not_compared: str | None = None
    over_limit: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the table was compared and there is nothing in it to review."""
        found = self.removed or self.edited or self.changed or self.added
        return not (found or self.columns_added or self.columns_removed or self.not_compared)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says."""

    run: str
    accepted: str
    tables: tuple[TableSummary, ...]


def load_head(path: Path) -> Head | None:
    """The head of a `diff.json`; None where there is none of this version."""
    try:
        with path.open(encoding="utf-8") as handle:
            head = json.loads(handle.readline().rstrip().removesuffix(",") + "}")
        if head["schema_version"] != REVIEW_VERSION:
            return None
        return Head(head["run"], head["accepted"], tuple(map(_table, head["tables"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _table(item: dict[str, Any]) -> TableSummary:
    lists = {name: tuple(value) for name, value in item.items() if isinstance(value, list)}
    return TableSummary(**{**item, **lists})
