"""What the words of a date say, before a calendar has been asked."""

import re
from datetime import date
from typing import Literal, NamedTuple

from pipeline.records import Precision

Unit = Literal["day", "week", "month", "quarter", "season", "half", "year", "fiscal_year", "decade"]
Part = Literal[
    "early", "mid", "late", "early-mid", "mid-late", "start", "end", "first", "second", "week", "week from", "week to"
]
"""A piece of a period: thirds (early, mid, late, start), its last day (end), or halves (first, second); of a day: the
calendar week that it is in, or the seven days that begin or end with it."""

Tense = Literal["past", "perhaps past", "future"] | None

Base = Literal["published", "previous"]
Anchor = Literal["published", "previous date", "same sentence", "heading", "weekday"]
"""The values of `DateMention.relative_to`.

published: the day the document was published. previous date: the date named last before this one.
same sentence: a date beside it in the sentence, or the other end of the range. heading: the date that the heading or
the enumeration above names. weekday: the year in which the weekday beside it is right.
"""


class Point(NamedTuple):
    """One end of a date as written; what the words leave out is None.

    A tuple, as `Expression` is, because some are made for every date that is read: a dataclass takes several times as long.

    Attributes:
        unit: the finest unit that is named.
        year: the calendar year, the year that a fiscal year is named by, or the first year of a decade.
        number: which quarter (1–4), half (1–2) or season (1 is spring).
        base, shift: the period that a deictic word stands for: so many `base_unit`s after the base.
        nearest: for "last April", "this Friday", "next autumn": -1, 0 or 1.
        owner: the country whose fiscal year it is, where the words say so (ISO 3166 alpha-2).
        begins: the year is the one in which the fiscal year begins, because both years are written (2025/26).
        closing: the month that the fiscal year ends with (2025年3月期).
        short: the year of an era that is not named, because it is the one before (令和7年12月〜8年3月).
        swapped: day and month of a numeric date in the order as written, which may be either.
    """

    unit: Unit
    year: int | None = None
    fiscal: bool = False
    decade: bool = False
    month: int | None = None
    day: int | None = None
    number: int | None = None
    weekday: int | None = None
    part: Part | None = None
    base: Base | None = None
    base_unit: Unit | None = None
    shift: int = 0
    nearest: int | None = None
    owner: str | None = None
    begins: bool = False
    closing: int | None = None
    approximate: bool = False
    short: int | None = None
    swapped: tuple[int, int] | None = None

    @property
    def framed(self) -> bool:
        """Whether the words themselves say which year it is."""
        return self.year is not None or self.base is not None or self.nearest is not None


class Expression(NamedTuple):
    """A date or a piece of one in the matching copy of a text: `start`, `end` are characters into that copy.

    Attributes:
        last: the other end of a range.
        weak: more evidence is needed before it counts as a date (a bare number, a bare month).
        role: a piece that is no date by itself (a part such as "end of", a bracketed weekday) says so here.
        form: the name of the pattern that found its first piece.
        seam: where the first end stops and the last one begins, for a range that proves to be two dates.
        loose: the two ends are named side by side ("3 and 10 March"); only neighbours make a range of them.
    """

    start: int
    end: int
    point: Point
    last: Point | None = None
    weak: bool = False
    role: Literal["date", "part", "weekday"] = "date"
    form: str = ""
    seam: tuple[int, int] | None = None
    loose: bool = False

    @property
    def final(self) -> Point:
        """The last, or only, point."""
        return self.last or self.point

    def with_point(self, point: Point, *, start: int | None = None, end: int | None = None) -> "Expression":
        """The same expression with its (last) point replaced, and no longer weak."""
        start = self.start if start is None else start
        end = self.end if end is None else end
        if self.last is not None:
            return self._replace(start=start, end=end, last=point, weak=False)
        return self._replace(start=start, end=end, point=point, weak=False)


class Interval(NamedTuple):
    """Calendar days, both inclusive, with the precision of the source and the same in EDTF."""

    first: date
    last: date
    precision: Precision
    edtf: str


def form_of(match: re.Match[str]) -> str:
    """The name of the piece that a match is of: its outermost group is `is_<name>`."""
    return (match.lastgroup or "")[3:]


class UnplacedError(ValueError):
    """A date that no calendar can place; the message says why, for a doubt."""
