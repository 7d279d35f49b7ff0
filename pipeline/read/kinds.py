"""What each piece is: heading, paragraph, list item, table row or footnote."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.language import language_of
from pipeline.read.layout import columns
from pipeline.read.lines import Piece
from pipeline.read.markers import NUMBERED
from pipeline.read.published import is_date_line
from pipeline.records import BlockKind

# No heading is longer; a title may be.
_HEADING_COLUMNS = 120
_LONGEST = 400
# A heading above a telephone number says "Contact"; anything longer is who has that number.
_SHORT_COLUMNS = 24
# A line of a list of names or links is no longer.
_ROW_COLUMNS = 48
# How many items of lists within lists are looked past for the next item.
_LIST_REACH = 30
# Of the signs that stand before headings and items, those that hardly ever are the outer of two bullets.
_HEADING_SIGNS = frozenset("■□◆◇▼▽★☆")
_QUOTATION = re.compile(r"[“\"「『‘]")
_REFERENCE = re.compile(r"[（(](?:参考|別添|別紙|補足|注|資料)")
# A list of rows that happen to look like headings is as long as this, at least.
_CHAIN = 3


def kinds_of(pieces: Sequence[Piece]) -> list[BlockKind]:
    """Gives the kind of each piece, from its marker and form and from what stands around it."""
    kinds = [_kind(pieces, index) for index in range(len(pieces))]
    _even_out_numbers(pieces, kinds)
    return kinds


def settle(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Takes back in `kinds`, once the title is known, what only looked like a heading or a paragraph."""
    _thin_out_headings(pieces, kinds)
    for index in _lost_bullets(pieces):
        if kinds[index] != "title":
            kinds[index] = "list_item"


