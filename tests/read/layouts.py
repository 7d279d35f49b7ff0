"""Annotated layouts: a text as it was received, and the blocks that a careful reader would see in it.

A case begins with `=== name`; below `---` stands one block a line as `kind|marker|words`, the kind by its first letter
(x for page furniture). In the text ␣ is a space at the end of a line, ␌ a form feed and ◘ a bullet of a symbol font.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Limits
from pipeline.read import read
from pipeline.records import BlockKind, RawDocument, Sidecar, TextDocument

KINDS: dict[str, BlockKind] = {
    "t": "title",
    "h": "heading",
    "p": "paragraph",
    "l": "list_item",
    "r": "table_row",
    "f": "footnote",
    "x": "header_footer",
}
_SIGNS = str.maketrans({"␣": " ", "␌": "\f", "◘": "\uf0b7"})


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and its blocks as (kind, marker, words)."""

    name: str
    text: str
    blocks: list[tuple[BlockKind, str, str]]


def layouts(name: str) -> list[Layout]:
    """The annotated layouts of a file beside this one."""
    content = Path(__file__).with_name(name).read_text("utf-8")
    return [_layout(part) for part in re.split(r"^=== ", content, flags=re.MULTILINE)[1:]]


def _layout(part: str) -> Layout:
    name, rest = part.split("\n", 1)
    at = rest.rindex("\n---\n")
    lines = (line.split("|", 2) for line in rest[at + 5 :].rstrip("\n").split("\n"))
    return Layout(name, rest[:at].translate(_SIGNS), [(KINDS[kind], marker, words) for kind, marker, words in lines])


def read_text(
    text: str | bytes,
    *,
    name: str = "document.txt",
    media_type: str = "text/plain",
    sidecar: Sidecar | None = None,
    limits: Limits | None = None,
) -> TextDocument:
    """Reads a text as a file of the given name."""
    content = text.encode() if isinstance(text, str) else text
    return read(
        RawDocument(Path(name).stem, Path(name), media_type, "0" * 64, sidecar or Sidecar()),
        content,
        limits or Limits(),
    )


def blocks_of(document: TextDocument) -> list[tuple[BlockKind, str, str]]:
    """The blocks of a document as (kind, marker, words)."""
    return [(block.kind, block.marker, document.text[block.start : block.end]) for block in document.blocks]


def words_of(document: TextDocument, kind: str) -> list[str]:
    """The words of the blocks of one kind."""
    return [words for found, _, words in blocks_of(document) if found == kind]
