"""What a format marks up (headings, lists, tables) to pieces; what it leaves unmarked is read as the lines of a text are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.grammar import is_cut
from pipeline.read.heads import take_apart
from pipeline.read.kinds import is_sentence
from pipeline.read.language import is_japanese
from pipeline.read.layout import Line, columns, split_lines
from pipeline.read.lines import Piece, pieces_of
from pipeline.read.markers import Marker, candidates
from pipeline.read.normalise import normalise, plain_spaces
from pipeline.records import BlockKind

# Columns by which the items of a list stand further in than those of the list around it.
_INDENT = 4
# Bold type makes no heading of anything longer.
_HEADING_COLUMNS = 120
# Two blank lines between paragraphs: a sentence goes on over them only if its end and its beginning both say so.
_PARAGRAPHS = "\n\n\n"
_BULLET = Marker("•", "bullet", "•")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or row as a format has it.

    Attributes:
        lines: the lines with forced ends, an empty one for a blank line, each with whether all of it is in bold type.
        kind: what the format says it is; None where it says no more than that it is a paragraph.
        level: of a heading, counted from 1; of a list item, counted from 0.
        marker: what the format shows before a list item.
        longer: more paragraphs of the same list item follow.
        label: it stands where labels stand.
        cells: of a table row.
    """

    lines: tuple[tuple[str, bool], ...] = ()
    kind: BlockKind | None = None
    level: int = 0
    marker: str = ""
    longer: bool = False
    label: bool = False
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """The pieces so far; those of headings and items wait for their markers until all of them are known."""

    pieces: list[Piece] = field(default_factory=list)
    marked: list[tuple[int, Line]] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)
    flow: list[str] = field(default_factory=list)
    at: int = 0


def pieces_of_passages(passages: Iterable[Passage]) -> tuple[list[Piece], Counter[str]]:
    """Gives the pieces, and how often each repair was made, for `normalise.describe`.

    Where the format marks headings, a paragraph without a marker or bold type is no heading, however short.
    """
    work = _Work()
    headed = False
    for passage in passages:
        lines = [(_normal(work, text), bold) for text, bold in passage.lines]
        headed = headed or (passage.kind == "heading" and passage.level > 1)
        if passage.cells:
            _end_flow(work)
            cells = tuple(plain_spaces(_normal(work, cell)) for cell in passage.cells)
            _add(work, Piece(work.at, "\t".join(cells), row=True, kind="table_row", gap=_gap(work, "table_row")))
        elif passage.kind is None or (passage.kind == "list_item" and sum(bool(text) for text, _ in lines) > 1):
            work.flow.append("\n".join(_as_text(passage, lines)))
        else:
            _end_flow(work)
            _add_marked(work, passage, one_line([text for text, _ in lines]))
    _end_flow(work)
    _put_markers(work)
    if headed:
        work.pieces = [_settled(piece) for piece in work.pieces]
    return work.pieces, work.repairs


def _normal(work: _Work, text: str) -> str:
    text, repairs = normalise(text)
    work.repairs.update(repairs)
    return text


def _gap(work: _Work, kind: BlockKind) -> int:
    return 0 if work.pieces and work.pieces[-1].kind == kind else 1


def _add(work: _Work, piece: Piece) -> None:
    work.pieces.append(piece)
    work.at += 1


def _add_marked(work: _Work, passage: Passage, words: str) -> None:
    """A heading, item, caption or note; its own marker, if it has one, is found with those of its fellows."""
    kind = None if passage.longer and passage.kind == "list_item" else passage.kind
    item = passage.kind == "list_item"
    piece = Piece(
        work.at,
        words,
        _marker(passage.marker) if passage.marker else None,
        label=passage.longer and all(bold for text, bold in passage.lines if text),
        level=0 if kind is None else passage.level,
        indent=_INDENT * passage.level if item else 0,
        gap=_gap(work, "list_item") if item else 1,
        kind=kind,
    )
    if words and passage.kind != "caption":
        line = Line(work.at, words, piece.indent, 1, None, piece.indent + columns(words), False, False)
        work.marked.append((len(work.pieces), line))
    _add(work, piece)


def _put_markers(work: _Work) -> None:
    """Takes the waiting lines apart together; a marker that is written counts more than the one that the format shows."""
    rules = set()
    for (index, _), head in zip(work.marked, take_apart([line for _, line in work.marked]), strict=True):
        piece = work.pieces[index]
        if head.rule:
            if piece.kind is None:
                rules.add(index)
            continue
        note = piece.kind == "list_item" and head.marker is not None and head.marker.style == "note"
        work.pieces[index] = replace(
            piece,
            words=head.words,
            marker=head.marker or piece.marker,
            label=piece.label or head.label,
            level=piece.level or head.level,
            kind="footnote" if note else piece.kind,
        )
    work.pieces = [piece for index, piece in enumerate(work.pieces) if index not in rules]


def _marker(text: str) -> Marker:
    found = candidates(f"{text} x")
    return found[0][0] if found else replace(_BULLET, text=text, form=text)


def one_line(lines: Sequence[str]) -> str:
    """Lines with forced ends as one line with single spaces: without a space where a Japanese sentence was cut."""
    out = ""
    for line in (plain_spaces(line) for line in lines):
        if out and line:
            tight = is_japanese(out[-1]) and is_japanese(line[0]) and is_cut(out, line)
            out += line if tight else f" {line}"
        else:
            out += line
    return out


def _as_text(passage: Passage, lines: Sequence[tuple[str, bool]]) -> list[str]:
    """Lines as a text file would have them: bold type between **, items with their marker, the rest of an item below it."""
    out = []
    for kept, bold in lines:
        text = kept.replace("\xa0", " ")
        heading = (bold or passage.label) and columns(text) <= _HEADING_COLUMNS and text and not is_sentence(text)
        out.append(f"**{text.strip()}**" if heading and "**" not in text else text)
    if passage.kind == "list_item":
        first = next(index for index, line in enumerate(out) if line)
        indent = " " * (_INDENT * passage.level)
        written = candidates(lines[first][0])
        own = bool(written) and written[0][0].sure
        begin = "" if own else f"{passage.marker} "
        out = [f"{indent}{begin}{out[first]}", *(f"{indent}{' ' * len(begin)}{line}" for line in out[first + 1 :])]
    return out


def _end_flow(work: _Work) -> None:
    """Puts the lines of the paragraphs so far together."""
    if not work.flow:
        return
    lines, _ = split_lines(_PARAGRAPHS.join(work.flow))
    work.flow.clear()
    lines = [replace(line, at=line.at + work.at, gap=line.gap or (index == 0)) for index, line in enumerate(lines)]
    if len(lines) == 1:
        work.marked.append((len(work.pieces), lines[0]))
        _add(work, Piece(work.at, lines[0].text, indent=lines[0].indent, gap=1))
        return
    pieces, joined = pieces_of(lines)
    work.repairs.update(joined)
    work.pieces += pieces
    work.at += len(lines)


def _settled(piece: Piece) -> Piece:
    plain = not (piece.kind or piece.marker or piece.label or piece.level or piece.row)
    return replace(piece, kind="paragraph") if plain else piece
