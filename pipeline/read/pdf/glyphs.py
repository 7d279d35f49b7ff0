"""Characters as a page draws them: those that a reader sees, in strips that were drawn in one go."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTPage, LTRect

from pipeline.read.language import is_japanese
from pipeline.records import Box

_BOLD = re.compile(r"bold|black|heavy|demi|-w[6-9]\b|gothic-?(?:bbb|mb|eb)|[-,](?:b|eb|db)$", re.IGNORECASE)
# Fonts whose letters are pictures, and those of the pictures that are arrows.
_DINGBATS = re.compile(r"wingding|webding", re.IGNORECASE)
_ARROWS = {"\xe0": "→", "\xe8": "➔", "\xf0": "⇨", "\xdf": "←"}
# Codes that WinAnsiEncoding does not use are bullets (ISO 32000-1, table D.2, note 3).
_UNUSED = frozenset(f"(cid:{code})" for code in (127, 129, 141, 143, 144, 157))
# What stands for a character without a code in Unicode.
_LOST = "\ufffd"
# Characters of one strip stand on one line to an eighth of their size, at most a size apart, half a size back.
_OFF_LINE, _APART, _BACK = 0.12, 1.0, 0.5
# Steps between characters that stand under one another, in sizes.
_LEAST_STEP, _LARGEST_STEP = 0.8, 1.35
# Type smaller than this, in points, nobody sees; damaged files have some of none.
_SMALLEST = 0.1
# Characters side by side in a vertical line, at most.
_SIDE_BY_SIDE = 3
# A character turned by less than this, as the tangent of the angle, is as good as straight.
_STRAIGHT = 0.1
# Colour spaces of which it is known what white is; 1 is full ink in that of a spot colour (ISO 32000-1, 8.6).
_LIGHT = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased", "G", "RGB", "CMYK"})
# Points by which a line may slant, and by which the two edges of a line drawn as a rectangle lie apart.
_THIN = 2.0


class Glyph(NamedTuple):
    """A character and the box around it, in points from the top left corner of its sheet."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Strip:
    """Characters of one size that follow one another, as they were drawn.

    Attributes:
        base: the baseline, from the top of the sheet.
        size: of the type, in points.
        stacked: they stand under one another.
    """

    glyphs: list[Glyph]
    base: float
    size: float
    bold: bool
    stacked: bool = False

    @property
    def box(self) -> Box:
        """Around all its characters."""
        _, x0, top, x1, bottom = zip(*self.glyphs, strict=True)
        return min(x0), min(top), max(x1), max(bottom)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a page that runs one way, and the lines drawn around it.

    Attributes:
        width, height: of what the page shows, in points.
        turn: degrees by which the page was turned clockwise for the text to run from left to right.
        strips: in the order of drawing.
        rules: boxes of straight lines and rectangles.
    """

    width: float
    height: float
    turn: int
    strips: list[Strip]
    rules: list[Box]

    def on_page(self, box: Box) -> Box:
        """Where a box of this sheet stands on the page."""
        return _turned(box, (360 - self.turn) % 360, self.width, self.height)


def sheets_of(layout: LTPage, shown: Box, repairs: Counter[str]) -> list[Sheet]:
    """Parts what a page draws into the text that runs across it and that which runs another way, if it is the most.

    Vertical Japanese comes turned, so that its columns are lines like any others.

    Args:
        shown: left, bottom, right, top of what the page shows, in points from the bottom left corner of the paper.
        repairs: counts what is left out.
    """
    left, bottom, right, top = shown
    width, height = right - left, top - bottom
    characters: defaultdict[int | None, list[LTChar]] = defaultdict(list)
    others: list[LTItem] = []
    for item in items_of(layout):
        if isinstance(item, LTChar):
            characters[_way(item)].append(item)
        else:
            others.append(item)
    strips = {
        way: _strips(_seen(found, shown, others, repairs), shown, way)
        for way, found in characters.items()
        if way is not None
    }
    across = strips.pop(0, [])
    down = [strip for strip in across if strip.stacked]
    if _ink(down) > _ink(across) / 2:
        size = median(strip.size for strip in down)
        down = [strip for strip in across if strip.stacked or _is_square(strip, size)]
        held = set(map(id, down))
        across = [strip for strip in across if id(strip) not in held]
        strips[270] = [*(_on_side(strip, width, height) for strip in down), *strips.get(270, [])]
    main = max(strips, key=lambda way: _ink(strips[way]), default=0)
    rules = [box for item in others if (box := _rule(item, shown))]
    sheets = [Sheet(width, height, 0, across, rules)] if across else []
    if main and _ink(strips[main]) >= _ink(across):
        over, down_to = (width, height) if main == 180 else (height, width)
        turned = [_turned(box, main, width, height) for box in rules]
        sheets.append(Sheet(over, down_to, main, strips.pop(main), turned))
    left_out = len(characters[None]) + sum(map(_ink, strips.values()))
    repairs["character{s} of slanting or turned text left out"] += left_out
    return sheets


def _ink(strips: Sequence[Strip]) -> int:
    return sum(len(strip.glyphs) for strip in strips)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A box on a page of a given size, when the page is turned clockwise."""
    x0, top, x1, bottom = box
    if turn == 90:
        return height - bottom, x0, height - top, x1
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 270:
        return top, width - x1, bottom, width - x0
    return box


def _is_square(strip: Strip, size: float) -> bool:
    """One character of a column whose neighbours are of another font, or a few digits in the place of one."""
    return len(strip.glyphs) <= _SIDE_BY_SIDE and strip.glyphs[-1].x1 - strip.glyphs[0].x0 <= 1.5 * size


