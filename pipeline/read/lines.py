"""Lines to pieces: wraps joined, one piece for each paragraph, heading, list item or table row."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.read import patterns_en
from pipeline.read.glue import Glue
from pipeline.read.grammar import is_cut, is_ended
from pipeline.read.heads import Head, take_apart
from pipeline.read.layout import Line
from pipeline.read.markers import Marker
from pipeline.read.measures import cuts, first_line_indents, meaning, usual_gap
from pipeline.read.normalise import plain_spaces
from pipeline.read.rooms import rooms
from pipeline.read.rows import table_rows
from pipeline.read.seams import Growing, goes_on
from pipeline.records import BlockKind, Box

# The number or letter of an item inside a sentence: "(i) ", "（2）", "3) ".
_INLINE = re.compile(r"[(（]?(\d{1,2}|[a-z]|[ivx]{1,5})[)）]")


# Lines that end so few columns before the edge are full.
_TIGHT = 3
# Notes at the foot of a page, and the paragraph that goes on over them, have no more lines than this.
_NOTE_LINES = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that belong together, before it is known what it is.

    Attributes:
        at: place of its first line among the lines of the text.
        words: without the marker, wraps joined; the cells of a table row with tabs between them.
        label: bold type, Markdown or the brackets around it make it a heading.
        level: of a heading as the format has it; of a list item where `kind` says so; 0 for anything else.
        indent: columns before its first line.
        gap: blank lines that mean something before it.
        lines: how many it was put together from.
        row: it is a row of a table.
        box: around all its lines on its first page.
        kind: what the format itself says it is, as HTML does; None where its form and its place have to tell.
    """

    at: int
    words: str
    marker: Marker | None = None
    label: bool = False
    level: int = 0
    indent: int = 0
    gap: int = 0
    page: int | None = None
    lines: int = 1
    row: bool = False
    box: Box | None = None
    kind: BlockKind | None = None


def pieces_of(lines: Sequence[Line]) -> tuple[list[Piece], Counter[str]]:
    """Puts the lines of a text together.

    Returns:
        the pieces in order, and how many lines were joined to the one before, for `normalise.describe`.
    """
    heads = _notes_behind(take_apart(lines))
    cut = cuts(heads)
    usual = usual_gap(heads, cut)
    room = rooms(heads, cut, usual)
    indents = first_line_indents(heads, cut, usual)
    gaps = [meaning(head.line.gap, usual) for head in heads]
    rows = table_rows(heads, gaps)
    glue = Glue(lines)
    pieces: list[Piece] = []
    block: Growing | None = None
    opened = 0
    for index, head in enumerate(heads):
        if head.rule or index in rows:
            if block:
                pieces.append(_piece(block, opened, glue))
            block = None
            if rows.get(index):
                words = "\t".join(rows[index])
                pieces.append(
                    Piece(head.line.at, words, gap=gaps[index], page=head.line.page, row=True, box=head.line.box)
                )
            continue
        if block and _may_go_on(block, head, heads, index):
            begins = head.line.indent in indents and not _hangs(block, head) and not _keeps_indent(block, head)
            rest = replace(head, words=plain_spaces(head.line.text), marker=None) if head.marker else head
            if goes_on(block, rest, gap=gaps[index], room=room[index - 1], begins=begins):
                block.add(rest)
                continue
        if block:
            pieces.append(_piece(block, opened, glue))
        block, opened = Growing([head]), gaps[index]
    if block:
        pieces.append(_piece(block, opened, glue))
    return pieces, Counter({"wrapped line{s} joined": sum(piece.lines - 1 for piece in pieces)})


