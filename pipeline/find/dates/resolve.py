"""From what the words say to calendar days, with the dates around them as anchors."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.find.dates import intervals
from pipeline.find.dates.model import Anchor, Interval, Point, Tense, UnplacedError

# A verb in the past near a date proves little in English ("is payable on 2 January, the board decided"): only a date
# that would lie further ahead than so many days is taken for a past one.
_FAR_AHEAD = {"month": 45, "season": 45}
_FAR_AHEAD_DAYS = 120
Placed = tuple[Interval, Anchor | None]
# How far a weekday is looked for in both directions: the calendar repeats itself after 5, 6 or 11 years.
_WEEKDAY_REACH = 5


class Named(NamedTuple):
    """The date named last that is as precise as a day, a month, a year."""

    day: Interval | None = None
    month: Interval | None = None
    year: Interval | None = None


_NONE = Named()


@dataclass(slots=True)
class Surroundings:
    """What a date can be anchored to, kept up as the text goes on.

    Attributes:
        published: the day of publication.
        speaker: the country whose fiscal year is meant where none is named.
        month_first: the order of day and month in numeric dates, where it is known.
        named: the dates named last.
        sentence: the last date named in the same sentence whose year is certain.
        beside: the last date named in the same sentence.
        heading: the date of the heading or of the line of the enumeration above.
        block: the last date in the same block that the words place themselves.
        above: the date that opens the line above, where this one opens a line, too.
        near: whether that date stands close enough for its year to be taken over.
        tense: what the sentence speaks of.
    """

    published: date | None = None
    speaker: str = "JP"
    month_first: bool | None = None
    named: Named = _NONE
    sentence: Interval | None = None
    beside: Interval | None = None
    heading: Interval | None = None
    block: Interval | None = None
    above: Interval | None = None
    near: bool = False
    tense: Tense = None


def place(point: Point, around: Surroundings) -> Placed:
    """The days that a point means, and what they were anchored to; raises `UnplacedError`."""
    if point.swapped:
        point = _ordered(point, around)
    if point.nearest is not None:
        found: Placed = _nearest(point, around), "published"
    elif point.base:
        found = _deictic(point, around)
    elif point.year is not None:
        found = _in_year(point, point.year, around), None
    else:
        found = _without_year(point, around)
    interval, anchor = found
    return (intervals.about(interval) if point.approximate else interval), anchor


def _ordered(point: Point, around: Surroundings) -> Point:
    a, b = point.swapped or (0, 0)
    if a > 12 or (around.month_first is False and b <= 12):
        day, month = a, b
    elif b > 12 or around.month_first or a == b:
        month, day = a, b
    else:
        raise UnplacedError("day and month of it can be either")
    return point._replace(day=day, month=month, swapped=None)


def _in_year(point: Point, year: int, around: Surroundings) -> Interval:
    """A point in a year that is known; `year` names the fiscal year where the point is fiscal."""
    if point.fiscal:
        whole = _fiscal(point, year, around)
    elif point.decade:
        whole = intervals.decade(year)
    elif point.unit == "week" and point.number:
        whole = intervals.iso_week(year, point.number)
        if point.weekday is not None:
            whole = intervals.of_day(whole.first + timedelta(days=point.weekday))
    elif point.day is not None and point.month is not None:
        whole = intervals.day(year, point.month, point.day)
    elif point.month is not None:
        whole = intervals.month(year, point.month)
    elif point.unit == "quarter" and point.number:
        whole = intervals.quarter(year, point.number)
    elif point.unit == "half" and point.number:
        whole = intervals.half(year, point.number)
    elif point.unit == "season" and point.number:
        whole = intervals.season(year, point.number)
    elif point.unit == "year":
        whole = intervals.year(year)
    else:
        raise UnplacedError("it names no part of a year")
    return intervals.part_of(whole, point.part) if point.part else whole


def _fiscal(point: Point, year: int, around: Surroundings) -> Interval:
    owner = point.owner or around.speaker
    first_month, by_start = intervals.FISCAL_YEARS.get(owner, (1, True))
    if point.closing:
        first_month, by_start = point.closing % 12 + 1, False
    by_start = by_start or point.begins
    if point.begins and first_month == 1:
        # 2025/26 where the fiscal year is the calendar's: the two years themselves.
        first, last = intervals.months(year, 1, 24)
        return Interval(first, last, "range", f"{year:04}/{year + 1:04}")
    begin = year if by_start or first_month == 1 else year - 1
    if point.unit in ("quarter", "half") and point.number:
        length = 3 if point.unit == "quarter" else 6
        first, last = intervals.months(begin, first_month + length * (point.number - 1), length)
        return intervals.spanning_months(first, last, point.unit)
    if point.month is not None:
        calendar_year = begin if point.month >= first_month else begin + 1
        if point.day is not None:
            return intervals.day(calendar_year, point.month, point.day)
        return intervals.month(calendar_year, point.month)
    if point.unit == "season" and point.number:
        return intervals.season(begin if 3 * point.number >= first_month else begin + 1, point.number)
    return intervals.fiscal_year(year, first_month=first_month, named_by_start=by_start)


def _fiscal_year_of(day: date, point: Point, around: Surroundings) -> int:
    """The name of the fiscal year that a day lies in."""
    first_month, by_start = intervals.FISCAL_YEARS.get(point.owner or around.speaker, (1, True))
    begin = day.year if day.month >= first_month else day.year - 1
    return begin if by_start or first_month == 1 else begin + 1


def _deictic(point: Point, around: Surroundings) -> Placed:
    if point.base == "published":
        base, anchor = around.published, "published"
        if base is None:
            raise UnplacedError("the day of publication is not known")
        base_end = base
    else:
        named = {"day": around.named.day, "month": around.named.month}.get(point.base_unit or "", around.named.year)
        if named is None:
            raise UnplacedError("no date was named before it")
        base, base_end, anchor = named.first, named.last, "previous date"
    found = _shifted(point, base, base_end, around)
    return found, anchor  # type: ignore[return-value]


def _shifted(point: Point, base: date, base_end: date, around: Surroundings) -> Interval:
    unit, shift = point.base_unit, point.shift
    if unit == "day":
        if shift == 0:
            return intervals.of_day(base) if base == base_end else intervals.days(base, base_end)
        return intervals.of_day((base_end if shift > 0 else base) + timedelta(days=shift))
    if unit == "week":
        found = intervals.week(base + timedelta(weeks=shift))
        if point.weekday is not None:
            return intervals.of_day(found.first + timedelta(days=point.weekday))
        return found
    if unit == "month":
        first, _ = intervals.months(base.year, base.month + shift, 1)
        inner = point._replace(month=first.month, unit="day" if point.day else "month", base=None)
        return _in_year(inner, first.year, around)
    if unit == "quarter":
        first, _ = intervals.months(base.year, base.month - (base.month - 1) % 3 + 3 * shift, 3)
        found = intervals.quarter(first.year, (first.month + 2) // 3)
        return intervals.part_of(found, point.part) if point.part else found
    if unit == "fiscal_year":
        return _in_year(point, _fiscal_year_of(base, point, around) + shift, around)
    if unit == "decade":
        found = _in_year(point, base.year - base.year % 10, around)
        if found.last < base:  # "by mid-decade" in 2028
            raise UnplacedError("which decade is meant is not said")
        return found
    return _in_year(point, base.year + shift, around)


def _nearest(point: Point, around: Surroundings) -> Interval:
    """ "last April", "this Friday", "next autumn": the nearest one before, around or after the day of publication."""
    today = around.published
    if today is None:
        raise UnplacedError("the day of publication is not known")
    how = point.nearest or 0
    if point.weekday is not None and point.month is None:
        if how == 0:
            monday = today - timedelta(days=today.weekday())
            return intervals.of_day(monday + timedelta(days=point.weekday))
        distance = (point.weekday - today.weekday()) % 7 or 7
        return intervals.of_day(today + timedelta(days=distance if how > 0 else distance - 7 if distance < 7 else -7))
    if how == 0 and point.month is not None:
        return _in_year(point._replace(nearest=None), today.year, around)
    years = range(today.year - 2, today.year + 3)
    choices = [_in_year(point._replace(nearest=None), year, around) for year in years]
    if how < 0:
        return [choice for choice in choices if choice.last < today][-1]
    if how > 0:
        return next(choice for choice in choices if choice.first > today)
    return min(choices, key=lambda choice: _distance(choice, today))


def _distance(choice: Interval, day: date) -> int:
    """Days between an interval and a day."""
    if choice.first > day:
        return (choice.first - day).days
    return max(0, (day - choice.last).days)


def _without_year(point: Point, around: Surroundings) -> Placed:
    if point.short and point.year is None:
        return _era_left_out(point, point.short, around)
    if point.month is None and point.unit == "month":
        return _third_of_month(point, around)
    if point.month is None and point.unit == "day":
        return _weekday_or_day(point, around)
    if point.unit in ("quarter", "half") and point.owner:
        return _japanese_period(point, around)
    if point.weekday is not None and point.day is not None:
        return _by_weekday(point, around)
    if around.sentence is not None:
        found = _following(point, around.sentence, around)
        if found and not _too_early(found, around):
            return found, "same sentence"
    if around.heading is not None:
        return _under_heading(point, around.heading, around), "heading"
    if around.block is not None and around.near:
        found = _following(point, around.block, around)
        if found and not _too_early(found, around) and not _too_late(found, around):
            return found, "previous date"
    if around.above is not None:
        found = _following(point, around.above, around)
        if found and _same_side(found, around.above, around.published):
            return found, "previous date"
    if around.published is not None:
        return _around_day(point, around.published, around.tense, around), "published"
    if named := around.named.month or around.named.year:
        return _around_day(point, named.first, None, around), "previous date"
    raise UnplacedError("its year is not said anywhere")


def _same_side(one: Interval, other: Interval, published: date | None) -> bool:
    """Whether both lie before or both behind the day of publication: a timetable goes on, a list of news goes back."""
    return published is None or (one.first > published) == (other.first > published)


def _under_heading(point: Point, heading: Interval, around: Surroundings) -> Interval:
    """In the year of a heading; under 2024年度 January is one of 2025."""
    found = _in_year(point, heading.first.year, around)
    if heading.precision in ("fiscal_year", "range") and found.last < heading.first:
        return _in_year(point, heading.last.year, around)
    return found


def _too_early(found: Interval, around: Surroundings) -> bool:
    """Whether the sentence speaks of the future and this would lie in the past."""
    return around.tense == "future" and around.published is not None and found.last < around.published


def _too_late(found: Interval, around: Surroundings) -> bool:
    """Whether the sentence speaks of the past and this would lie in the future."""
    return around.tense == "past" and around.published is not None and found.first > around.published


def _following(point: Point, named: Interval, around: Surroundings) -> Interval | None:
    """The point in the year of a date named before it, unless it would lie before that date."""
    found = _in_year(point, named.first.year, around)
    if found.last < named.first and named.last.year == named.first.year + 1:
        found = _in_year(point, named.last.year, around)  # "In the winter of 2023/24 … until 17 January"
        return found if found.first <= named.last else None
    return found if found.last >= named.first else None


def _around_day(point: Point, day: date, tense: Tense, around: Surroundings) -> Interval:
    choices = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            choices.append(_in_year(point._replace(begins=point.fiscal), year, around))
        except UnplacedError:
            continue  # 29 February
    if not choices:
        return _in_year(point, day.year, around)
    if tense == "past":
        fitting = [choice for choice in choices if choice.first <= day]
    elif tense == "perhaps past":
        limit = day + timedelta(days=_FAR_AHEAD.get(point.unit, _FAR_AHEAD_DAYS))
        fitting = [choice for choice in choices if choice.first <= limit]
    elif tense == "future":
        fitting = [choice for choice in choices if choice.last >= day]
    else:
        fitting = choices
    return min(fitting or choices, key=lambda choice: _distance(choice, day))


def _by_weekday(point: Point, around: Surroundings) -> Placed:
    """The year nearest to what is known in which the day has the weekday that stands beside it."""
    near = [named.first for named in (around.sentence, around.block) if named]
    near += [around.published] if around.published else [around.named.year.first] if around.named.year else []
    if not near:
        raise UnplacedError("its year is not said anywhere")
    reference = near[-1] if around.published else near[0]
    choices = []
    for year in range(reference.year - _WEEKDAY_REACH, reference.year + _WEEKDAY_REACH + 1):
        try:
            found = _in_year(point, year, around)
        except UnplacedError:
            continue
        if found.first.weekday() == point.weekday:
            choices.append(found)
    if not choices:
        raise UnplacedError("in no year near has it the weekday that stands beside it")
    return min(choices, key=lambda choice: _distance(choice, reference)), "weekday"


def _weekday_or_day(point: Point, around: Surroundings) -> Placed:
    """A weekday alone, or a day of the month alone."""
    if point.day is None:
        if around.published is None or point.weekday is None:
            raise UnplacedError("the day of publication is not known")
        ahead = (point.weekday - around.published.weekday()) % 7
        if around.tense == "future":
            return intervals.of_day(around.published + timedelta(days=ahead)), "published"
        return intervals.of_day(around.published - timedelta(days=-ahead % 7)), "published"
    for named, anchor in ((around.beside, "same sentence"), (around.block, "previous date")):
        if named is not None and named.precision in ("day", "month", "range"):
            found = intervals.day(named.last.year, named.last.month, point.day)
            if found.first >= named.first and point.weekday in (None, found.first.weekday()):
                return found, anchor  # type: ignore[return-value]
    if around.published is None:
        raise UnplacedError("its month is not said anywhere")
    months = [intervals.months(around.published.year, around.published.month + step, 1)[0] for step in (-1, 0, 1)]
    choices = []
    for first in months:
        try:
            choices.append(intervals.day(first.year, first.month, point.day))
        except UnplacedError:
            continue
    if point.weekday is not None:
        choices = [choice for choice in choices if choice.first.weekday() == point.weekday]
    elif around.tense != "future":
        choices = [choice for choice in choices if choice.first <= around.published]
    else:
        choices = [choice for choice in choices if choice.first >= around.published]
    if not choices:
        raise UnplacedError("its month is not said anywhere")
    return min(choices, key=lambda choice: _distance(choice, around.published)), "published"  # type: ignore[arg-type]


def _japanese_period(point: Point, around: Surroundings) -> Placed:
    """第3四半期 or 上期 alone: of the year or fiscal year named beside it, 上期 also of the one that the text is from."""
    if around.beside is not None and around.beside.precision in ("year", "fiscal_year"):
        fiscal = point.fiscal or around.beside.precision == "fiscal_year"
        within = point._replace(fiscal=fiscal, begins=fiscal)
        return _in_year(within, around.beside.first.year, around), "same sentence"
    last = around.named.year if around.near else None
    for named, anchor in ((around.heading, "heading"), (last, "previous date")):
        if named is not None and named.precision in ("year", "fiscal_year"):
            fiscal = point.fiscal or named.precision == "fiscal_year"
            within = point._replace(fiscal=fiscal, begins=fiscal)
            return _in_year(within, named.first.year, around), anchor  # type: ignore[return-value]
    if not point.fiscal or around.published is None:
        raise UnplacedError("neither its year is said nor whether it is a fiscal one")
    return _around_day(point, around.published, around.tense, around), "published"


def _third_of_month(point: Point, around: Surroundings) -> Placed:
    """中旬 alone: of the month of the date beside it."""
    named = around.beside
    if named is None or point.part is None or named.precision not in ("day", "month", "range"):
        raise UnplacedError("its month is not said beside it")
    return intervals.part_of(intervals.month(named.last.year, named.last.month), point.part), "same sentence"


def _era_left_out(point: Point, short: int, around: Surroundings) -> Placed:
    """7年度 after 令和5年度, 8年3月 after 令和7年12月: the year of the same era."""
    named = around.beside
    year = intervals.year_of_same_era(named.first.year, short) if named else None
    if year is None:
        raise UnplacedError("its era is not said beside it")
    return _in_year(point._replace(short=None), year, around), "same sentence"