def _on_side(strip: Strip, width: float, height: float) -> Strip:
    """A column of characters as the line that it is on the turned page."""
    glyphs = strip.glyphs
    if not strip.stacked:
        # Two or three digits side by side in the place of one character.
        x0, top, x1, bottom = strip.box
        glyphs = [Glyph("".join(glyph.text for glyph in glyphs), x0, top, x1, bottom)]
    glyphs = [Glyph(glyph.text, *_turned(glyph[1:], 270, width, height)) for glyph in glyphs]
    return replace(strip, glyphs=glyphs, base=max(glyph.bottom for glyph in glyphs), stacked=False)


def items_of(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """What a page draws, that inside of figures too."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from items_of(item)
        else:
            yield item


def _way(item: LTChar) -> int | None:
    """How far the page has to be turned for the character to stand upright; None for a slanting one."""
    a, b, *_ = item.matrix
    if abs(b) <= _STRAIGHT * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= _STRAIGHT * abs(b):
        return 90 if b > 0 else 270
    return None


def _seen(found: Sequence[LTChar], shown: Box, others: Sequence[LTItem], repairs: Counter[str]) -> list[LTChar]:
    """The characters inside of what the page shows, without those in white on white."""
    left, bottom, right, top = shown
    seen = [item for item in found if item.x1 > left and item.x0 < right and item.y1 > bottom and item.y0 < top]
    repairs["character{s} outside the page left out"] += len(found) - len(seen)
    white = [item for item in seen if _is_white(item)]
    if not white:
        return seen
    areas = [item.bbox for item in others if isinstance(item, LTImage) or (isinstance(item, LTCurve) and item.fill)]
    hidden = {id(item) for item in white if not any(_lies_on(item, area) for area in areas)}
    repairs["character{s} in white on white left out"] += len(hidden)
    return [item for item in seen if id(item) not in hidden]


def _is_white(item: LTChar) -> bool:
    """Filled in the white of its colour space: all the light there is, or none of four inks."""
    color = item.graphicstate.ncolor
    parts = [part for part in (color if isinstance(color, tuple) else (color,)) if isinstance(part, int | float)]
    # Where a space has no colour set yet, the parser goes on with that of the one before.
    if item.ncs.name not in _LIGHT or len(parts) != item.ncs.ncomponents:
        return False
    return not any(parts) if len(parts) == 4 else all(part >= 1 for part in parts)


def _lies_on(item: LTChar, area: Box) -> bool:
    x0, y0, x1, y1 = area
    return x0 <= (item.x0 + item.x1) / 2 <= x1 and y0 <= (item.y0 + item.y1) / 2 <= y1


def _rule(item: LTItem, shown: Box) -> Box | None:
    """The box of a line or rectangle that may rule a table or frame a text."""
    if not isinstance(item, LTRect | LTLine) or not (item.stroke or item.fill):
        return None
    left, _, _, top = shown
    x0, y0, x1, y1 = item.bbox
    if isinstance(item, LTLine) and min(x1 - x0, y1 - y0) > _THIN:
        return None
    return x0 - left, top - y1, x1 - left, top - y0


@cache
def _is_bold(fontname: str) -> bool:
    return bool(_BOLD.search(fontname))


@cache
def _is_dingbats(fontname: str) -> bool:
    return bool(_DINGBATS.search(fontname))


def _picture(text: str) -> str:
    """A letter of a font of pictures, in the private range that Windows keeps for them."""
    return _ARROWS.get(text) or (chr(0xF000 + ord(text)) if len(text) == 1 and " " < text <= "\xff" else text)


def _strips(characters: Sequence[LTChar], shown: Box, way: int) -> list[Strip]:
    """Characters as they were drawn, parted where the next one is of another size or does not follow the last."""
    left, bottom, right, top = shown
    width, height = right - left, top - bottom
    strips: list[Strip] = []
    glyphs: list[Glyph] = []
    strip = Strip(glyphs, -1.0, 0.0, bold=False)
    for item in characters:
        text, size, font = item.get_text(), item.size, str(item.fontname)
        if size < _SMALLEST:
            continue
        if text == "\0":
            text = _LOST
        elif text in _UNUSED:
            text = "•"
        elif _is_dingbats(font):
            text = _picture(text)
        if way:
            place = _turned((item.x0 - left, top - item.y1, item.x1 - left, top - item.y0), way, width, height)
            glyph = Glyph(text, *place)
            origin = item.matrix[4] - left, top - item.matrix[5]
            base = _turned((*origin, *origin), way, width, height)[1]
        else:
            glyph = Glyph(text, item.x0 - left, top - item.y1, item.x1 - left, top - item.y0)
            base = top - item.matrix[5]
        bold = _is_bold(font)
        if glyphs and bold == strip.bold and abs(size - strip.size) <= 0.05 * size:
            last = glyphs[-1]
            step = glyph.x0 - last.x1
            if (
                not strip.stacked
                and abs(base - strip.base) <= _OFF_LINE * size
                and -_BACK * size < step < _APART * size
            ):
                glyphs.append(glyph)
                continue
            if (strip.stacked or len(glyphs) == 1) and _stands_below(glyph, last, size):
                glyphs.append(glyph)
                strip.stacked = True
                strip.base = max(strip.base, glyph.bottom)
                continue
        glyphs = [glyph]
        strip = Strip(glyphs, base, size, bold)
        strips.append(strip)
    return [strip for strip in strips if not all(glyph.text.isspace() for glyph in strip.glyphs)]


def _stands_below(glyph: Glyph, last: Glyph, size: float) -> bool:
    """The character follows the one above it in a column of Japanese."""
    if abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) > 0.3 * size:
        return False
    step = glyph.top - last.top
    return (
        _LEAST_STEP * size <= step <= _LARGEST_STEP * size and is_japanese(glyph.text[0]) and is_japanese(last.text[0])
    )