def levels_of(pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> list[int]:
    """Depth of each heading, counted from 1, and of each list item, counted from 0; 0 for all else."""
    levels: list[int] = []
    items: list[tuple[str, int]] = []
    numbers: dict[str, int] = {}
    last = 0
    for piece, kind in zip(pieces, kinds, strict=True):
        level = 0
        if kind == "list_item":
            level = piece.level if piece.kind == "list_item" else _nested(piece, items)
        elif kind not in ("footnote", "header_footer"):
            items.clear()
        if kind == "title":
            level = 1
        elif kind == "heading":
            level = last = _heading_level(piece, numbers, last)
        levels.append(level)
    return levels


def _heading_level(piece: Piece, numbers: dict[str, int], last: int) -> int:
    """Markdown's level; a number stands where its form stood before, else one below the heading above."""
    if piece.level:
        return piece.level
    if piece.marker is None or piece.marker.style not in NUMBERED:
        return 1
    return numbers.setdefault(piece.marker.form, last + 1)


def _kind(pieces: Sequence[Piece], index: int) -> BlockKind:
    piece, marker = pieces[index], pieces[index].marker
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    before = pieces[index - 1] if index else None
    if piece.kind:
        return piece.kind
    if piece.row:
        return "table_row"
    if marker is None:
        named = before is not None and (
            before.words[-1:] in (":", "：") or patterns_en.SALUTATION.match(before.words[:80])
        )
        value = is_date_line(piece.words) or patterns_ja.KEY_VALUE.match(piece.words[:60])
        label = piece.label and (piece.words[:1] in "【＜<" or not value)
        heading = piece.level or label or (not named and is_heading_like(piece, after))
        return "heading" if heading else "paragraph"
    if marker.style == "note":
        return "footnote"
    if piece.level:
        return "heading"
    if marker.style == "question" or (marker.style == "dash" and _is_attribution(piece, before)):
        return "paragraph"
    if columns(piece.words) > _HEADING_COLUMNS or is_sentence(piece.words):
        return "paragraph" if marker.style == "article" else "list_item"
    fellows = _has_fellow(pieces, index)
    if not piece.words or (piece.label and not fellows) or marker.style == "article":
        return "heading"
    if marker.style == "label":
        return "list_item" if fellows or after is None else "heading"
    if marker.style in NUMBERED and after and not fellows:
        # What is below is its text, or a list of its own; a list that goes on counts further than 1.
        opens = after.marker is None or after.marker.value <= 1
        return "heading" if opens else "list_item"
    return "list_item"


def _has_fellow(pieces: Sequence[Piece], index: int) -> bool:
    """An item of the same form stands above or below with nothing but other items, of lists within lists, between."""
    form = pieces[index].marker
    # What stands below such a sign is its own, so that only neighbours are a list: "■目的 ・A ・B ■予定 ・C" has two headings.
    reach = 1 if form and form.text in _HEADING_SIGNS else _LIST_REACH
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(pieces) and abs(at - index) <= reach and (other := pieces[at].marker):
            if form and other.form == form.form:
                return True
            at += step
    return False


def is_sentence(words: str) -> bool:
    """The words end as a sentence does; a colon does not end one."""
    if language_of(words[-200:], default="ja") == "ja":
        return bool(patterns_ja.FINAL.search(words[-8:]) or patterns_ja.PREDICATE.search(words[-12:]))
    tail = words[-12:]
    return bool(patterns_en.FINAL.search(tail) and not patterns_en.COLON.search(tail)) or bool(
        patterns_en.SEMICOLON.search(tail)
    )


def is_heading_like(piece: Piece, after: Piece | None, *, title: bool = False) -> bool:
    """A short line without a marker or the end of a sentence, above something else.

    Args:
        title: it stands where titles stand, and those of Japanese press releases may be sentences (…署名しました).
    """
    words = piece.words
    if len(words) > _LONGEST:
        return False
    if after is not None and columns(words) > _SHORT_COLUMNS and patterns_en.CONTACT.match(after.words[:80]):
        return False
    if after is None or piece.row or (not title and (piece.lines > 3 or columns(words) > _HEADING_COLUMNS)):
        return False
    if patterns_en.CONTACT.search(words[:200]) or is_date_line(words):
        return False
    if (words[0] in "（(" and not _REFERENCE.match(words)) or patterns_en.SENTENCES.search(words) or "。" in words[:-1]:
        return False
    if language_of(words, default="ja") == "ja":
        return not (
            patterns_ja.FINAL.search(words[-8:])
            or patterns_ja.KEY_VALUE.match(words[:60])
            or patterns_ja.ROW.match(words[:48] + " .")
            or patterns_ja.SET_PHRASE.match(words)
            or patterns_ja.ISSUER.match(words)
            or patterns_ja.PARTY.match(words)
            or (not title and patterns_ja.PREDICATE.search(words[-12:]))
            or (patterns_ja.OPEN.search(words[-16:]) and not patterns_ja.TITLE_END.search(words[-16:]))
        )
    cut = patterns_en.OPEN.search(words[-24:]) and not (piece.gap and patterns_en.CAN_END.search(words[-12:]))
    if cut or patterns_en.SALUTATION.match(words):
        return False
    if patterns_en.FINAL.search(words[-12:]) and not patterns_en.LEGAL_FORM.search(words[-16:]):
        return False
    if patterns_en.KEY_VALUE.match(words[:100]) or patterns_en.ROW.match(words[:40]):
        return False
    if patterns_en.WHEN.match(words[:40]) and patterns_en.WHEN.match(after.words[:40]):
        return False
    if after.marker is None and _QUOTATION.match(after.words) and patterns_en.SPEAKER.match(words):
        return False
    return words[:1].isupper() or words[:1].isdigit() or words[:1] in "“\"'(["


def _is_attribution(piece: Piece, before: Piece | None) -> bool:
    """Who said the quotation above: "– Dr. Jane Smith, President"."""
    return (
        before is not None
        and before.marker is None
        and before.words[-1:] in '”"」』’'
        and columns(piece.words) < _HEADING_COLUMNS
    )


def _even_out_numbers(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Numbers of one form are all headings or all items, unless sentences are among them."""
    forms: dict[tuple[str, int], list[int]] = {}
    for index, piece in enumerate(pieces):
        if (
            piece.marker
            and piece.marker.style in NUMBERED
            and kinds[index] in ("heading", "list_item")
            and not piece.level
        ):
            forms.setdefault((piece.marker.form, piece.indent), []).append(index)
    for run in (run for indices in forms.values() for run in _runs(pieces, indices)):
        short = [n for n in run if not is_sentence(pieces[n].words) and columns(pieces[n].words) <= _HEADING_COLUMNS]
        headings = [n for n in short if kinds[n] == "heading"]
        if len(short) == len(run) and (2 * len(headings) > len(run) or _head_sections(pieces, run)):
            for n in short:
                kinds[n] = "heading"
        elif len(run) > 1:
            for n in headings:
                kinds[n] = "list_item"


def _head_sections(pieces: Sequence[Piece], run: Sequence[int]) -> bool:
    """Each of the numbers has text or a list of its own below, and one before the last has text."""
    adjacent = any(after == before + 1 for before, after in pairwise(run))
    return not adjacent and any(_is_plain(pieces[n + 1]) for n in run[:-1])


def _is_plain(piece: Piece) -> bool:
    return piece.marker is None and not (piece.label or piece.level or piece.row)


def _runs(pieces: Sequence[Piece], indices: Sequence[int]) -> list[list[int]]:
    """Parts markers of one form where the counting begins again."""
    runs: list[list[int]] = []
    last = None
    for index in indices:
        marker = pieces[index].marker
        value = marker.value if marker else 0
        if last is None or value <= last:
            runs.append([])
        runs[-1].append(index)
        last = value
    return runs


def _thin_out_headings(pieces: Sequence[Piece], kinds: list[BlockKind]) -> None:
    """Takes unmarked lines back that only looked like headings: rows of a list, and what stands right below a line."""
    plain = [kind == "heading" and _is_plain(piece) for piece, kind in zip(pieces, kinds, strict=True)]
    start = 0
    while start < len(plain):
        stop = start
        while stop < len(plain) and plain[stop]:
            stop += 1
        if stop > start and _are_rows(pieces, kinds, start, stop):
            kinds[start:stop] = ["paragraph"] * (stop - start)
            if pieces[start].gap and (start == 0 or kinds[start - 1] != "heading"):
                kinds[start] = "heading"
            if stop < len(plain) and pieces[stop - 1].gap and not pieces[stop].gap:
                kinds[stop - 1] = "heading"
        start = max(stop, start + 1)


def _are_rows(pieces: Sequence[Piece], kinds: Sequence[BlockKind], start: int, stop: int) -> bool:
    """Several short lines in a row, or one right below a heading or another line that ends no sentence."""
    tight = any(not pieces[index].gap for index in range(start + 1, stop))
    end = stop
    while end < len(pieces) and end - start < _CHAIN and kinds[end] == "paragraph" and _is_row(pieces[end]):
        end += 1
    if end - start >= (_CHAIN if tight or end > stop else _CHAIN + 1):
        return True
    if start == 0 or pieces[start].gap:
        return False
    above = pieces[start - 1]
    if kinds[start - 1] == "heading":
        return stop < len(kinds) and kinds[stop] == "heading"
    short = columns(above.words) <= _HEADING_COLUMNS and not is_sentence(above.words)
    return kinds[start - 1] == "paragraph" and above.marker is None and short and above.words[0] not in "（("


def _is_row(piece: Piece) -> bool:
    return _is_plain(piece) and not piece.gap and columns(piece.words) <= _ROW_COLUMNS and not is_sentence(piece.words)


def _lost_bullets(pieces: Sequence[Piece]) -> set[int]:
    """Items whose bullet did not survive copying: two or more in a row that stand one column in, where others do not."""
    if sum(piece.indent == 0 for piece in pieces) < 0.3 * len(pieces):
        return set()
    lost: set[int] = set()
    run: list[int] = []
    for index, piece in enumerate([*pieces, replace(pieces[-1], indent=0)] if pieces else []):
        if piece.marker is None and piece.indent == 1 and not (piece.label or piece.level or piece.row):
            run.append(index)
            continue
        if len(run) > 1:
            lost.update(run)
        run = []
    return lost


def _nested(piece: Piece, stack: list[tuple[str, int]]) -> int:
    """Depth of an item: where its form of marker stood before, else one deeper than the item above."""
    form = piece.marker.form if piece.marker else ""
    for depth, (known, indent) in enumerate(stack):
        if known == form and abs(indent - piece.indent) <= 2:
            del stack[depth + 1 :]
            return depth
    while stack and piece.indent < stack[-1][1] - 1:
        stack.pop()
    stack.append((form, piece.indent))
    del stack[:-6]
    return len(stack) - 1
