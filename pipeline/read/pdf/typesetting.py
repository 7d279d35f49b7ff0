"""Lines of type to the lines that the text reader puts together: indents, gaps, and what size and weight say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.read import markers, patterns_en
from pipeline.read.layout import Line, columns
from pipeline.read.lines import pieces_of
from pipeline.read.normalise import normalise, plain_spaces
from pipeline.read.pdf.pages import PageText, TypeLine
from pipeline.records import BlockKind

# Type larger than the text's by this factor makes a heading; smaller by this one, a note.
_LARGER, _SMALLER = 1.12, 0.93
# A heading has no more lines and columns, and no marker of an item.
_HEADING_LINES, _HEADING_COLUMNS = 4, 260
_ITEMS = frozenset({"bullet", "dash", "note"})
# Lines further apart than usual, by this factor, have a gap between them.
_GAP = 1.22
# Lines stand this far apart where nothing else is known, in sizes.
_LEADING = 1.4
# Lines that end this near to the same place were cut to fit, in sizes.
_NEAR = 1.2
# One line of so many may stick out over the edge of its column.
_STICKING_OUT = 20
_NOTE_NUMBER = re.compile(r"[¹²³⁰⁴-⁹]|\[?\d{1,3}[\])]?\s\S")
_NOTE_MARK = ("※", "*", "†", "‡", "注", "(注", "（注")


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in a document.

    Attributes:
        size: of the type of most characters, in points.
        bold: most lines are in bold type, which says nothing then.
        leadings: from one baseline to the next, by size.
        left, right: the margins of what is not set in columns.
    """

    size: float
    bold: bool
    leadings: dict[float, float]
    left: float
    right: float


def lines_of(pages: Sequence[PageText], repairs: Counter[str]) -> list[Line]:
    """Gives the lines of a document as the text reader takes them.

    Args:
        repairs: counts characters that were normalised.
    """
    every = [line for page in pages for line in page.lines]
    if not every:
        return []
    whole = _style(every)
    regions: list[tuple[int, list[TypeLine], Style]] = []
    for number, page in enumerate(pages, start=1):
        # Slides have sizes of their own: what is large on one is the text of the next.
        style = replace(whole, size=_style(page.lines).size) if page.is_slide and page.lines else whole
        regions += [(number, list(found), style) for _, found in groupby(page.lines, key=lambda line: line.region)]
    gaps = [_gaps(region, style) for _, region, style in regions]
    headings = [_headings(region, gap, style) for (_, region, style), gap in zip(regions, gaps, strict=True)]
    levels = _levels(size for sizes, _ in headings for size in sizes if size)
    lines: list[Line] = []
    for at, ((number, region, style), gap, (sizes, bolds)) in enumerate(zip(regions, gaps, headings, strict=True)):
        column = None if pages[number - 1].is_slide else at
        first = region[0]
        left = first.left if first.bound else min(first.left, style.left)
        rights = _rights(region, gap, _edge(region) if first.bound else style.right)
        notes = _notes(region, style)
        for index, line in enumerate(region):
            made = _line(line, len(lines), number, gap=gap[index], left=left, right=rights[index], repairs=repairs)
            kind: BlockKind | None = "footnote" if notes[index] else None
            lines.append(replace(made, column=column, level=levels.get(sizes[index], 0), bold=bolds[index], kind=kind))
    return lines


def _rounded(size: float) -> float:
    return round(2 * size) / 2


