"""Which cells of tables and definition lists hold a value, and which hold text with paragraphs and lists of its own."""

from lxml import etree

from pipeline.read.html.page import Element
from pipeline.read.markers import is_marked

CELLS = frozenset({"td", "th", "dt", "dd"})
_RICH = ("table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
_BREAKS = ("p", "div", "br")
# A value takes no more lines and characters than this; anything longer is text.
_LINES, _CHARACTERS, _BROKEN_CHARACTERS = 5, 200, 120
# Two lines of a cell that begin with markers are a list.
_MARKED = 2


def rich_cells(body: Element) -> set[Element]:
    """The cells that are no mere values, as in tables that lay out a page."""
    rich: set[Element] = set()
    stack: list[tuple[Element, int]] = []
    for event, element in etree.iterwalk(body, events=("start", "end"), tag=(*CELLS, *_RICH, *_BREAKS)):
        if element.tag in CELLS:
            if event == "start":
                stack.append((element, 0))
            elif stack and stack[-1][0] is element:
                _, breaks = stack.pop()
                if element not in rich and _is_text(element, breaks):
                    rich.add(element)
        elif event == "start" and stack:
            cell, breaks = stack[-1]
            if element.tag in _BREAKS:
                stack[-1] = (cell, breaks + 1)
            else:
                rich.add(cell)
    return rich


def _is_text(cell: Element, breaks: int) -> bool:
    if breaks > 2 * _LINES:
        return True
    texts = [text.strip() for text in cell.itertext()]
    if sum(map(len, texts)) > (_CHARACTERS if breaks < 2 else _BROKEN_CHARACTERS) or (
        breaks > _LINES and sum(map(bool, texts)) > _LINES
    ):
        return True
    return breaks > 0 and sum(map(is_marked, texts)) >= _MARKED
