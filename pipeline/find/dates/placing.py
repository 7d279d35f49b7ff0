"""The dates of a document placed in the calendar one after the other, each with those before it as anchors."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from pipeline.find.dates import evidence, intervals, words_en, words_ja
from pipeline.find.dates.model import Anchor, Expression, Interval, Tense, UnplacedError
from pipeline.find.dates.ranges import place_expression
from pipeline.find.dates.resolve import Surroundings
from pipeline.find.dates.scan import Misfit
from pipeline.find.dates.tense import bounds_of, tense_at
from pipeline.records import BlockKind

ENUMERATED: tuple[BlockKind, ...] = ("list_item", "table_row")
_HEADINGS: tuple[BlockKind, ...] = ("heading", "title")
# How far a date may stand behind the one whose year it takes over, in characters.
_NEAR = 200
# Where an enumeration or table is dated line by line, the date opens the line; a heading that dates what stands below it is
# short. In characters.
_OPENING = 3
_SHORT_HEADING = 40


class Passage(NamedTuple):
    """The dates of one block; `start`, `end` are characters into the matching copy.

    Attributes:
        lead_in: where the last block before an enumeration begins and ends; the block itself outside of one.
    """

    kind: BlockKind
    start: int
    end: int
    lead_in: tuple[int, int]
    expressions: Sequence[Expression]


_LIMIT_BEFORE = re.compile(words_en.LIMIT_BEFORE)
_LIMIT_AFTER = re.compile(words_ja.LIMIT_AFTER)

Dated = tuple[Expression, Interval, Anchor | None]


def place_passages(
    passages: Sequence[Passage], text: str, around: Surroundings, misfits: list[Misfit]
) -> Iterator[Dated]:
    """Gives each date with its days and its anchor; what cannot be placed goes to `misfits` with the reason."""
    section: Interval | None = None
    in_prose = around.named
    above: Interval | None = None
    for passage in passages:
        enumerated = passage.kind in ENUMERATED
        if not enumerated:
            # What 同日 means in running text is not a line of the table above it.
            around.named = in_prose
        opening: Interval | None = None
        for found, interval, anchor, opens in _placed(passage, text, around, section, above, misfits):
            if found.start - passage.start <= _OPENING and anchor != "published":
                opening = interval
            if anchor is None and opens:
                section = interval
            yield found, interval, anchor
        above = opening
        if not enumerated:
            in_prose = around.named
        if passage.kind == "paragraph":
            section = None


def _placed(
    passage: Passage,
    text: str,
    around: Surroundings,
    section: Interval | None,
    above: Interval | None,
    misfits: list[Misfit],
) -> Iterator[tuple[Expression, Interval, Anchor | None, bool]]:
    """The dates of one block, each with whether it dates the lines that follow."""
    around.block = around.sentence = around.beside = None
    previous: Expression | None = None
    sentence = (passage.start, passage.start)
    for found, following in zip_longest(passage.expressions, passage.expressions[1:]):
        if found.start >= sentence[1]:
            sentence = bounds_of(text, found.start, passage.start, passage.end)
            around.sentence = around.beside = None
        elif around.sentence is None and evidence.is_listed(found, text, previous):
            around.sentence = around.beside
        around.near = previous is not None and found.start - previous.end < _NEAR
        opens = passage.kind in ENUMERATED and found.start - passage.start <= _OPENING
        around.heading = section if opens else None
        around.above = above if found.start - passage.start <= _OPENING else None
        around.tense = _tense(found, text, sentence, passage)
        previous = found
        try:
            interval, anchor = place_expression(found, text[sentence[0] : found.start], around)
        except UnplacedError as error:
            misfits.append((found.start, found.end, f"date left out: {error}"))
            continue
        if following and text[found.end : following.start].strip() == "(":
            interval = _defined(interval, following, around)
        if _wrong_weekday(found, interval):
            misfits.append((found.start, found.end, f"{interval.edtf} is another weekday than the one beside it"))
        _remember(around, interval, found, anchor, sets_scene=_sets_scene(found, interval, text, around))
        opens = opens or (passage.kind in _HEADINGS and passage.end - passage.start <= _SHORT_HEADING)
        yield found, interval, anchor, opens


def _tense(found: Expression, text: str, sentence: tuple[int, int], passage: Passage) -> Tense:
    """What the sentence speaks of or, in an enumeration, the words that lead in to it ("The agencies will:")."""
    if found.point.framed and found.final.framed:
        return None  # its year is written, so it does not matter
    tense = tense_at(text, found.start, found.end, sentence)
    start, end = passage.lead_in
    if tense or passage.kind not in ENUMERATED or text[max(0, end - 1) : end] != ":":
        return tense
    return tense_at(text, end, end, bounds_of(text, end, start, end))


def _wrong_weekday(found: Expression, interval: Interval) -> bool:
    """Whether a date whose year is written stands beside a weekday that it is not."""
    ends = [(found.point, interval.first)]
    if found.last:
        ends.append((found.last, interval.last))
    return any(point.day and point.weekday not in (None, day.weekday()) for point, day in ends)


def _defined(interval: Interval, following: Expression, around: Surroundings) -> Interval:
    """A fiscal year whose first and last day stand in brackets behind it: "FY 2025 (1 July 2024 to 30 June 2025)"."""
    if following.last is None or interval.precision != "fiscal_year":
        return interval
    try:
        meant, _ = place_expression(following, "", around)
    except UnplacedError:
        return interval  # its own doubt is written when its turn comes
    if abs((meant.last - meant.first).days - 365) > 1:
        return interval
    return intervals.spanning_months(meant.first, meant.last, "fiscal_year")


def _sets_scene(found: Expression, interval: Interval, text: str, around: Surroundings) -> bool:
    """Whether what is told next may be of that time, too: not of the day of publication, nor of a term's end to come."""
    if around.published is None:
        return True
    if interval.first <= around.published:
        return interval.last != around.published or interval.precision != "day"
    return not (
        _LIMIT_BEFORE.search(text, max(0, found.start - 20), found.start) or _LIMIT_AFTER.match(text, found.end)
    )


def _remember(
    around: Surroundings, interval: Interval, found: Expression, anchor: Anchor | None, *, sets_scene: bool
) -> None:
    point = found.final
    if point.unit == "decade":
        return
    named = around.named
    around.named = named._replace(
        day=interval if point.unit == "day" else named.day,
        month=interval if point.unit in ("day", "week", "month") else named.month,
        year=interval,
    )
    around.beside = interval
    # A year that was itself inferred from the day of publication proves nothing for its neighbours.
    certain = point.framed or anchor != "published"
    if certain and point.unit != "fiscal_year":
        around.sentence = interval
    if certain and sets_scene and point.unit in ("day", "month"):
        around.block = interval