def _style(lines: Sequence[TypeLine]) -> Style:
    running = [line for line in lines if line.cells is None] or list(lines)
    inked: Counter[float] = Counter()
    for line in running:
        inked[_rounded(line.size)] += len(line.text)
    free = [line for line in running if not line.bound] or running
    lefts = sorted(line.parts[0][1] for line in free)
    return Style(
        inked.most_common(1)[0][0],
        2 * sum(line.bold for line in running) > len(running),
        _leadings(lines),
        lefts[len(lefts) // 50],
        _edge(free),
    )


def _levels(sizes: Iterable[float]) -> dict[float, int]:
    """The levels of headings by their sizes, the largest first; sizes that nearly agree are one level."""
    levels: dict[float, int] = {}
    for size in sorted(set(sizes), reverse=True):
        near = next((known for known in levels if known <= 1.06 * size), None)
        levels[size] = levels[near] if near else len(set(levels.values())) + 1
    return levels


def _leadings(lines: Sequence[TypeLine]) -> dict[float, float]:
    """How far apart lines of each size stand: as most do after a line that reaches the edge of its column."""
    found: dict[float, Counter[float]] = {}
    for before, after in pairwise(lines):
        pitch = _pitch(before, after)
        if pitch is not None and before.parts[-1][2] >= before.right - 3 * before.size:
            found.setdefault(_rounded(after.size), Counter())[_rounded(pitch)] += 1
    return {
        size: max(counts, key=lambda pitch: (counts[pitch] + counts[pitch + 0.5] + counts[pitch - 0.5], -pitch))
        for size, counts in found.items()
    }


def _pitch(before: TypeLine, after: TypeLine) -> float | None:
    """From one baseline to the next of the same column and size."""
    if before.region != after.region or abs(before.size - after.size) > 0.6 or before.cells or after.cells:
        return None
    pitch = after.base - before.base
    return pitch if 0.5 * after.size < pitch < 3 * after.size else None


def _gaps(lines: Sequence[TypeLine], style: Style) -> list[int]:
    """Blank lines before each line: how much further from the one before it stands than lines do."""
    gaps = [1]
    own = Counter(_rounded(pitch) for before, after in pairwise(lines) if (pitch := _pitch(before, after)))
    for before, after in pairwise(lines):
        usual = _leading(after, style, own)
        if abs(before.size - after.size) > 0.6:
            usual = max(usual, _leading(before, style, own))
        pitch = after.base - before.base
        wide = pitch > _GAP * usual or before.cells is not None or after.cells is not None
        gaps.append(max(1, round(pitch / usual) - 1) if wide else 0)
    return gaps


def _edge(lines: Sequence[TypeLine]) -> float:
    """Where the lines of a column end; punctuation and single long words may stick out."""
    ends = sorted((line.parts[-1][2] for line in lines), reverse=True)
    return ends[len(ends) // _STICKING_OUT]


def _leading(line: TypeLine, style: Style, own: Counter[float]) -> float:
    """How far from the one before a line of this size stands: in the document, in its column, or as printers have it."""
    size = _rounded(line.size)
    known = style.leadings.get(size)
    if known:
        return known
    near = [pitch for pitch in own if line.size <= pitch <= 2.2 * line.size]
    return min(near, default=_LEADING * line.size)


def _rights(lines: Sequence[TypeLine], gaps: Sequence[int], right: float) -> list[float]:
    """Where each line could have gone on to: to the edge of its column, or to that of its paragraph if it is narrower."""
    rights = [right] * len(lines)
    start = 0
    for stop in range(1, len(lines) + 1):
        if stop < len(lines) and not gaps[stop]:
            continue
        ends = sorted((line.parts[-1][2] for line in lines[start:stop]), reverse=True)
        size = lines[start].size
        if len(ends) > 2 and ends[0] < right - 3 * size and ends[0] - ends[1] <= _NEAR * size:
            rights[start:stop] = [ends[0]] * (stop - start)
        start = stop
    return rights


def _headings(lines: Sequence[TypeLine], gaps: Sequence[int], style: Style) -> tuple[list[float], list[bool]]:
    """For each line its size if that makes it a heading, else 0; and whether bold type makes it one."""
    sizes, bolds = [0.0] * len(lines), [False] * len(lines)
    start = 0
    for stop in range(1, len(lines) + 1):
        if stop < len(lines) and not gaps[stop] and _same_type(lines[stop - 1], lines[stop]):
            continue
        run = lines[start:stop]
        if _can_be_heading(run):
            size = _rounded(run[0].size) if run[0].size >= _LARGER * style.size else 0.0
            sizes[start:stop] = [size] * len(run)
            bolds[start:stop] = [run[0].bold and not style.bold and not size] * len(run)
        start = stop
    return sizes, bolds


def _same_type(one: TypeLine, other: TypeLine) -> bool:
    return abs(one.size - other.size) <= 0.06 * one.size and one.bold == other.bold


def _can_be_heading(run: Sequence[TypeLine]) -> bool:
    """A few lines of words that neither begin as an item does nor end as a sentence."""
    if any(line.cells is not None for line in run):
        return False
    marked = markers.candidates(run[0].text)
    if marked and marked[0][0].style in _ITEMS and marked[0][0].sure:
        return False
    text = "".join(line.text for line in run)
    if len(run) > _HEADING_LINES or columns(text) > _HEADING_COLUMNS or not any(char.isalpha() for char in text):
        return False
    return "。" not in text and not patterns_en.SENTENCES.search(text)


def _notes(lines: Sequence[TypeLine], style: Style) -> list[bool]:
    """Which lines are notes at the foot of a column: in small type, the first with a mark."""
    notes = [False] * len(lines)
    start = len(lines)
    while start and (lines[start - 1].size <= _SMALLER * style.size or lines[start - 1].text.strip("-– ").isdigit()):
        start -= 1
    while start < len(lines) and not _begins_note(lines[start].text):
        start += 1
    for index in range(start, len(lines)):
        notes[index] = lines[index].size <= _SMALLER * style.size
    return notes


def _begins_note(text: str) -> bool:
    return text.startswith(_NOTE_MARK) or bool(_NOTE_NUMBER.match(text))


def _line(
    line: TypeLine,
    at: int,
    page: int,
    *,
    gap: int,
    left: float,
    right: float,
    repairs: Counter[str],
) -> Line:
    """A line in columns, each half as wide as the type is large."""
    unit = line.size / 2 or 1.0
    text, mended = normalise(line.text)
    repairs.update(mended)
    indent = round(max(0.0, line.parts[0][1] - left) / unit)
    words = text.rstrip("\u00ad")
    return Line(
        at,
        words,
        # One column is no indent: the edge of the type differs by as much.
        0 if indent == 1 else indent,
        gap,
        page,
        round((line.parts[-1][2] - left) / unit),
        line.open_end,
        len(words) < len(text),
        line.box,
        room=round((right - left) / unit),
        starts=tuple(round((x0 - left) / unit) for _, x0, _ in line.parts),
        cells=None if line.cells is None else tuple(_cell(cell, repairs) for cell in line.cells),
    )


def _cell(lines: Sequence[TypeLine], repairs: Counter[str]) -> str:
    """The words of a cell, wraps joined."""
    if len(lines) < 2:
        return plain_spaces(normalise(lines[0].text)[0]) if lines else ""
    left = min(line.parts[0][1] for line in lines)
    right = max(line.parts[-1][2] for line in lines)
    flow = [_line(line, at, 1, gap=0, left=left, right=right, repairs=repairs) for at, line in enumerate(lines)]
    pieces, _ = pieces_of(flow)
    return " ".join(f"{piece.marker.text if piece.marker else ''} {piece.words}".strip() for piece in pieces)
