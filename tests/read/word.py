"""Word documents built for the tests."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from pipeline.config import Limits
from pipeline.read import MEDIA_TYPES, read
from pipeline.records import RawDocument, Sidecar, TextDocument

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read_word(content: bytes | Any, *, limits: Limits | None = None, sidecar: Sidecar | None = None) -> TextDocument:
    """Reads a document as a file."""
    path = Path("document.docx")
    raw = RawDocument("document", path, MEDIA_TYPES[".docx"], "0" * 64, sidecar or Sidecar())
    return read(raw, content if isinstance(content, bytes) else saved(content), limits or Limits())


def blank() -> Any:
    """A document with Word's own styles and nothing in it."""
    return Document()


def add_list(document: Any, levels: Sequence[tuple[str, str]], *, start: int = 1) -> int:
    """Adds a numbering definition with a format and a text for each level, and gives its number."""
    root = document.part.numbering_part.element
    number = 1000 + len(root)
    parts = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{parts}</w:abstractNum>')
    first = next(iter(root.iter(root.tag.replace("}numbering", "}num"))), None)
    if first is None:
        root.append(abstract)
    else:
        first.addprevious(abstract)
    root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def add_item(document: Any, words: str, number: int, level: int = 0) -> Any:
    """Adds a paragraph of a list."""
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph
