"""How much a line can hold where it stands: whether it ended because it was full, or because the writer ended it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.grammar import is_ended
from pipeline.read.heads import Head
from pipeline.read.language import is_japanese
from pipeline.read.layout import Line
from pipeline.read.measures import UNWRAPPED, meaning, widest_of_prose
from pipeline.read.published import is_date_line

# A heading is put on a second line only when the first is about as long as this.
_HEADING_COLUMNS = 50
# Columns of text are not narrower.
_NARROWEST = 24
# How many lines around one tell how wide the lines of its column are.
_AROUND = 8
# Lines that are enough to say where most of them end.
_ENOUGH = 5
# Type of varying width, counted in characters, leaves a seventh of a full line open.
_LOOSE = 0.14
# The shortest line of a text that was cut to fit, against the longest.
_SHORTEST = 0.7
# Of the lines of wrapped prose, at least this share ends where grammar shows that the sentence goes on.
_CUT_SHARE = 0.3
# Lines of one width end this close to the edge: 、 and closing brackets are not put at the head of a line.
_TIGHT = 3
_HANGING = frozenset("、。，．・」』）】ー々っゃゅょッャュョァィゥェォ！？")


@dataclass(frozen=True, slots=True)
class Room:
    """What a line can hold.

    Attributes:
        columns: from the margin.
        slack: columns by which a full line may stay below.
        sure: False where only the widest lines of the text suggest it.
    """

    columns: int
    slack: int = 0
    sure: bool = True


NO_END = Room(1 << 40)
"""Where no line of the text was cut, a line can hold anything."""

_WAS_CUT = Room(0)


def is_full(before: Line, right: str, room: Room) -> bool:
    """The first word of the words that follow would not have fitted on a line, as far as can be told."""
    if before.width > UNWRAPPED:
        return False
    return before.width + max(_unit(right), room.slack) >= room.columns


def _unit(right: str) -> int:
    """Columns of the first word, with the space before it."""
    if is_japanese(right[0]):
        return 2
    token = patterns_en.TOKEN.match(right[:80])
    return 1 + len(token[0]) if token else 1


def rooms(heads: Sequence[Head], cut: Sequence[bool], usual: int) -> list[Room]:
    """For each line what it could have held.

    A format with places on the page says it. Else the lines that were cut in the middle of a sentence show it: those of the same column of text, else those nearby.
    """
    if heads and heads[0].line.room is not None:
        return [NO_END if head.line.room is None else Room(head.line.room, _TIGHT) for head in heads]
    wrapped = [is_cut_here and _is_wrap(heads, index, usual) for index, is_cut_here in enumerate(cut)]
    seen = [index for index, is_wrap in enumerate(wrapped) if is_wrap]
    joined = sum(meaning(head.line.gap, usual) == 0 and not head.marker for head in heads[1:])
    if _blanks_part(heads, cut, usual):
        return [_WAS_CUT] * len(heads)
    letters = _letters(heads, usual)
    if letters:
        # Each letter that a line has left could have been a wide one.
        sized = [Room(head.line.width + 2 * max(0, letters - _count(head)), _TIGHT) for head in heads]
        return _corrected(heads, sized, usual)
    edge = _edge(heads, usual)
    if edge:
        return _corrected(heads, [edge] * len(heads), usual)
    if not seen or len(seen) < 0.06 * joined:
        width = widest_of_prose(heads)
        return _corrected(
            heads, [Room(width, round(_LOOSE * width), sure=False) if width else NO_END] * len(heads), usual
        )
    elsewhere = _edge_of([_reach(heads[index]) for index in seen])
    loose = _is_loose(heads, seen, elsewhere)
    out: list[Room] = []
    at = 0
    for start, stop in _regions(heads, usual):
        own = [_reach(heads[n]) for n in range(start, stop) if wrapped[n]]
        if own:
            width = _edge_of(own)
            if len(own) < _ENOUGH:
                width = max(width, min(_edge_of([_reach(head) for head in heads[start:stop]]), round(1.1 * width)))
        else:
            while at < len(seen) and seen[at] < start - _AROUND:
                at += 1
            near = [_reach(heads[n]) for n in seen[at : at + 2 * _AROUND] if n < stop + _AROUND]
            width = _edge_of(near) if near else elsewhere
        out += [Room(width, round(_LOOSE * width) if loose else _TIGHT)] * (stop - start)
    return _corrected(heads, out, usual)


def _regions(heads: Sequence[Head], usual: int) -> list[tuple[int, int]]:
    """Runs of lines of one page without a blank line that means something."""
    starts = [0]
    for index, (before, after) in enumerate(pairwise(heads), start=1):
        if meaning(after.line.gap, usual) or before.line.page != after.line.page:
            starts.append(index)
    return list(pairwise([*starts, len(heads)])) if heads else []


def _blanks_part(heads: Sequence[Head], cut: Sequence[bool], usual: int) -> bool:
    """Blank lines part all blocks of the text: no line that another follows at once, without a marker, is short."""
    followed = [
        (before.line.width, is_cut_here)
        for (before, after), is_cut_here in zip(pairwise(heads), cut, strict=False)
        if meaning(after.line.gap, usual) == 0
        and before.line.page == after.line.page
        and not (after.marker or after.label or after.level or after.rule or before.rule)
    ]
    if len(followed) < _ENOUGH or sum(is_cut_here for _, is_cut_here in followed) < _CUT_SHARE * len(followed):
        return False
    widest = max(width for width, _ in followed)
    return widest <= UNWRAPPED and min(width for width, _ in followed) >= _SHORTEST * widest


def _is_wrap(heads: Sequence[Head], index: int, usual: int) -> bool:
    """The line was cut because it was full, not because it is a line of a title page ("between", "and")."""
    before, after = heads[index], heads[index + 1]
    if before.line.width < (_NARROWEST if meaning(after.line.gap, usual) == 0 else _HEADING_COLUMNS):
        return False
    return not after.words.isascii() or 2 * after.line.width >= before.line.width or is_ended(after.words)


def _edge(heads: Sequence[Head], usual: int) -> Room | None:
    """The edge at which type of one width ends: several unfinished lines about as wide as the widest of all."""
    width = widest_of_prose(heads)
    if not width:
        return None
    near = [
        (
            before.line.width,
            meaning(after.line.gap, usual) == 0 and not (after.marker or after.label or is_ended(before.words)),
        )
        for before, after in pairwise(heads)
        if before.line.width >= width - 2 * _TIGHT
    ]
    unfinished = [columns for columns, goes_on in near if goes_on]
    if len(unfinished) < 3 or 2 * len(unfinished) < len(near):
        return None
    return Room(_edge_of(unfinished), _TIGHT + 1)


def _letters(heads: Sequence[Head], usual: int) -> int:
    """Letters of a full line where Japanese was cut by their number, whatever their width; 0 where it was not.

    Half of the lines that end no sentence then have the same number, though not the same width.
    """
    unfinished = [
        before
        for before, after in pairwise(heads)
        if meaning(after.line.gap, usual) == 0
        and not (after.marker or is_ended(before.words))
        and before.words
        and before.line.width <= UNWRAPPED
        and is_japanese(before.words[-1])
    ]
    if len(unfinished) < _ENOUGH:
        return 0
    most, widest = max(map(_count, unfinished)), max(head.line.width for head in unfinished)
    full = sum(_count(head) >= most - 1 for head in unfinished)
    wide = sum(head.line.width >= widest - _TIGHT for head in unfinished)
    return most if full >= _ENOUGH and 2 * full >= len(unfinished) and full > 2 * wide else 0


def _count(head: Head) -> int:
    """Letters of a line, with the ideographic spaces before it."""
    return len(head.line.text) + (head.line.indent + 1) // 2


def _is_loose(heads: Sequence[Head], seen: Sequence[int], width: int) -> bool:
    """Lines were cut although the next word would have fitted, so that the widest one is no measure for the rest."""
    room = Room(width, _TIGHT)
    full = sum(is_full(heads[index].line, heads[index + 1].words, room) for index in seen)
    return full < 0.85 * len(seen)


def _reach(head: Head) -> int:
    """Columns of a line without the punctuation that may hang over the edge."""
    return head.line.width - 2 * (head.words[-1:] in _HANGING)


def _edge_of(widths: Sequence[int]) -> int:
    """Where most of the widest lines end; a few stick out, with a punctuation mark or an address on one line."""
    ordered = sorted(widths, reverse=True)
    if len(ordered) >= _ENOUGH:
        return ordered[len(ordered) // 10]
    return ordered[1] if len(ordered) > 3 and ordered[0] > 1.25 * ordered[1] else ordered[0]


def _corrected(heads: Sequence[Head], out: Sequence[Room], usual: int) -> list[Room]:
    """Puts in what is known of single lines: headings on two lines, and white space at the end of paragraphs."""
    rooms_of = list(out)
    for start, stop in _regions(heads, usual):
        if _is_wrapped_heading(heads[start:stop]):
            rooms_of[start] = _WAS_CUT
    if _ends_are_marked(heads):
        for index, head in enumerate(heads):
            if not head.line.open_end:
                rooms_of[index] = _WAS_CUT
            elif head.words and is_japanese(head.words[-1]):
                rooms_of[index] = NO_END
    return rooms_of


def _is_wrapped_heading(region: Sequence[Head]) -> bool:
    """Two lines between blank ones, the first long, the second shorter, and neither a label, an item or a name with a post."""
    if len(region) != 2:
        return False
    first, second = region
    if any(head.marker or head.label or head.level or head.rule or is_ended(head.words) for head in region):
        return False
    if is_date_line(second.words) or patterns_en.CONTACT.match(second.words[:80]):
        return False
    listed = ", " in first.words and ", " in second.words
    return not listed and _HEADING_COLUMNS < first.line.width <= UNWRAPPED and second.line.width < first.line.width


def _ends_are_marked(heads: Sequence[Head]) -> bool:
    """White space ends the last line of each paragraph and few others: so word processors write text into PDFs."""
    final = [head.line.open_end for head in heads if patterns_ja.FINAL.search(head.words[-8:])]
    spaced = sum(head.line.open_end for head in heads)
    return len(final) >= 4 and sum(final) >= 0.8 * len(final) and 0.05 * len(heads) <= spaced <= 0.7 * len(heads)
