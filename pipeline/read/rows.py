"""Tables in running text: rows between bars, and rows whose columns stand under one another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.heads import Head
from pipeline.read.layout import columns
from pipeline.read.normalise import plain_spaces

_BARS = re.compile(r"\|[^\n]*\|$")
_BAR_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?$")
_CELL = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"\t+[ \u3000]*| {2,}\u3000*| ?\u3000{2,} ?|\u3000 ")
_SPACE = re.compile(r"[ \t\u3000]")
# No row of a table is longer.
_LONGEST = 400
# "TO:      Members of the Board" is a label and its value, no row.
_FIELD = re.compile(r"[^:：\t]{1,24}[:：][ \t\u3000]{2,}")
# Columns by which the beginnings of cells under one another may differ.
_SLACK = 2


def table_rows(heads: Sequence[Head], gaps: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Finds the lines that are rows of a table.

    Args:
        gaps: for each line the blank lines that mean something before it.

    Returns:
        the cells by the index of the line; none for a line that only rules the table.
    """
    found: dict[int, tuple[str, ...]] = {}
    run: list[_Row] = []
    for index, head in enumerate(heads):
        text = head.line.text
        if head.line.cells is not None:
            found[index] = head.line.cells
            continue
        if text.startswith("|") and _BARS.match(text):
            found[index] = (
                () if _BAR_RULE.match(text) else tuple(plain_spaces(cell) for cell in _CELL.split(text[1:-1]))
            )
            continue
        row = _row(index, head)
        parted = bool(gaps[index]) and not (row and run and _stand_under(run[-1], row))
        if run and (parted or not row or head.line.page != heads[index - 1].line.page):
            found.update(_table(run))
            run = []
        if row:
            run.append(row)
    found.update(_table(run))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be a row: its cells by the column that each begins at.

    Attributes:
        measured: the columns are those of a page and not of signs.
    """

    index: int
    text: str
    indent: int
    cells: tuple[tuple[int, str], ...]
    measured: bool = False


def _row(index: int, head: Head) -> _Row | None:
    text = head.line.text
    plain = not (head.marker or head.label or head.level or head.rule) and len(text) <= _LONGEST
    if not plain or not _SPACE.search(text) or _FIELD.match(text):
        return None
    cells: list[tuple[int, str]] = []
    if head.line.starts:
        cells = list(zip(head.line.starts, text.split("  "), strict=False))
        return _Row(index, text, head.line.indent, tuple(cells), measured=True)
    start = 0
    for match in _GAP.finditer(text):
        cells.append((head.line.indent + columns(text[:start].expandtabs(8)), text[start : match.start()]))
        start = match.end()
    cells.append((head.line.indent + columns(text[:start].expandtabs(8)), text[start:]))
    return _Row(index, text, head.line.indent, tuple(cells))


def _stand_under(one: _Row, other: _Row) -> bool:
    """Each cell begins where that above it does, as those of signatories do, who leave room to sign in."""
    return (
        one.measured
        and other.measured
        and len(one.cells) == len(other.cells) > 1
        and all(abs(a - b) < _SLACK for (a, _), (b, _) in zip(one.cells, other.cells, strict=True))
    )


def _table(run: Sequence[_Row]) -> dict[int, tuple[str, ...]]:
    """Lines one after the other are a table when a second column stands under itself in nearly all of them."""
    if len(run) == 2 and _stand_under(*run):
        return {row.index: tuple(plain_spaces(cell) for _, cell in row.cells) for row in run}
    split = [row for row in run if len(row.cells) > 1]
    if len(split) < 3 or 4 * len(split) < 3 * len(run):
        return {}
    if all("\t" in row.text for row in split) and len({len(row.cells) for row in split}) == 1:
        return {row.index: tuple(plain_spaces(cell) for _, cell in row.cells) for row in split}
    starts = sorted(row.cells[1][0] for row in split)
    middle = starts[len(starts) // 2]
    if sum(abs(start - middle) <= _SLACK for start in starts) < 0.75 * len(split):
        return {}
    return {row.index: cells for row in run if (cells := _aligned(row, middle))}


def _aligned(row: _Row, column: int) -> tuple[str, ...]:
    """The cells of a row; a row whose first cell is so long that one space follows it is parted at the column."""
    if len(row.cells) > 1:
        return tuple(plain_spaces(cell) for _, cell in row.cells)
    for match in _SPACE.finditer(row.text):
        if abs(row.indent + columns(row.text[: match.end()]) - column) <= _SLACK:
            return row.text[: match.start()], row.text[match.end() :]
    return ()
