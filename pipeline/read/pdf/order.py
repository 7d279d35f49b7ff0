"""Reading order: columns and boxes of text one after the other, what spans them before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.fragments import Fragment
from pipeline.read.pdf.tables import Ruled
from pipeline.records import Box

# White space between columns is at least as wide as this, in sizes of the type.
_GUTTER = 1.0
# A column of prose has lines no narrower than this, in sizes, and so many; half of them fill three quarters of it.
_NARROWEST, _FEWEST, _FULL = 8.0, 3, 0.75
# Where fewer of the lines on the left have one on the right on the same height, they are boxes and no rows.
_BESIDE = 0.6
# Places where white space may go on, at most; a page with more is no text.
_MOST_RUNS = 64
# A line alone above the columns stands further from them than their lines from one another, by this factor.
_ABOVE = 1.3
# Lines of boxes have more characters than this, on average.
_WORDS = 6
# Columns within columns and boxes within boxes, at most.
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of text, which is read as a whole."""

    box: Box
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one column, from the top.

    Attributes:
        left, right: where its lines begin and end.
        bound: True where something stands on its right, so that its lines cannot be longer.
        rows: the fragments of each line from the left; a table stands alone.
    """

    left: float
    right: float
    bound: bool
    rows: tuple[tuple[Fragment, ...] | Ruled, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A fragment, or a table or frame as a whole, whose size is 0."""

    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    content: Fragment | Ruled | Frame


def regions_of(fragments: Sequence[Fragment], wholes: Sequence[Ruled | Frame]) -> list[Region]:
    """Puts what stands on a sheet in the order in which it is read.

    Args:
        wholes: tables and frames, which nothing of the rest comes between.
    """
    items = [_Item(one.x0, one.top, one.x1, one.bottom, one.base, one.size, one) for one in fragments]
    items += [_Item(*whole.box, whole.box[1], 0.0, whole) for whole in wholes]
    return _regions(items, 0, bound=False)


def _regions(items: Sequence[_Item], depth: int, *, bound: bool) -> list[Region]:
    rows = _rows(items)
    found = _gutter(rows) if depth < _DEPTH else None
    if found is None:
        return _without_columns(rows, depth, bound=bound)
    start, stop, left, right = found
    middle = (left + right) / 2
    inside = [item for row in rows[start:stop] for item in row]
    parts = (
        ([item for row in rows[:start] for item in row], bound),
        ([item for item in inside if (item.x0 + item.x1) / 2 < middle], True),
        ([item for item in inside if (item.x0 + item.x1) / 2 >= middle], bound),
        ([item for row in rows[stop:] for item in row], bound),
    )
    return [region for part, edge in parts if part for region in _regions(part, depth + 1, bound=edge)]


def _without_columns(rows: Sequence[Sequence[_Item]], depth: int, *, bound: bool) -> list[Region]:
    """The rows as they come; a frame is a region, or several, of its own."""
    regions: list[Region] = []
    run: list[tuple[Fragment, ...] | Ruled] = []

    def flush() -> None:
        boxes = [
            one for row in run for one in ((row.box[::2],) if isinstance(row, Ruled) else [(f.x0, f.x1) for f in row])
        ]
        if boxes:
            regions.append(Region(min(x for x, _ in boxes), max(x for _, x in boxes), bound, tuple(run)))
        run.clear()

    for row in rows:
        words = tuple(item.content for item in row if isinstance(item.content, Fragment))
        if words:
            run.append(words)
        for item in row:
            if isinstance(item.content, Ruled):
                run.append(item.content)
            elif isinstance(item.content, Frame):
                flush()
                inner = [_Item(f.x0, f.top, f.x1, f.bottom, f.base, f.size, f) for f in item.content.fragments]
                regions += _regions(inner, depth + 1, bound=True)
    flush()
    return regions


def _rows(items: Sequence[_Item]) -> list[list[_Item]]:
    """Items on the same line; a table or frame stands in a row of its own, by its top."""
    rows: list[list[_Item]] = []
    for item in sorted(items, key=lambda item: (item.base, item.x0)):
        last = rows[-1] if rows else None
        if last and item.size and last[0].size and abs(item.base - last[0].base) <= 0.3 * min(item.size, last[0].size):
            last.append(item)
        else:
            rows.append([item])
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def _gutter(rows: Sequence[Sequence[_Item]]) -> tuple[int, int, float, float] | None:
    """The tallest run of rows that white space parts into columns: its first row, the one after its last, and the space."""
    left = min((item.x0 for row in rows for item in row), default=0.0)
    right = max((item.x1 for row in rows for item in row), default=0.0)
    best: tuple[int, int, float, float] | None = None
    tallest = 0.0
    for start, stop, x0, x1 in _white_runs(rows, left, right):
        trimmed = _trimmed(rows, start, stop, (x0 + x1) / 2)
        if trimmed is None:
            continue
        start, stop = trimmed
        height = rows[stop - 1][0].base - rows[start][0].base
        if height > tallest and _are_columns(rows[start:stop], (x0 + x1) / 2):
            best, tallest = (start, stop, x0, x1), height
    return best


