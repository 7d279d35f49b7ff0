"""The tree of a page to chunks: the words between two block boundaries, each with what the elements around it say."""

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.html.cells import rich_cells
from pipeline.read.html.names import names_of
from pipeline.read.html.page import Element, is_unseen
from pipeline.read.html.signs import BOLD, BREAK, LINK, UNBOLD, UNLINK, has_ink, plain, text_signs

# Elements that stand on lines of their own (HTML standard, "Rendering", flow content and tables).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
# A link to a file is an attachment of the page, and one to an address or within the page leads to no other page.
_NO_TRAIL = re.compile(
    r"mailto:|tel:|#|[^?#]{1,500}\.(?:pdf|docx?|xlsx?|pptx?|zip|csv|txt|odt)(?:[?#]|$)", re.IGNORECASE
)
# "[1]", "(注2)", "※3", "*", "↩": the mark of a note, or the way back from it.
_NOTE_MARK = re.compile(r"[\[(（]?(?:注|※|\*|note)?\s?\d{1,3}[\])）]?$|[*†‡※^↩↑\ufe0e\ufe0f]{1,3}$", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"[\d+−-]{1,4}$")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_FOOTNOTES = frozenset({"footnote", "footnotes", "endnote", "endnotes", "doc-footnote", "doc-endnote", "doc-endnotes"})
# How templates name a div or p that looks like a heading; Japanese ones write ttl and midashi.
_TITLED = frozenset("heading headline subheading subhead title subtitle ttl midashi".split())
_LABEL_CHARACTERS = 60


@dataclass(slots=True)
class Node:
    """A block element and the chunks in it.

    Attributes:
        names: the words of its role, class and id.
        parent: index of the block element around it; -1 for the outermost.
        start, stop: indices of its chunks.
    """

    element: Element
    names: frozenset[str]
    parent: int
    start: int
    stop: int = 0


@dataclass(slots=True)
class Item:
    """A list item: its depth, counted from 0, and the marker that a browser would show."""

    depth: int
    marker: str
    opened: bool = False


@dataclass(slots=True)
class Chunk:
    """Words that no block boundary divides.

    Attributes:
        text: with the signs of `pipeline.read.html.signs`.
        node: index of the block element that holds it.
        level: of a heading; 0 for anything else.
        item: the list item that it is in.
        opens: it is the first chunk of that item.
        label: a term, the head of a row, or an element whose class says that it is a heading.
        cells: of a row of a table or a term with its values.
        kind: "caption" or "footnote" where the element says so.
    """

    text: str
    node: int
    level: int = 0
    item: Item | None = None
    opens: bool = False
    label: bool = False
    cells: tuple[str, ...] = ()
    kind: str = ""


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    number: int
    step: int


@dataclass(slots=True)
class _State:
    """Where the walk is: what is open around the words that come next."""

    chunks: list[Chunk] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    items: list[Item | None] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    bold: int = 0
    links: int = 0
    pre: int = 0
    raised: int = 0
    captions: int = 0
    footnotes: int = 0
    cells: list[str] | None = None
    row_end: Element | None = None
    labels: set[Element] = field(default_factory=set)


def chunks_of(body: Element) -> tuple[list[Chunk], list[Node]]:
    """Gives the chunks of a page in reading order, and its block elements; without recursion, so that no depth is too deep."""
    state = _State()
    rich = rich_cells(body)
    walker = etree.iterwalk(body, events=("start", "end"))
    passed: Element | None = None
    for event, element in walker:
        if event == "start":
            if is_unseen(element) or _is_note_mark(element):
                walker.skip_subtree()
                passed = element
                continue
            _enter(state, element, rich)
            _say(state, element.text)
            continue
        if element is passed:
            passed = None
        else:
            _leave(state, element)
        if element is not body:
            _say(state, element.tail)
    return state.chunks, state.nodes


def _say(state: _State, text: str | None) -> None:
    if text:
        if state.raised and _SUPERSCRIPT.match(text):
            text = text.translate(_RAISED)
        state.buffer.append(text_signs(text, preformatted=state.pre > 0))


def _is_note_mark(element: Element) -> bool:
    if element.tag == "sup":
        text = _short_text(element)
        return bool(_NOTE_MARK.match(text)) and (not text.isdigit() or element.find(".//a") is not None)
    if element.tag == "a" and (element.get("href") or "")[:1] == "#":
        return bool(_NOTE_MARK.match(_short_text(element)))
    return False


def _short_text(element: Element) -> str:
    """The words of an element; nothing if there are more of them than a mark has."""
    out = ""
    for text in element.itertext():
        out += text.strip()
        if len(out) > 12:
            return ""
    return out


def _enter(state: _State, element: Element, rich: set[Element]) -> None:
    tag = element.tag
    if tag in _BLOCKS or (isinstance(tag, str) and "-" in tag):
        _enter_block(state, element, rich)
    elif tag == "br":
        state.buffer.append(BREAK)
    elif tag == "a":
        href = element.get("href")
        if href and not _NO_TRAIL.match(href):
            state.links += 1
            state.buffer.append(LINK)
    elif tag == "sup":
        state.raised += 1
    elif tag == "q":
        state.buffer.append("“")
    if tag in ("b", "strong") or _BOLD_STYLE.search(element.get("style") or ""):
        state.bold += 1
        state.buffer.append(BOLD)


