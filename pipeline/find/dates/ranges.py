"""A date as found, single or a range, placed in the calendar."""

import re
from dataclasses import replace

from pipeline.find.dates import countries, intervals
from pipeline.find.dates.model import Expression, Interval, Point, UnplacedError
from pipeline.find.dates.resolve import Named, Placed, Surroundings, place

_PHRASE = re.compile(r"[一-鿿ァ-ー]{1,10}の?[ \t]?$")


def place_expression(expression: Expression, before: str, around: Surroundings) -> Placed:
    """The days of a date or range, and what they were anchored to.

    Args:
        before: what stands before it in its sentence.

    Raises:
        UnplacedError: where no calendar can place it, or only a guess could.
    """
    first = _owned(expression.point, before)
    if expression.last is None:
        return place(first, around)
    last = _owned(expression.last, before)
    if last.unit == "day" and last.month is None and last.day is not None and last.base is None:
        last = last._replace(month=first.month, base=first.base, base_unit=first.base_unit, shift=first.shift)
        if first.framed and last.year is None:
            last = last._replace(year=first.year)
    if last.unit == "month" and last.month is None and last.part:  # 6月上旬から中旬
        last = first._replace(part=last.part)
    if not first.framed and last.framed and last.nearest is None and last.base != "previous":
        return _ending(first, last, around)
    begin, anchor = place(first, around)
    if last.unit == "day" and last.month is None and last.day is not None:  # 10日から12日
        last = last._replace(month=begin.first.month, year=begin.first.year)
    return intervals.joined(begin, _end(last, begin, around)), anchor


def _ending(first: Point, last: Point, around: Surroundings) -> Placed:
    """A range whose year stands at its end: 28 April to 2 May 2024, November to March 2025."""
    end, anchor = place(last, around)
    year = end.last.year
    frame = first._replace(fiscal=last.fiscal, owner=last.owner, begins=last.begins)
    for candidate in (last.year if last.fiscal and last.year else year, year - 1):
        begin, _ = place(frame._replace(year=candidate), around)
        if begin.first <= end.last:
            return intervals.joined(begin, end), anchor
    raise UnplacedError("it runs backwards")


def _end(last: Point, begin: Interval, around: Surroundings) -> Interval:
    if last.base == "previous":
        return place(last, replace(around, named=Named(begin, begin, begin)))[0]
    if last.framed:
        return place(last, around)[0]
    for year in (begin.first.year, begin.first.year + 1):
        end, _ = place(last._replace(year=year), around)
        if end.last >= begin.first:
            return end
    raise UnplacedError("it runs backwards")


def _owned(point: Point, before: str) -> Point:
    """A fiscal year with the country that stands before it: Japan's fiscal year 2025, 米国2025会計年度."""
    if not point.fiscal:
        return point
    if point.owner:  # said by the form (JFY, 年度): only a country in the same unbroken phrase says otherwise
        phrase = _PHRASE.search(before)
        before = phrase[0] if phrase else ""
    named = countries.named_last(before)
    return point._replace(owner=named) if named else point
