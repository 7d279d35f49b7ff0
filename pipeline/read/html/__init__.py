"""HTML pages: the main content with its title, headings, lists and tables, without what surrounds it."""

from collections.abc import Sequence

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError
from pipeline.read import unreadable
from pipeline.read.compose import from_pieces
from pipeline.read.html.chunks import Chunk, chunks_of
from pipeline.read.html.main_content import main_content
from pipeline.read.html.page import parse
from pipeline.read.html.signs import lines_of, plain
from pipeline.read.normalise import describe
from pipeline.read.passages import Passage, pieces_of_passages
from pipeline.records import RawDocument, TextDocument


def read_html(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a page.

    Raises:
        UnreadableDocumentError: `empty`, `malformed` or `unreadable_text`.
    """
    root, guess = parse(content)
    chunks, nodes = chunks_of(root.find("body"))
    chosen = [chunks[index] for index in main_content(chunks, nodes)]
    lost = unreadable.check("\n".join(chunk.text for chunk in chosen))
    pieces, repairs = pieces_of_passages(_passages(chosen))
    repairs["unreadable character{s} left in"] = lost
    return from_pieces(raw, pieces, repairs=(*((guess,) if guess else ()), *describe(repairs)))


def _passages(chunks: Sequence[Chunk]) -> list[Passage]:
    items = [id(chunk.item) for chunk in chunks]
    out = []
    for index, chunk in enumerate(chunks):
        lines = tuple(lines_of(chunk.text))
        if chunk.cells:
            out.append(Passage(cells=chunk.cells))
        elif chunk.kind == "footnote":
            out.append(Passage(lines, "footnote", marker=chunk.item.marker if chunk.item and chunk.opens else ""))
        elif chunk.kind == "caption":
            out.append(Passage(lines, "caption"))
        elif chunk.level:
            out.append(Passage(lines, "heading", chunk.level, chunk.item.marker if chunk.item and chunk.opens and chunk.item.marker != "•" else ""))
        elif chunk.item and chunk.opens:
            longer = index + 1 < len(chunks) and items[index + 1] == items[index]
            out.append(Passage(lines, "list_item", chunk.item.depth, chunk.item.marker, longer))
        else:
            out.append(Passage(lines, label=chunk.label))
    return out
