"""A page to lines of type in reading order, each with its place, size and weight."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pdfminer.layout import LTChar, LTImage, LTPage
from pdfplumber.page import Page

from pipeline.read.pdf.fragments import Fragment, fragments_of
from pipeline.read.pdf.glyphs import Sheet, items_of, sheets_of
from pipeline.read.pdf.order import Frame, Region, regions_of
from pipeline.read.pdf.tables import Ruled, ruled_tables
from pipeline.records import Box

# An image with no more characters beside it than this is what a page is about.
_HARDLY = 30
# Cells with more lines or characters than this, on average, are boxes of running text.
_FULL_CELL, _LONG_CELL = 8.0, 240.0


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line as it is set.

    Attributes:
        parts: its words, parted where the line has a wide gap, each with the place where it begins and ends.
        left, right: where the lines of its column begin and end.
        bound: something stands on the right of its column.
        region: columns and boxes of a page, counted in reading order.
        cells: for a row of a ruled table, the lines in each cell.
        box: on the page.
    """

    parts: tuple[tuple[str, float, float], ...]
    base: float
    size: float
    bold: bool
    open_end: bool
    left: float
    right: float
    bound: bool
    region: int
    box: Box
    cells: tuple[tuple["TypeLine", ...], ...] | None = None

    @property
    def text(self) -> str:
        """Its words, with two spaces at a wide gap."""
        return "  ".join(words for words, _, _ in self.parts)


@dataclass(slots=True)
class PageText:
    """The lines of a page in reading order.

    Attributes:
        characters: how many the page draws.
        is_slide: it is wider than high.
        is_picture: it shows something, and no text or hardly any.
    """

    lines: list[TypeLine] = field(default_factory=list)
    characters: int = 0
    is_slide: bool = False
    is_picture: bool = False


def text_of(page: Page, layout: LTPage, repairs: Counter[str]) -> PageText:
    """Reads a page.

    Args:
        repairs: counts what is mended and left out.
    """
    out = PageText(is_slide=layout.width > layout.height)
    for sheet in sheets_of(layout, _shown(page), repairs):
        out.characters += sum(len(strip.glyphs) for strip in sheet.strips)
        tables, frames = ruled_tables(page, sheet.rules, sheet.width, sheet.height)
        fragments = fragments_of(sheet.strips, [(table.box, table.verticals) for table in tables], repairs)
        out.lines += lines_of_sheet(sheet, fragments, tables, frames, out.lines[-1].region if out.lines else 0)
    out.is_picture = _is_picture(layout, sum(len(line.text) for line in out.lines))
    return out


def _is_picture(layout: LTPage, characters: int) -> bool:
    """Nothing but drawings, or an image over most of the page with hardly a word beside it."""
    if not characters:
        return any(not isinstance(item, LTChar) for item in items_of(layout))
    if characters > _HARDLY:
        return False
    images = (item for item in items_of(layout) if isinstance(item, LTImage))
    return any(2 * item.width * item.height > layout.width * layout.height for item in images)


def _shown(page: Page) -> Box:
    """Left, bottom, right and top of the part of the paper that is shown, in the frame of pdfminer's layout."""
    x0, top, x1, bottom = page.cropbox
    m0, mtop, m1, mbottom = page.mediabox
    left, right = max(x0, m0) - m0, min(x1, m1) - m0
    upper, lower = max(top, mtop) - mtop, min(bottom, mbottom) - mtop
    height = mbottom - mtop
    if right <= left or lower <= upper:
        return 0.0, 0.0, m1 - m0, height
    return left, height - lower, right, height - upper


