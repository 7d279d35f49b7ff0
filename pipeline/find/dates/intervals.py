"""Periods of the calendar and their form in EDTF (ISO 8601-2)."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from pipeline.find.dates.model import Interval, Part, UnplacedError

# First month and whether the year is named by its beginning; other countries: the calendar year.
# Source: CIA World Factbook, field "Fiscal year" (public domain).
FISCAL_YEARS: dict[str, tuple[int, bool]] = {
    "JP": (4, True),
    "GB": (4, True),
    "CA": (4, True),
    "SG": (4, True),
    "HK": (4, True),
    "ZA": (4, True),
    "IN": (4, False),
    "US": (10, False),
    "AU": (7, False),
    "NZ": (7, False),
}


# The Gregorian years before the first of the eras whose years a text may shorten.
_BEFORE_ERAS = (2018, 1988, 1925)


def year_of_same_era(named: int, short: int) -> int | None:
    """The Gregorian year that a year without its era means after one of the same era: 8年 is 2026 after 2025 (令和7年)."""
    for before in _BEFORE_ERAS:
        if before < named <= before + short <= named + 30:
            return before + short
    return None


def _checked_year(year: int) -> int:
    if not 1 <= year < MAXYEAR:
        raise UnplacedError(f"the year {year} is outside the calendar")
    return year


def day(year: int, month: int, number: int) -> Interval:
    """One day; raises `UnplacedError` for a 31 June."""
    try:
        value = date(_checked_year(year), month, number)
    except ValueError as error:
        raise UnplacedError(f"{year}-{month:02}-{number:02} is not in the calendar") from error
    return Interval(value, value, "day", value.isoformat())


def of_day(value: date) -> Interval:
    """One day as an interval."""
    return Interval(value, value, "day", value.isoformat())


def days(first: date, last: date) -> Interval:
    """A run of days."""
    return Interval(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")


def week(value: date) -> Interval:
    """The week from Monday to Sunday that a day lies in."""
    monday = value - timedelta(days=value.weekday())
    return days(monday, monday + timedelta(days=6))


def iso_week(year: int, number: int) -> Interval:
    """A week by its ISO 8601 number."""
    try:
        return week(date.fromisocalendar(_checked_year(year), number, 1))
    except ValueError as error:
        raise UnplacedError(f"{year} has no week {number}") from error


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of so many months, beginning with one counted from January of `year` (13 is the next January)."""
    begin = year * 12 + month - 1
    final = begin + count - 1
    _checked_year(begin // 12)
    last_year, last_month = _checked_year(final // 12), final % 12 + 1
    return date(begin // 12, begin % 12 + 1, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def month(year: int, number: int) -> Interval:
    """A month."""
    if not 1 <= number <= 12:
        raise UnplacedError(f"there is no month {number}")
    first, last = months(year, number, 1)
    return Interval(first, last, "month", f"{year:04}-{number:02}")


def quarter(year: int, number: int) -> Interval:
    """A quarter of the calendar year."""
    first, last = months(year, 3 * number - 2, 3)
    return Interval(first, last, "quarter", f"{year:04}-{32 + number}")


def half(year: int, number: int) -> Interval:
    """A half of the calendar year."""
    first, last = months(year, 6 * number - 5, 6)
    return Interval(first, last, "half", f"{year:04}-{39 + number}")


def season(year: int, number: int) -> Interval:
    """Spring (1) is March to May, winter (4) December to February of the next year."""
    first, last = months(year, 3 * number, 3)
    return Interval(first, last, "season", f"{year:04}-{20 + number}")


def year(number: int) -> Interval:
    """A calendar year."""
    first, last = months(number, 1, 12)
    return Interval(first, last, "year", f"{number:04}")


def decade(number: int) -> Interval:
    """Ten years, by their first, which an era may put anywhere (昭和40年代 is 1965 to 1974)."""
    first, last = months(number, 1, 120)
    return Interval(first, last, "decade", f"{number:04}/{number + 9:04}" if number % 10 else f"{number // 10:03}X")


def spanning_months(first: date, last: date, precision: str) -> Interval:
    """Whole months from the one of `first` to the one of `last`, as an interval in EDTF."""
    edtf = f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
    return Interval(first, last, precision, edtf)  # type: ignore[arg-type]


def fiscal_year(number: int, *, first_month: int, named_by_start: bool) -> Interval:
    """A fiscal year; one that begins in January is written as such, too."""
    begin = number if named_by_start or first_month == 1 else number - 1
    first, last = months(begin, first_month, 12)
    return spanning_months(first, last, "fiscal_year")


def part_of(whole: Interval, part: Part) -> Interval:
    """A third, a half or the last day of a period.

    A month has thirds of ten days (上旬, 中旬, 下旬), a decade early and late halves of five years and a middle of
    three; everything else is cut at whole months.
    """
    if part == "end":
        return Interval(whole.last, whole.last, "day", f"{whole.last.isoformat()}~")
    if part in ("week", "week from", "week to"):
        return _week_of(whole.first, part)
    if part in ("early-mid", "mid-late"):
        begin, end = (part_of(whole, piece) for piece in (("early", "mid") if part == "early-mid" else ("mid", "late")))
        return Interval(begin.first, end.last, "range", f"{begin.edtf.split('/')[0]}/{end.edtf.split('/')[-1]}")
    if whole.precision == "decade":
        return _part_of_decade(whole.first.year, part)
    length = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if length == 1:
        return _part_of_month(whole, part)
    step, index = _step(length, part)
    if not step:
        raise UnplacedError(f"no {part} part of {whole.edtf}")
    first, last = months(whole.first.year, whole.first.month + index * step, step)
    return Interval(first, last, "half" if part in ("first", "second") else "range", _month_edtf(first, last))


def _week_of(value: date, part: Part) -> Interval:
    if part == "week":
        return week(value)
    return days(value, value + timedelta(days=6)) if part == "week from" else days(value - timedelta(days=6), value)


def _month_edtf(first: date, last: date) -> str:
    begin, end = first.isoformat()[:7], last.isoformat()[:7]
    return begin if begin == end else f"{begin}/{end}"


def _step(length: int, part: Part) -> tuple[int, int]:
    """Months in a part, and which of the parts it is."""
    if part in ("first", "second"):
        return length // 2, int(part == "second")
    return length // 3, {"early": 0, "start": 0, "mid": 1}.get(part, 2)


def _part_of_month(whole: Interval, part: Part) -> Interval:
    begin, end = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, 31), "first": (1, 15)}.get(
        part, (16, 31)
    )
    return days(whole.first.replace(day=begin), whole.first.replace(day=min(end, whole.last.day)))


def _part_of_decade(first: int, part: Part) -> Interval:
    begin, end = {"early": (0, 4), "start": (0, 2), "first": (0, 4), "mid": (4, 6)}.get(part, (5, 9))
    return Interval(
        date(first + begin, 1, 1), date(first + end, 12, 31), "range", f"{first + begin:04}/{first + end:04}"
    )


def joined(first: Interval, last: Interval) -> Interval:
    """From the beginning of one to the end of the other; raises `UnplacedError` where that runs backwards."""
    if last.last < first.first:
        raise UnplacedError(f"{first.edtf} to {last.edtf} runs backwards")
    begin, end = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    # An end that has no level-1 form inside an interval (a quarter, a decade) is written by its months.
    if "X" in begin or begin[5:7] > "12":
        begin = first.first.isoformat()[: 4 if "X" in begin else 7]
    if "X" in end or end[5:7] > "12":
        end = last.last.isoformat()[: 4 if "X" in end else 7]
    return Interval(first.first, last.last, "range", f"{begin}/{end}")


def about(interval: Interval) -> Interval:
    """The same, marked as approximate; forms that take no mark are written by their months."""
    if interval.edtf.endswith("~"):
        return interval
    edtf = interval.edtf
    if edtf[5:7] > "12" and "/" not in edtf:
        edtf = f"{interval.first.isoformat()[:7]}/{interval.last.isoformat()[:7]}"
    edtf = "/".join(end if end.endswith("~") else f"{end}~" for end in edtf.split("/"))
    return Interval(interval.first, interval.last, interval.precision, edtf)
