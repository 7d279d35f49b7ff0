"""HTML pages: the main content with its title, headings, lists and tables, without what surrounds it."""

import re
from collections.abc import Sequence

from pipeline.config import Limits
from pipeline.errors import UnreadableDocumentError, too_large
from pipeline.read import unreadable
from pipeline.read.compose import from_pieces
from pipeline.read.html.chunks import Chunk, Node, chunks_of
from pipeline.read.html.main import main_content
from pipeline.read.html.metadata import Metadata, day_of_times, metadata_of
from pipeline.read.html.page import Element, parse
from pipeline.read.html.signs import lines_of, plain
from pipeline.read.markers import candidates
from pipeline.read.normalise import describe, normalise, plain_spaces
from pipeline.read.passages import Passage, one_line, pieces_of_passages
from pipeline.records import RawDocument, TextDocument

# The chunks among which title and day of publication stand.
_HEAD = 15
# All that a page says which is filled in by scripts.
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|activate|turn\son|requires?|without)\s(?:\w+\s){0,3}javascript|javascript\s(?:is|must|to)|JavaScript.{0,12}(?:有効|オン|無効)|^loading\W*$",
    re.IGNORECASE,
)
_LITTLE = 300


def read_html(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument:
    """Reads a page.

    Raises:
        UnreadableDocumentError: `empty`, `malformed`, `too_large` or `unreadable_text`.
    """
    root, guess = parse(content)
    metadata = metadata_of(root)
    chunks, nodes = chunks_of(_body(root))
    chosen = [chunks[index] for index in main_content(chunks, nodes)]
    text = "\n".join(chunk.text for chunk in chosen)
    if not chosen or (len(text) < _LITTLE and _NEEDS_SCRIPTS.search(text)):
        raise UnreadableDocumentError("empty", _why_empty(root))
    if len(text) > limits.characters:
        # Before it costs more time; the text that would come out is as long, or a few signs shorter.
        raise too_large("the text has {} characters", len(text), "characters", limits.characters)
    lost = unreadable.check(text)
    title, above = _title(chunks, chosen, metadata)
    pieces, repairs = pieces_of_passages(_passages(above + chosen))
    repairs["unreadable character{s} left in"] = lost
    return from_pieces(
        raw,
        pieces,
        title=title,
        published=metadata.published or day_of_times(_times(chosen, nodes)),
        publisher=metadata.publisher,
        stated=metadata.language,
        repairs=(*((guess,) if guess else ()), *describe(repairs)),
    )


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _why_empty(root: Element) -> str:
    frames = [frame.get("src") or "" for frame in root.iter("frame", "iframe")]
    if root.find(".//frameset") is not None:
        return f"the page only frames others; put those into raw/ instead: {', '.join(frames[:5])}"
    if root.find(".//script") is not None:
        return "the page has no text of its own, scripts fill it in; save it as it is shown in a browser, or print it to PDF"
    return "the page has no text"


def _title(chunks: Sequence[Chunk], chosen: Sequence[Chunk], metadata: Metadata) -> tuple[str | None, list[Chunk]]:
    """The title, and the chunk of it where it stands above the main content.

    The first <h1> of the main content; one above it that the metadata confirm; a title of the metadata that stands in the
    head of the text; a heading there; a title of the metadata.
    """
    site = {_compact(name) for name in (metadata.site, metadata.publisher) if name}
    given = [_compact(title) for title in metadata.titles]
    head = [(chunk, _compact(_words(chunk))) for chunk in chosen[:_HEAD]]
    for chunk, words in head:
        if chunk.level == 1 and words not in site:
            return _words(chunk), []
    for chunk in chunks:
        words = _compact(_words(chunk)) if chunk.level == 1 else ""
        if words and words not in site and any(words in title or title in words for title in given):
            return _words(chunk), [chunk]
    for title in given:
        for chunk, words in head:
            if title not in site and (words == title or (len(words) > 8 and words in title)):
                return _words(chunk), []
    for chunk, words in head[:4]:
        if chunk.level and words not in site:
            return _words(chunk), []
    return next((title for title in metadata.titles if _compact(title) not in site), None), []


def _words(chunk: Chunk) -> str:
    words = one_line([normalise(text)[0] for text, _ in lines_of(chunk.text)])
    found = candidates(words)
    return words[found[0][1] :] if found and found[0][0].sure else words


def _compact(words: str) -> str:
    return "".join(words.casefold().split())


def _times(chosen: Sequence[Chunk], nodes: Sequence[Node]) -> list[tuple[Element, str]]:
    """The <time> elements in the head of the text, each with the words around it."""
    out = []
    for chunk in chosen[:_HEAD]:
        words = plain(chunk.text)
        for time in nodes[chunk.node].element.iter("time"):
            said = "".join(time.itertext()).strip()
            if said and plain_spaces(said) in words:
                out.append((time, words))
    return out


def _passages(chunks: Sequence[Chunk]) -> list[Passage]:
    out = []
    for index, chunk in enumerate(chunks):
        lines = tuple(lines_of(chunk.text))
        opened = chunk.item if chunk.opens else None
        if chunk.cells:
            out.append(Passage(cells=chunk.cells))
        elif chunk.kind == "footnote":
            out.append(Passage(lines, "footnote", marker=opened.marker if opened else ""))
        elif chunk.kind == "caption":
            out.append(Passage(lines, "caption"))
        elif chunk.level:
            numbered = opened is not None and opened.marker != "•"
            out.append(Passage(lines, "heading", chunk.level, opened.marker if opened and numbered else ""))
        elif opened:
            longer = index + 1 < len(chunks) and chunks[index + 1].item is opened
            out.append(Passage(lines, "list_item", opened.depth, opened.marker, longer))
        else:
            out.append(Passage(lines, label=chunk.label))
    return out