def lines_of_sheet(
    sheet: Sheet,
    fragments: Sequence[Fragment],
    tables: Sequence[Ruled] = (),
    frames: Sequence[Box] = (),
    regions: int = 0,
) -> list[TypeLine]:
    """The lines of a sheet, region by region; `regions` are counted already."""
    free = list(fragments)
    wholes: list[Ruled | Frame] = []
    cells: dict[int, list[Fragment]] = {}
    for table in tables:
        inside, rest = _parted(free, table.box)
        if not inside or _is_in_line(inside, rest):
            continue
        free = rest
        if _is_table(table, inside):
            cells[id(table)] = inside
            wholes.append(table)
            continue
        for cell in (cell for row in table.rows for cell in row):
            mine, inside = _parted(inside, cell)
            if mine:
                wholes.append(Frame(cell, tuple(mine)))
        free += inside
    for frame in sorted(frames, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        inside, rest = _parted(free, frame)
        if inside and rest and not _is_in_line(inside, rest):
            wholes.append(Frame(frame, tuple(inside)))
            free = rest
    lines: list[TypeLine] = []
    for region in regions_of(free, wholes):
        regions += 1
        for row in region.rows:
            if isinstance(row, Ruled):
                regions += 1
                lines += _table_lines(sheet, row, cells[id(row)], regions)
                regions += 1
            else:
                lines.append(_line(sheet, row, region, regions))
    return lines


def _parted(fragments: Sequence[Fragment], box: Box) -> tuple[list[Fragment], list[Fragment]]:
    """The fragments inside a box, and the others."""
    inside = [one for one in fragments if _lies_in(one, box)]
    held = {id(one) for one in inside}
    return inside, [one for one in fragments if id(one) not in held]


def _is_in_line(inside: Sequence[Fragment], outside: Sequence[Fragment]) -> bool:
    """The line goes on at once outside of the box, which only underlines or frames some of its words."""
    return any(
        abs(one.base - other.base) < 0.3 * one.size
        and -0.3 * one.size < max(one.x0, other.x0) - min(one.x1, other.x1) < one.size
        for one in inside
        for other in outside
    )


def _is_table(table: Ruled, inside: Sequence[Fragment]) -> bool:
    """Lines part its cells into rows and columns, and no cell is a page of its own; else they are frames of text."""
    widest = max(len(row) for row in table.rows)
    count = sum(len(row) for row in table.rows)
    return (
        widest > 1 and len(inside) / count <= _FULL_CELL and sum(len(one.text) for one in inside) / count <= _LONG_CELL
    )


def _lies_in(fragment: Fragment, box: Box) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (fragment.x0 + fragment.x1) / 2 <= x1 and top <= fragment.base - fragment.size / 3 <= bottom


def _line(sheet: Sheet, row: Sequence[Fragment], place: Region, region: int) -> TypeLine:
    main = max(row, key=lambda one: len(one.text))
    box = min(one.top for one in row), max(one.bottom for one in row)
    inked = sum(len(one.text) for one in row)
    return TypeLine(
        tuple(_parts(row)),
        main.base,
        main.size,
        sum(len(one.text) for one in row if one.bold) > 0.9 * inked,
        row[-1].open_end,
        place.left,
        place.right,
        place.bound,
        region,
        sheet.on_page((row[0].x0, box[0], max(one.x1 for one in row), box[1])),
    )


def _parts(row: Sequence[Fragment]) -> list[tuple[str, float, float]]:
    """The words of a line; what a ruling or a change of column parted without a gap goes together again."""
    parts = [(row[0].text, row[0].x0, row[0].x1)]
    for before, after in pairwise(row):
        words, x0, _ = parts[-1]
        gap = (after.x0 - before.x1) / max(before.size, after.size)
        if gap > 1.0:
            parts.append((after.text, after.x0, after.x1))
        else:
            parts[-1] = (f"{words}{' ' if before.open_end or gap > 0.2 else ''}{after.text}", x0, after.x1)
    return parts


def _table_lines(sheet: Sheet, table: Ruled, fragments: Sequence[Fragment], region: int) -> list[TypeLine]:
    """A line for each row of a table that has words in it."""
    lines: list[TypeLine] = []
    left = list(fragments)
    rows: list[list[tuple[float, tuple[TypeLine, ...]]]] = []
    for cells in table.rows:
        rows.append([])
        for cell in cells:
            mine, left = _parted(left, cell)
            rows[-1].append((round(cell[0]), tuple(_cell_lines(sheet, cell, mine, region))))
    # Double lines and margins drawn as cells make columns in which nothing stands.
    used = {x for row in rows for x, cell in row if cell}
    for row in rows:
        found = [cell for x, cell in row if x in used]
        flat = [line for cell in found for line in cell]
        if not flat:
            continue
        boxes = [line.box for line in flat]
        box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        x0, x1 = table.box[0], table.box[2]
        text = "\t".join(" ".join(line.text for line in cell) for cell in found)
        first = flat[0]
        lines.append(
            TypeLine(((text, x0, x1),), first.base, first.size, False, False, x0, x1, True, region, box, tuple(found))
        )
    if left:
        place = Region(table.box[0], table.box[2], True, ())
        lines += [_line(sheet, (one,), place, region) for one in sorted(left, key=lambda one: (one.base, one.x0))]
    return lines


def _cell_lines(sheet: Sheet, cell: Box, fragments: Sequence[Fragment], region: int) -> list[TypeLine]:
    rows: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: (one.base, one.x0)):
        if rows and abs(one.base - rows[-1][0].base) <= 0.3 * min(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    place = Region(cell[0], cell[2], True, ())
    return [_line(sheet, sorted(row, key=lambda one: one.x0), place, region) for row in rows]