def _leave(state: _State, element: Element) -> None:
    tag = element.tag
    if tag in ("b", "strong") or _BOLD_STYLE.search(element.get("style") or ""):
        state.bold -= 1
        if not state.bold:
            state.buffer.append(UNBOLD)
    if tag in _BLOCKS or (isinstance(tag, str) and "-" in tag):
        _leave_block(state, element)
    elif tag == "a":
        href = element.get("href")
        if href and not _NO_TRAIL.match(href):
            state.links -= 1
            state.buffer.append(UNLINK)
    elif tag == "sup":
        state.raised -= 1
    elif tag == "q":
        state.buffer.append("”")


def _enter_block(state: _State, element: Element, rich: set[Element]) -> None:
    _flush(state)
    tag = element.tag
    parent = state.path[-1] if state.path else -1
    names = names_of(element)
    state.path.append(len(state.nodes))
    state.nodes.append(Node(element, names, parent, len(state.chunks)))
    state.footnotes += not names.isdisjoint(_FOOTNOTES)
    state.captions += _is_caption(element, names)
    state.pre += _is_preformatted(element)
    if tag in _HEADINGS or "heading" in (element.get("role") or ""):
        state.levels.append(_HEADINGS.get(tag) or _number(element.get("aria-level"), 2))
    elif tag in _LISTS:
        style = element.get("type") or _list_style(element)
        step = -1 if "reversed" in element.attrib else 1
        begin = _number(element.get("start"), sum(child.tag == "li" for child in element) if step < 0 else 1)
        state.lists.append(_List(tag == "ol", style, begin, step))
        state.items.append(None)
    elif tag == "li":
        state.items.append(Item(max(len(state.lists) - 1, 0), _marker(state, element)))
    elif tag == "tr":
        _enter_row(state, element, [cell for cell in element if cell.tag in ("td", "th")], rich)
    elif tag == "dt":
        values = []
        for sibling in element.itersiblings():
            if sibling.tag != "dd":
                break
            values.append(sibling)
        _enter_row(state, element, [element, *values], rich)


def _enter_row(state: _State, first: Element, cells: list[Element], rich: set[Element]) -> None:
    """A row of values is one chunk; in any other row each cell has its own, the heads of the row as labels."""
    if state.cells is not None:
        return
    inked = [cell for cell in cells if cell in rich or has_ink("".join(cell.itertext()))]
    if len(inked) > 1 and rich.isdisjoint(inked):
        state.cells = []
        state.row_end = cells[-1] if first.tag == "dt" else first
        return
    heads = [cell for cell in inked if cell.tag in ("th", "dt")] or inked[:1] * (len(inked) > 1)
    state.labels.update(cell for cell in heads if cell not in rich)


def _leave_block(state: _State, element: Element) -> None:
    tag = element.tag
    if state.cells is not None and tag in ("td", "th", "dt", "dd"):
        state.cells.append(plain("".join(state.buffer)))
        state.buffer.clear()
    else:
        _flush(state)
    if state.cells is not None and element is state.row_end:
        cells = state.cells
        state.cells = state.row_end = None
        while cells and not cells[-1]:
            cells.pop()
        state.chunks.append(Chunk("\t".join(cells), state.path[-1], cells=tuple(cells)))
    if tag in _HEADINGS or "heading" in (element.get("role") or ""):
        state.levels.pop()
    elif tag in _LISTS:
        state.lists.pop()
        state.items.pop()
    elif tag == "li":
        state.items.pop()
    state.pre -= _is_preformatted(element)
    node = state.nodes[state.path.pop()]
    node.stop = len(state.chunks)
    state.footnotes -= not node.names.isdisjoint(_FOOTNOTES)
    state.captions -= _is_caption(element, node.names)


def _flush(state: _State) -> None:
    """Ends the chunk that is being collected; inside a row of values it only ends a line."""
    if state.cells is not None:
        state.buffer.append(BREAK)
        return
    text = "".join(state.buffer)
    state.buffer.clear()
    if state.bold:
        state.buffer.append(BOLD)
    if state.links:
        state.buffer.append(LINK)
    if not has_ink(text) or not state.path:
        return
    node = state.path[-1]
    item = state.items[-1] if state.items else None
    kind = "footnote" if state.footnotes else "caption" if state.captions else ""
    chunk = Chunk(text, node, level=state.levels[-1] if state.levels else 0, item=item, kind=kind)
    if item is not None:
        chunk.opens = not item.opened
        item.opened = True
    element = state.nodes[node].element
    titled = element.tag in ("div", "p", "dt") and not state.nodes[node].names.isdisjoint(_TITLED)
    chunk.label = titled or any(state.nodes[index].element in state.labels for index in state.path[-3:])
    state.chunks.append(chunk)


def _is_caption(element: Element, names: frozenset[str]) -> bool:
    return element.tag in ("caption", "figcaption") or (element.tag in ("p", "div") and "caption" in names)


def _is_preformatted(element: Element) -> bool:
    return element.tag == "pre" or bool(_PRE_STYLE.search(element.get("style") or ""))


def _list_style(element: Element) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style") or "")
    return {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I", "none": "none"}.get(
        found[1] if found else "", ""
    )


def _number(written: str | None, otherwise: int) -> int:
    try:
        return int(written or "")
    except ValueError:
        return otherwise


def _marker(state: _State, element: Element) -> str:
    """What a browser shows before an item."""
    here = state.lists[-1] if state.lists else None
    if here is None or not here.ordered:
        return "•"
    number = _number(element.get("value"), here.number)
    here.number = number + here.step
    if here.style == "none":
        return "•"
    if here.style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(here.style) + number - 1) + "."
    if here.style in ("i", "I") and 1 <= number < 40:
        roman = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return (roman.upper() if here.style == "I" else roman) + "."
    return f"{number}."
