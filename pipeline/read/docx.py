"""Word documents (.docx): paragraphs, headings by style, lists with the markers that Word shows, tables, notes, text boxes."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large
from pipeline.read import unreadable
from pipeline.read.compose import from_pieces
from pipeline.read.layout import Line, columns
from pipeline.read.markers import is_marked
from pipeline.read.normalise import describe, normalise, plain_spaces
from pipeline.read.numbering import Numbering, W
from pipeline.read.passages import Passage, one_line, pieces_of_passages
from pipeline.records import RawDocument, TextDocument

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Older than text boxes of today, deleted, moved away, the codes of fields, the readings above ideographs.
_UNSEEN = frozenset(
    {f"{_MC}Fallback", *(f"{W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr"))}
)
_HEADING_NAME = re.compile(r"(?:heading|見出し|überschrift|titre|título|kop)\s?([1-9])$", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|表題)$", re.IGNORECASE)
# "List Bullet 2", "箇条書き 3", "段落番号 2": the depth of Word's own list styles, whose lists all have one level.
_LIST_NAME = re.compile(r"(?:list\s(?:bullet|number)|箇条書き|段落番号)\s?([2-5])$", re.IGNORECASE)
_FURNITURE_NUMBER = re.compile(r"(?:[\s\d/–—-]|page|of|ページ|頁)+$", re.IGNORECASE)
# What programs write into the properties of a document and no person meant as its title.
_NO_TITLE = re.compile(
    r"(?:microsoft\s(?:word|powerpoint)\b.*|(?:document|文書|新規)\s?\d*|untitled|no\stitle|無題|.*\.(?:docx?|rtf|dotx?|odt))$",
    re.IGNORECASE,
)
_LINES, _CHARACTERS = 5, 200
_HEAD = 12


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says, with what it is based on."""

    name: str = ""
    level: int = 0
    bold: bool = False
    number: str | None = None
    depth: int = 0


