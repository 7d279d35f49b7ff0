"""Ruled tables: where their cells are. pdfplumber finds them from the lines that a page draws."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from pipeline.records import Box

# Lines nearer to one another are one; a rectangle no thicker is a line.
_THIN = 3.0
# A page that draws more lines shows a chart or a map, and looking for tables in it takes long.
_MOST_RULES = 1_500
# Cells of a table are not smaller, in points.
_SMALLEST = 4.0


# An edge as pdfplumber describes it.
_Edge = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Cells that lines part, row by row.

    Attributes:
        rows: the boxes of the cells; a cell over several rows is in the first of them.
    """

    box: Box
    rows: tuple[tuple[Box, ...], ...]

    @property
    def verticals(self) -> list[float]:
        """Where the cells begin and end."""
        return sorted({x for row in self.rows for x0, _, x1, _ in row for x in (x0, x1)})


def ruled_tables(page: Page, rules: Sequence[Box], width: float, height: float) -> tuple[list[Ruled], list[Box]]:
    """Finds the tables that lines rule.

    Returns:
        tables of two cells or more, and the frames that stand alone.
    """
    vertical, horizontal = _edges(rules, width, height)
    vertical += _open_sides(vertical, horizontal)
    if len(vertical) < 2 or len(horizontal) < 2 or len(vertical) + len(horizontal) > _MOST_RULES:
        return [], []
    found = page.find_tables(
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": vertical,
            "explicit_horizontal_lines": horizontal,
        }
    )
    tables: list[Ruled] = []
    frames: list[Box] = []
    for table in found:
        rows = tuple(
            cells for row in table.rows if (cells := tuple(cell for cell in row.cells if cell and _is_large(cell)))
        )
        if sum(map(len, rows)) > 1:
            tables.append(Ruled(table.bbox, rows))
        elif rows:
            frames.append(table.bbox)
    return tables, frames


def _is_large(cell: Box) -> bool:
    return cell[2] - cell[0] >= _SMALLEST and cell[3] - cell[1] >= _SMALLEST


def _edges(rules: Sequence[Box], width: float, height: float) -> tuple[list[_Edge], list[_Edge]]:
    """Vertical and horizontal lines, each once, as pdfplumber describes edges; a frame around the page is none."""
    vertical: dict[tuple[int, int, int], _Edge] = {}
    horizontal: dict[tuple[int, int, int], _Edge] = {}
    for x0, top, x1, bottom in rules:
        if x1 - x0 > 0.95 * width and bottom - top > 0.95 * height:
            continue
        wide, high = x1 - x0 > _THIN, bottom - top > _THIN
        if high:
            for x in (x0, x1) if wide else ((x0 + x1) / 2,):
                vertical[round(x), round(top), round(bottom)] = _edge("v", x, top, x, bottom)
        if wide:
            for y in (top, bottom) if high else ((top + bottom) / 2,):
                horizontal[round(y), round(x0), round(x1)] = _edge("h", x0, y, x1, y)
    return list(vertical.values()), list(horizontal.values())


def _open_sides(vertical: Sequence[_Edge], horizontal: Sequence[_Edge]) -> list[_Edge]:
    """The left and right side of tables that are ruled inside and open at the sides, as printers of Japanese have them."""
    spans: defaultdict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in horizontal:
        spans[round(edge["x0"] / _THIN), round(edge["x1"] / _THIN)].append(edge)
    sides: list[_Edge] = []
    for edges in spans.values():
        x0, x1 = edges[0]["x0"], edges[0]["x1"]
        top, bottom = min(edge["top"] for edge in edges), max(edge["top"] for edge in edges)
        inside = [edge for edge in vertical if top - _THIN <= edge["top"] and edge["bottom"] <= bottom + _THIN]
        if len(edges) > 2 and any(x0 + _THIN < edge["x0"] < x1 - _THIN for edge in inside):
            sides += (_edge("v", x0, top, x0, bottom), _edge("v", x1, top, x1, bottom))
    return sides


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> _Edge:
    return {
        "object_type": "line_edge",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }
