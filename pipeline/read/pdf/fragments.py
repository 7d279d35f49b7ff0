"""Strips to fragments: what stands on one line without a wide gap, spaces put in, letters set apart put together."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.glyphs import Glyph, Strip
from pipeline.records import Box

# A gap this wide, in sizes of the type, parts two fragments.
_WIDE = 1.0
# Strips whose baselines differ by less stand on one line.
_SAME_LINE = 0.2
# A gap that is a space: between Latin letters, between Japanese and Latin ones, between Japanese ones.
_LATIN_SPACE, _MIXED_SPACE, _JAPANESE_SPACE = 0.15, 0.4, 0.5
# A dash at the head of a line and a smaller gap behind it mark an item.
_DASHES, _BEHIND_DASH = frozenset("-–—−*+"), 0.08
# Letters set apart: the least and largest gap, and by how much the gaps of one word differ.
_APART, _TOO_FAR, _EVEN = 0.2, 4.0, 0.12
# Small type beside or above other type, as a share of its size, and no longer than this if it stands beside.
_SMALL, _FEW = 0.8, 8
# Latin type is tracked where so many letters or more stand apart.
_TRACKED = 8
_RUBY = re.compile("[\u3041-\u3096\u30a1-\u30fe\u30fb\u30fc\\s]+$")
_KANJI = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile("[\u3041-\u3096\u30a1-\u30fa\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
_JAPANESE = re.compile("[\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\ufe10-\ufe4f]")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Fragment:
    """Words on one line with nothing wide between them.

    Attributes:
        base, size: of most of its characters.
        bold: most of its characters are.
        open_end: a space was drawn after the last word.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    open_end: bool = False


class _Row:
    """Strips on one baseline."""

    __slots__ = ("base", "strips")

    def __init__(self, strip: Strip) -> None:
        self.base = strip.base
        self.strips = [strip]


def fragments_of(
    strips: Sequence[Strip], parted: Sequence[tuple[Box, Sequence[float]]], repairs: Counter[str]
) -> list[Fragment]:
    """Gives the fragments of a sheet, line by line from the top.

    Args:
        parted: the boxes of ruled tables, each with the places of its vertical lines.
        repairs: counts ruby left out, characters printed twice and letters put together.
    """
    stacked = [_column(strip) for strip in strips if strip.stacked]
    rows = _rows([strip for strip in strips if not strip.stacked])
    _attach_small(rows, repairs)
    found: list[Fragment] = []
    for row in rows:
        if row.strips:
            middle = row.base - row.strips[0].size / 3
            rules = [xs for (x0, top, x1, bottom), xs in parted if top <= middle <= bottom]
            found += _parts(row, sorted(x for xs in rules for x in xs), repairs)
    return found + stacked


def _column(strip: Strip) -> Fragment:
    """Characters under one another on a page that runs across: a label on the side."""
    x0, top, x1, bottom = strip.box
    text = "".join(glyph.text for glyph in strip.glyphs).strip()
    return Fragment(text, x0, top, x1, bottom, top + strip.size, strip.size, strip.bold)


def _rows(strips: Iterable[Strip]) -> list[_Row]:
    rows: list[_Row] = []
    for strip in sorted(strips, key=lambda strip: strip.base):
        last = rows[-1] if rows else None
        if last and strip.base - last.base <= _SAME_LINE * min(strip.size, last.strips[-1].size):
            last.strips.append(strip)
        else:
            rows.append(_Row(strip))
    return rows


def _attach_small(rows: Sequence[_Row], repairs: Counter[str]) -> None:
    """Moves raised and lowered characters to their line, and takes the reading aids above the ideographs out."""
    bases = [row.base for row in rows]
    for index, row in enumerate(rows):
        kept: list[Strip] = []
        for strip in row.strips:
            if not _belongs_elsewhere(strip, rows, bases, index, repairs):
                kept.append(strip)
        row.strips = kept


def _belongs_elsewhere(
    strip: Strip, rows: Sequence[_Row], bases: Sequence[float], index: int, repairs: Counter[str]
) -> bool:
    reach = 3 * strip.size
    text = "".join(glyph.text for glyph in strip.glyphs)
    x0, x1 = strip.glyphs[0].x0, strip.glyphs[-1].x1
    at = bisect_left(bases, strip.base - reach / 2)
    ruby = bool(_RUBY.match(text))
    if not ruby and len(text) > _FEW:
        return False
    while at < len(rows) and bases[at] <= strip.base + reach:
        other = rows[at]
        at += 1
        if other is rows[index]:
            continue
        for main in other.strips:
            if strip.size > _SMALL * main.size:
                continue
            left, right = main.glyphs[0].x0, main.glyphs[-1].x1
            rise = main.base - strip.base
            if (
                ruby
                and 0.6 * main.size <= rise <= 1.6 * main.size
                and left - strip.size < (x0 + x1) / 2 < right + strip.size
            ):
                over = "".join(glyph.text for glyph in main.glyphs if glyph.x1 > x0 and glyph.x0 < x1)
                if _KANJI.search(over):
                    repairs["reading aid{s} beside ideographs left out"] += 1
                    return True
            beside = (
                -0.3 * main.size <= x0 - right <= 0.35 * main.size or -0.3 * main.size <= left - x1 <= 0.5 * main.size
            )
            if len(text) <= _FEW and beside and -0.4 * main.size <= rise <= 0.75 * main.size:
                other.strips.append(strip)
                if rise > 0.12 * main.size and text.strip().isdigit():
                    strip.glyphs = [Glyph(glyph.text.translate(_DIGITS), *glyph[1:]) for glyph in strip.glyphs]
                return True
    return False


def _parts(row: _Row, rules: Sequence[float], repairs: Counter[str]) -> list[Fragment]:
    """Parts a row at its wide gaps and at the lines that rule it."""
    placed = _in_order(row.strips, repairs)
    inked = [(glyph, strip) for glyph, strip in placed if not glyph.text.isspace()]
    if not inked:
        return []
    blank_after = _blanks(placed)
    gaps = [after.x0 - before.x1 for (before, _), (after, _) in pairwise(inked)]
    even = _evenly_apart(inked, gaps)
    repairs["letter{s} set apart put together"] += sum(even)
    tracking = _tracking(inked, gaps)
    parts: list[Fragment] = []
    words: list[str] = []
    start = 0
    for index, (glyph, strip) in enumerate(inked):
        words.append(glyph.text)
        if index == len(gaps):
            break
        after, size = inked[index + 1][0], max(strip.size, inked[index + 1][1].size)
        ruled = rules and bisect_left(rules, (glyph.x0 + glyph.x1) / 2) < bisect_left(rules, (after.x0 + after.x1) / 2)
        if even[index] and not ruled:
            continue
        if gaps[index] > _WIDE * size or ruled:
            parts.append(_fragment(inked[start : index + 1], words, open_end=blank_after[index]))
            words, start = [], index + 1
        elif (
            blank_after[index]
            or _is_space(glyph.text, after.text, gaps[index] / size, tracking)
            or (index == 0 and glyph.text in _DASHES and gaps[0] > _BEHIND_DASH * size)
        ):
            words.append(" ")
    parts.append(_fragment(inked[start:], words, open_end=blank_after[-1]))
    return parts


def _in_order(strips: Sequence[Strip], repairs: Counter[str]) -> list[tuple[Glyph, Strip]]:
    """The characters of a row from left to right; those printed twice, to look bold, once."""
    ordered = sorted(strips, key=lambda strip: strip.glyphs[0].x0)
    placed = [(glyph, strip) for strip in ordered for glyph in strip.glyphs]
    if all(after.glyphs[0].x0 >= before.glyphs[-1].x1 - 0.3 * before.size for before, after in pairwise(ordered)):
        return placed
    out: list[tuple[Glyph, Strip]] = []
    twice = 0
    for glyph, strip in sorted(placed, key=lambda one: one[0].x0):
        if any(
            glyph.text == other.text and abs(glyph.x0 - other.x0) < 0.3 * (glyph.x1 - glyph.x0 or strip.size)
            for other, _ in out[-3:]
        ):
            twice += not glyph.text.isspace()
            strip.bold = True
        else:
            out.append((glyph, strip))
    repairs["character{s} printed twice"] += twice
    # Words that only run into one another stay words.
    return out if twice else placed


def _blanks(placed: Sequence[tuple[Glyph, Strip]]) -> list[bool]:
    """For each character with ink whether a space was drawn after it."""
    blanks: list[bool] = []
    for glyph, _ in placed:
        if not glyph.text.isspace():
            blanks.append(False)
        elif blanks:
            blanks[-1] = True
    return blanks


def _evenly_apart(inked: Sequence[tuple[Glyph, Strip]], gaps: Sequence[float]) -> list[bool]:
    """The gaps inside words whose letters were set apart to fill a column: 署　名　日."""
    even = [False] * len(gaps)
    start = 0
    while start < len(gaps):
        size = inked[start][1].size
        stop = start
        while (
            stop < len(gaps)
            and _APART * size <= gaps[stop] <= _TOO_FAR * size
            and abs(gaps[stop] - gaps[start]) <= _EVEN * size
            and _LETTER.match(inked[stop][0].text)
            and _LETTER.match(inked[stop + 1][0].text)
        ):
            stop += 1
        if stop - start >= 2:
            even[start:stop] = [True] * (stop - start)
        start = max(stop, start + 1)
    return even


def _tracking(inked: Sequence[tuple[Glyph, Strip]], gaps: Sequence[float]) -> float:
    """The space that was put between all letters of a line of Latin type, in sizes."""
    latin = [
        gap / before[1].size
        for gap, before, after in zip(gaps, inked, inked[1:], strict=False)
        if before[0].text.isascii() and after[0].text.isascii()
    ]
    return max(median(latin), 0.0) if len(latin) >= _TRACKED else 0.0


def _is_space(before: str, after: str, gap: float, tracking: float) -> bool:
    one, other = bool(_JAPANESE.match(before)), bool(_JAPANESE.match(after))
    if one and other:
        return gap > _JAPANESE_SPACE
    return gap > (_MIXED_SPACE if one or other else _LATIN_SPACE + tracking)


def _fragment(inked: Sequence[tuple[Glyph, Strip]], words: Sequence[str], *, open_end: bool) -> Fragment:
    sizes = Counter(strip.size for _, strip in inked)
    size = max(sizes, key=lambda size: (sizes[size], size))
    base = next(strip.base for _, strip in inked if strip.size == size)
    bold = sum(strip.bold for _, strip in inked)
    return Fragment(
        "".join(words).strip(),
        inked[0][0].x0,
        min(glyph.top for glyph, _ in inked),
        max(glyph.x1 for glyph, _ in inked),
        max(glyph.bottom for glyph, _ in inked),
        base,
        size,
        bold > 0.9 * len(inked),
        open_end,
    )