def read_docx(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a Word document.

    Raises:
        UnreadableDocumentError: `empty`, `encrypted`, `malformed`, `too_large`, `unreadable_text` or `unsupported`.
    """
    document = _opened(content, limits)
    body = document.element.body
    reader = _Reader(_styles(document), Numbering.of(_root(document, "numbering")))
    passages = list(reader.blocks(body)) if body is not None else []
    passages += reader.notes(_root(document, "footnotes"), _root(document, "endnotes"))
    text = "\n".join(line for passage in passages for line, _ in passage.lines) + "\t".join(
        cell for passage in passages for cell in passage.cells
    )
    if not text.strip():
        raise UnreadableDocumentError("empty", "the document has no text")
    if len(text) > limits.characters:
        raise too_large("the text has {} characters", len(text), "characters", limits.characters)
    lost = unreadable.check(text)
    tops, feet = _furniture(document, reader)
    pieces, repairs = pieces_of_passages(passages)
    pieces = [replace(piece, at=piece.at + len(tops)) for piece in pieces]
    end = pieces[-1].at + 1 if pieces else len(tops)
    repairs["unreadable character{s} left in"] = lost
    furniture = [_line(index, words) for index, words in enumerate(tops)]
    furniture += [_line(end + index, words) for index, words in enumerate(feet)]
    title = next(
        (
            one_line([line for line, _ in passage.lines])
            for passage in passages
            if passage.kind == "heading" and passage.label
        ),
        None,
    )
    return from_pieces(
        raw,
        pieces,
        furniture=furniture,
        title=title or _property_title(document, [piece.words for piece in pieces[:_HEAD]]),
        repairs=describe(repairs),
    )


def _opened(content: bytes, limits: Limits) -> Any:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableDocumentError("encrypted", "the document is protected by a password")
        raise UnreadableDocumentError("unsupported", "the file is an old Word document (.doc); save it as .docx")
    if not content.strip():
        raise UnreadableDocumentError("empty", "the file has no content")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise UnreadableDocumentError(
            "malformed", f"the file is no .docx, or part of it is missing: {error}"
        ) from error
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocumentError("encrypted", "the document is protected by a password")
    # No member gives more than its header says, so their sum is a limit before anything is decoded.
    size = sum(member.file_size for member in members)
    if size > limits.stream_megabytes * 1_000_000:
        raise too_large("the document decodes to {} MB", size / 1_000_000, "stream_megabytes", limits.stream_megabytes)
    try:
        return Document(io.BytesIO(content))
    except Exception as error:
        raise UnreadableDocumentError("malformed", f"the document cannot be opened: {error}") from error


def _root(document: Any, name: str) -> Any:
    """The root element of a part of the document ("numbering", "footnotes"); None where it has none, or a broken one."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            try:
                return parse_xml(relation.target_part.blob)
            except (ValueError, SyntaxError):
                return None
    return None


def _styles(document: Any) -> dict[str, _Style]:
    """What each paragraph style says, by its id."""
    try:
        elements = {style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")}
    except (KeyError, AttributeError, ValueError):
        return {}
    return {key: _style(key, elements) for key in elements if key}


def _style(key: str, elements: dict[str, Any]) -> _Style:
    out = _Style(_val(elements[key], "name") or "")
    found: dict[str, Any] = {}
    seen: set[str] = set()
    at: str | None = key
    while at in elements and at not in seen:
        seen.add(at)
        element = elements[at]
        properties = element.find(f"{W}pPr")
        if properties is not None:
            found.setdefault("outline", _val(properties, "outlineLvl"))
            if (numbering := properties.find(f"{W}numPr")) is not None:
                found.setdefault("number", _val(numbering, "numId"))
                found.setdefault("depth", _val(numbering, "ilvl"))
            if found["outline"] is None:
                del found["outline"]
        if (run := element.find(f"{W}rPr")) is not None and (bold := run.find(f"{W}b")) is not None:
            found.setdefault("bold", _on(bold))
        at = _val(element, "basedOn")
    named = _HEADING_NAME.match(out.name)
    outline = found.get("outline")
    level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else int(named[1]) if named else 0
    depth = found.get("depth") or "0"
    return replace(
        out,
        level=level,
        bold=bool(found.get("bold")),
        number=found.get("number"),
        depth=int(depth) if depth.isdigit() else 0,
    )


def _val(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    value = None if found is None else found.get(f"{W}val")
    return str(value) if value is not None else None


def _on(element: Any) -> bool:
    """A property that is on where it is written, unless it is written as off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Reader:
    styles: dict[str, _Style]
    numbering: Numbering

    def blocks(self, parent: Any) -> Iterator[Passage]:
        """The paragraphs and tables in an element, in order; libxml2 lets no XML be nested deeper than 256 elements."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Passage]:
        properties = element.find(f"{W}pPr")
        key = _val(properties, "pStyle") if properties is not None else None
        style = self.styles.get(key or "", _Style())
        lines, boxes = self._lines(element, bold=style.bold)
        if any(text.strip() for text, _ in lines):
            yield self._passage(properties, style, tuple(lines))
        for box in boxes:
            yield from self.blocks(box)

    def _passage(self, properties: Any, style: _Style, lines: tuple[tuple[str, bool], ...]) -> Passage:
        level, number, depth = style.level, style.number, style.depth
        if properties is not None:
            outline = _val(properties, "outlineLvl")
            if outline and outline.isdigit():
                level = int(outline) + 1 if int(outline) < 9 else 0
            if (own := properties.find(f"{W}numPr")) is not None:
                number = _val(own, "numId") or number
                written = _val(own, "ilvl") or ""
                depth = int(written) if written.isdigit() else depth
        marker = self.numbering.marker(number, min(depth, 8)) if number and number != "0" else None
        if _TITLE_NAME.match(style.name):
            return Passage(lines, "heading", 1, label=True)
        if level:
            return Passage(lines, "heading", level, marker or "")
        if marker:
            deeper = _LIST_NAME.match(style.name)
            return Passage(lines, "list_item", int(deeper[1]) - 1 if deeper and not depth else depth, marker)
        return Passage(lines, "caption" if style.name.lower() in ("caption", "図表番号") else None)

    def _lines(self, paragraph: Any, *, bold: bool) -> tuple[list[tuple[str, bool]], list[Any]]:
        """The lines of a paragraph, each with whether it is in bold type, and the text boxes that hang on it."""
        lines: list[list[tuple[str, bool]]] = [[]]
        boxes: list[Any] = []
        stack = [(child, bold) for child in reversed(paragraph)]
        while stack:
            element, here = stack.pop()
            tag = element.tag
            if tag in _UNSEEN or not isinstance(tag, str):
                continue
            if tag == f"{W}txbxContent":
                boxes.append(element)
                continue
            if tag == f"{W}r":
                properties = element.find(f"{W}rPr")
                if properties is not None:
                    if _on(properties.find(f"{W}vanish")) or _on(properties.find(f"{W}webHidden")):
                        continue
                    own = properties.find(f"{W}b")
                    here = here if own is None else _on(own)
            elif tag == f"{W}t":
                lines[-1].append((element.text or "", here))
            elif tag == f"{W}tab":
                lines[-1].append(("\t", here))
            elif tag in (f"{W}br", f"{W}cr"):
                lines.append([])
            elif tag == f"{W}noBreakHyphen":
                lines[-1].append(("-", here))
            elif tag == f"{W}sym":
                lines[-1].append((_symbol(element), here))
            stack += [(child, here) for child in reversed(element)]
        return [
            ("".join(text for text, _ in line), all(is_bold for text, is_bold in line if text.strip()) and bool(line))
            for line in lines
        ], boxes

    def _table(self, element: Any) -> Iterator[Passage]:
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is element:
                yield from self._row(row)

    def _row(self, row: Any) -> Iterator[Passage]:
        """A row of values, or, where a cell has lists, tables or long text, the contents of its cells one after the other."""
        cells: list[list[Passage]] = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is row:
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val") != "restart"
                cells.append([] if goes_on else list(self.blocks(cell)))
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and not any(map(_is_text, filled)):
            values = [one_line([line for passage in cell for line, _ in passage.lines]) for cell in cells]
            while not values[-1]:
                values.pop()
            yield Passage(cells=tuple(values))
            return
        for place, cell in enumerate(filled):
            head = len(filled) > 1 and place == 0 and not _is_text(cell)
            for passage in cell:
                yield replace(passage, label=True) if head and passage.kind is None else passage

    def notes(self, *roots: Any) -> list[Passage]:
        """The footnotes and endnotes, numbered as they come."""
        out: list[Passage] = []
        number = 0
        for root in roots:
            for note in root if root is not None else ():
                if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                    continue
                lines = [line for passage in self.blocks(note) for line in passage.lines if line[0].strip()]
                if lines:
                    number += 1
                    out.append(Passage(tuple(lines), "footnote", marker=f"{number}."))
        return out


def _is_text(cell: Sequence[Passage]) -> bool:
    """The content of a cell is more than a value."""
    listed = sum(passage.kind == "list_item" or any(is_marked(line) for line, _ in passage.lines) for passage in cell)
    characters = sum(len(line) for passage in cell for line, _ in passage.lines)
    rich = any(passage.cells or passage.kind == "heading" for passage in cell)
    return rich or listed > 1 or characters > _CHARACTERS or len(cell) > _LINES


def _symbol(element: Any) -> str:
    code = element.get(f"{W}char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _furniture(document: Any, reader: _Reader) -> tuple[list[str], list[str]]:
    """The lines of the headers and those of the footers of all sections, each once, without page numbers."""
    found: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in found and not relation.is_external:
            try:
                root = parse_xml(relation.target_part.blob)
            except (ValueError, SyntaxError):
                continue
            for passage in reader.blocks(root):
                words = "\t".join(passage.cells) or one_line([line for line, _ in passage.lines])
                words = plain_spaces(normalise(words)[0])
                if words and not _FURNITURE_NUMBER.match(words):
                    found[kind][words] = None
    return list(found["header"]), list(found["footer"])


def _line(at: int, words: str) -> Line:
    return Line(at, words, 0, 1, None, columns(words), False, False)


def _property_title(document: Any, head: Sequence[str]) -> str | None:
    """The title in the document's properties, where it also stands in the head of the text; templates leave others."""
    try:
        title = plain_spaces(normalise(document.core_properties.title or "")[0])
    except (KeyError, ValueError, AttributeError):
        return None
    if len(title) < 4 or _NO_TITLE.match(title):
        return None
    compact = "".join(title.split()).casefold()
    above = "".join("".join(head).split()).casefold()
    return title if compact in above else None