def _white_runs(rows: Sequence[Sequence[_Item]], left: float, right: float) -> list[tuple[int, int, float, float]]:
    """Runs of rows with white space at the same place: each space is followed down as far as it stays wide enough."""
    open_runs: list[tuple[int, float, float]] = []
    done: list[tuple[int, int, float, float]] = []
    for index, row in enumerate(rows):
        spaces = _spaces(row, left, right)
        width = _GUTTER * max((item.size for item in row), default=0.0)
        going: dict[tuple[float, float], int] = {}
        for start, x0, x1 in open_runs:
            kept = [(max(x0, a), min(x1, b)) for a, b in spaces if min(x1, b) - max(x0, a) >= width]
            for one in kept:
                going[one] = min(start, going.get(one, start))
            if not any(one == (x0, x1) for one in kept):
                done.append((start, index, x0, x1))
        for one in spaces:
            going.setdefault(one, index)
        open_runs = sorted(((start, *one) for one, start in going.items()))[:_MOST_RUNS]
    done += [(start, len(rows), x0, x1) for start, x0, x1 in open_runs]
    return [run for run in done if run[1] - run[0] > 1 and left < run[2] and run[3] < right]


def _spaces(row: Sequence[_Item], left: float, right: float) -> list[tuple[float, float]]:
    """The white space of a row, that before its first word and after its last too."""
    spaces: list[tuple[float, float]] = []
    at = left - 1
    for item in row:
        if item.x0 - at > 0:
            spaces.append((at, item.x0))
        at = max(at, item.x1)
    spaces.append((at, right + 1))
    width = _GUTTER * min((item.size for item in row if item.size), default=8.0)
    return [(x0, x1) for x0, x1 in spaces if x1 - x0 >= width]


def _sides(row: Sequence[_Item], middle: float) -> tuple[list[_Item], list[_Item]]:
    left = [item for item in row if (item.x0 + item.x1) / 2 < middle]
    return left, list(row[len(left) :])


def _trimmed(rows: Sequence[Sequence[_Item]], start: int, stop: int, middle: float) -> tuple[int, int] | None:
    """The run without what stands alone above both columns; None where one side has nothing."""
    sides = [_sides(row, middle) for row in rows[start:stop]]
    first = [next((n for n, side in enumerate(sides) if side[which]), None) for which in (0, 1)]
    if first[0] is None or first[1] is None:
        return None
    both = max(first[0], first[1])
    pitches = [after[0].base - before[0].base for before, after in pairwise(rows[start:stop])]
    usual = median(pitches) if pitches else 0.0
    for index in range(both, 0, -1):
        if pitches[index - 1] > _ABOVE * usual:
            return start + index, stop
    return start, stop


def _are_columns(rows: Sequence[Sequence[_Item]], middle: float) -> bool:
    """Both sides are prose, or boxes whose lines do not stand on the same height."""
    sides = [_sides(row, middle) for row in rows]
    left, right = ([side[which] for side in sides if side[which]] for which in (0, 1))
    if len(left) < 2 or len(right) < 2:
        return False
    if _is_prose(left) and _is_prose(right):
        return True
    if not (_are_words(left) and _are_words(right)):
        return False
    beside = sum(bool(one and other) for one, other in sides)
    return beside < _BESIDE * min(len(left), len(right))


def _is_prose(lines: Sequence[Sequence[_Item]]) -> bool:
    """Enough lines wide enough, most of which reach the edge of their column."""
    start, end = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    size = median(line[0].size for line in lines)
    if len(lines) < _FEWEST or end - start < _NARROWEST * size:
        return False
    return 2 * sum(line[-1].x1 - start >= _FULL * (end - start) for line in lines) >= len(lines)


def _are_words(lines: Sequence[Sequence[_Item]]) -> bool:
    """They hold words and not the figures of a table or chart; a table or frame does."""
    text = "".join(
        item.content.text if isinstance(item.content, Fragment) else "x" * _WORDS for line in lines for item in line
    )
    return len(text) >= _WORDS * len(lines) and 2 * sum(map(str.isalpha, text)) > len(text)
