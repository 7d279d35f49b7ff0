"""Text as it stands on the page: lines with their indent, the blank space above them, and their page."""

import re
from dataclasses import dataclass
from itertools import count

from pipeline.read.normalise import plain_spaces
from pipeline.records import BlockKind, Box

_LINE_END = re.compile("\r\n|[\n\r\v\u2028\u2029]")
_SPACE = re.compile(r"\s*")
# East Asian Wide and Fullwidth, in the ranges that text of both languages uses.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
# Longer than any printed line: how wide exactly no longer matters.
_LONG = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        at: its place among the lines that are not blank.
        text: the words, inner white space as it was.
        indent: columns of white space before; an ideographic space has two.
        gap: blank lines before, since the last line that was not blank.
        page: counted from 1; None in a text without form feeds.
        width: columns from the margin to the last character.
        open_end: white space stood after the last character.
        soft: a soft hyphen ended the line.
        box: where it stands on its page, as in `pipeline.records.Block`; None where that is not known.
        room: columns from the margin to the edge of its column of text; None where only the lines themselves tell.
        column: of running text, counted through the document; None on slides, and where only the text is known.
        level: as a heading, by the size of its type; 0 where that says nothing.
        bold: its type sets it apart as a heading.
        starts: the columns at which the words behind its wide gaps begin, its own begin first; empty where the text tells.
        cells: of the row of a table that it is.
        kind: what its place and type say it is.
    """

    at: int
    text: str
    indent: int
    gap: int
    page: int | None
    width: int
    open_end: bool
    soft: bool
    box: Box | None = None
    room: int | None = None
    column: int | None = None
    level: int = 0
    bold: bool = False
    starts: tuple[int, ...] = ()
    cells: tuple[str, ...] | None = None
    kind: BlockKind | None = None


def columns(text: str) -> int:
    """How many columns a text takes: two for an East Asian wide character, one for any other."""
    return len(text) if len(text) > _LONG or text.isascii() else len(text) + len(_WIDE.findall(text))


def split_lines(text: str) -> tuple[list[Line], int | None]:
    """Gives the lines of a text that are not blank, and the number of pages; None without form feeds."""
    paged = "\f" in text
    pages = text.rstrip("\f\n\r \t").split("\f")
    lines: list[Line] = []
    gap = 0
    for page, content in zip(count(1), pages, strict=False):
        for raw in _LINE_END.split(content):
            stripped = raw.strip()
            words = stripped.rstrip("\u00ad")
            if not words:
                gap += 1
                continue
            lead = _SPACE.match(raw)
            indent = columns(lead[0].expandtabs(4)) if lead else 0
            soft = len(words) < len(stripped)
            trailing = raw[-1:].isspace()
            lines.append(
                Line(len(lines), words, indent, gap, page if paged else None, indent + columns(words), trailing, soft)
            )
            gap = 0
    return lines, len(pages) if paged else None


def words_of(line: Line) -> str:
    """The line with single spaces."""
    return plain_spaces(line.text)