def _notes_behind(heads: list[Head]) -> list[Head]:
    """Moves the notes at the foot of a page behind the paragraph that goes on over them on the next page."""
    out = list(heads)
    for turn in range(1, len(heads)):
        if heads[turn].line.page == heads[turn - 1].line.page:
            continue
        foot = turn
        while foot > 0 and turn - foot < _NOTE_LINES and heads[foot - 1].line.page == heads[turn - 1].line.page:
            foot -= 1
            if _is_note(heads[foot]) and heads[foot].line.gap and (foot == 0 or not _is_note(heads[foot - 1])):
                break
        else:
            continue
        if foot == 0 or heads[turn].marker or not _is_cut_over(heads[foot - 1], heads[turn]):
            continue
        stop = turn + 1
        while (
            stop < len(heads)
            and stop - turn < _NOTE_LINES
            and not (heads[stop].line.gap or heads[stop].marker or heads[stop].label)
        ):
            stop += 1
        out[foot:stop] = [
            replace(heads[turn], line=replace(heads[turn].line, gap=1)),
            *heads[turn + 1 : stop],
            *heads[foot:turn],
        ]
    return out


def _is_cut_over(before: Head, after: Head) -> bool:
    """The second goes on with the first, by what they say or because the first was full."""
    full = (
        after.line.column is not None
        and before.line.room is not None
        and before.line.width >= before.line.room - _TIGHT
    )
    return is_cut(before.words, after.words) or (full and not is_ended(before.words))


def _is_note(head: Head) -> bool:
    return head.line.kind == "footnote" or (head.marker is not None and head.marker.style == "note")


def _piece(block: Growing, gap: int, glue: Glue) -> Piece:
    first = block.first
    return Piece(
        first.line.at,
        glue.join(block.heads),
        first.marker,
        first.label,
        first.level,
        first.line.indent,
        gap,
        first.line.page,
        len(block.heads),
        box=_around([head.line.box for head in block.heads if head.line.page == first.line.page]),
        kind=first.line.kind,
    )


def _around(boxes: Sequence[Box | None]) -> Box | None:
    """The box around all that are known."""
    known = [box for box in boxes if box]
    if not known:
        return None
    x0, top, x1, bottom = zip(*known, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _may_go_on(block: Growing, head: Head, heads: Sequence[Head], index: int) -> bool:
    """The line has no marker or heading of its own, or what looks like a marker stands in the middle of a sentence."""
    if head.line.kind != block.first.line.kind or head.quoted != block.first.quoted:
        return False
    last = block.heads[-1].line
    if head.label or head.level or last.level or last.bold:
        return head.marker is None and _same_type(last, head.line)
    marker = head.marker
    if marker is None:
        return True
    before = heads[index - 1].line.text
    if marker.form == "・":
        return block.in_bracket and block.open_brackets[-1] in head.words[:200]
    if marker.style == "dash":
        around = [*heads[max(0, index - 3) : index], *heads[index + 1 : index + 4]]
        fellow = any(other.marker and other.marker.form == marker.form for other in around)
        return head.words[:1].islower() and not fellow and not patterns_en.FINAL.search(before[-12:])
    if marker.value > 1 and marker.style in ("number", "letter", "roman"):
        return _counts_inline(block, marker)
    return False


def _same_type(before: Line, line: Line) -> bool:
    """Both are of a heading, by the same size or weight of their type."""
    return (before.level, before.bold) == (line.level, line.bold) and (line.level > 0 or line.bold) and not line.gap


def _hangs(block: Growing, head: Head) -> bool:
    """The line stands below the words of a list item, further in than its marker."""
    indent = head.line.indent
    if block.first.marker is None or indent <= block.first.line.indent:
        return False
    # Where places are known, nothing but the item's own lines stands between its marker and its words.
    return indent <= block.hanging + 1 if head.line.room is not None else abs(indent - block.hanging) <= 1


def _keeps_indent(block: Growing, head: Head) -> bool:
    """Where places are known, a line that begins no further in than the one before begins no paragraph by that."""
    return head.line.room is not None and head.line.indent <= block.heads[-1].line.indent


def _counts_inline(block: Growing, marker: Marker) -> bool:
    """The sentence before has the number that comes before this one: "… (ii) optical links and" / "(iii) sensors"."""
    text = "".join(head.words[-400:] for head in block.heads[-6:])
    inline = [match[1] for match in _INLINE.finditer(text)]
    value = {"number": str(marker.value - 1), "letter": chr(95 + marker.value)}.get(marker.style) or _roman(
        marker.value - 1
    )
    return bool(inline) and inline[-1] == value


def _roman(value: int) -> str:
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (value // 10) + ones[value % 10]
