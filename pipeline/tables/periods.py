"""Whether the columns of a date agree with one another, and what follows from some of them."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

# Months that a period of each precision has; the others are free.
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "fiscal_year": 12, "decade": 120}


def completed(cells: Mapping[str, str]) -> dict[str, str]:
    """Fills in what a date's `start` says of the rest: a single day's `end`, the precision, the EDTF form.

    Args:
        cells: `start`, and `end`, `precision`, `edtf` where they are given.

    Raises:
        ValueError: the cells contradict one another, or are no days.
    """
    start = _day("start", cells.get("start", ""))
    end = _day("end", cells["end"]) if cells.get("end") else start
    if end < start:
        raise ValueError(f"end {end} lies before start {start}")
    precision = cells.get("precision") or _precision(start, end)
    edtf = cells.get("edtf") or _edtf(start, end, precision)
    check(start, end, precision, edtf)
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": precision, "edtf": edtf}


def check(start: date, end: date, precision: str, edtf: str) -> None:
    """Whether the columns of a date agree.

    Raises:
        ValueError: they don't; says which.
    """
    if end < start:
        raise ValueError(f"end {end} lies before start {start}")
    if precision == "day" and start != end:
        raise ValueError(f"precision day has one day, not {start} to {end}")
    months = _MONTHS.get(precision)
    if months is not None and _whole_months(start, end) != months:
        raise ValueError(f"precision {precision} has {months} whole months, not {start} to {end}")
    plain = edtf.translate({ord(mark): None for mark in "~?%"})
    ends = {f"{start.isoformat()[:one]}/{end.isoformat()[:other]}" for one in (4, 7, 10) for other in (4, 7, 10)}
    if plain not in {_edtf(start, end, precision), *ends}:
        raise ValueError(f"edtf {edtf} is not {start} to {end}; write {_edtf(start, end, precision)}")


def fits(start: date, end: date, precision: str) -> bool:
    """Whether a period can have this precision."""
    if precision == "day":
        return start == end
    months = _MONTHS.get(precision)
    return months is None or _whole_months(start, end) == months


def _day(column: str, cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{column} must be a day, YYYY-MM-DD (it is {cell!r})") from None


def _precision(start: date, end: date) -> str:
    if start == end:
        return "day"
    months = _whole_months(start, end)
    return {1: "month", 12: "year" if start.month == 1 else "fiscal_year"}.get(months, "range")


def _whole_months(start: date, end: date) -> int:
    """How many whole calendar months a period is; 0 where it begins or ends inside one."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _edtf(start: date, end: date, precision: str) -> str:
    """ISO 8601-2: quarters are 33 to 36, halves 40 and 41, seasons 21 to 24 in the place of the month."""
    year = f"{start.year:04}"
    match precision:
        case "day":
            return start.isoformat()
        case "month":
            return start.isoformat()[:7]
        case "quarter":
            return f"{year}-{33 + (start.month - 1) // 3}" if start.month % 3 == 1 else _joined(start, end, 7)
        case "half":
            return f"{year}-{40 + start.month // 7}" if start.month in (1, 7) else _joined(start, end, 7)
        case "season":
            return f"{year}-{20 + start.month // 3}" if start.month % 3 == 0 else _joined(start, end, 7)
        case "year":
            return year
        case "decade":
            return f"{year[:3]}X" if start.year % 10 == 0 else _joined(start, end, 4)
        case "fiscal_year":
            return _joined(start, end, 7)
    return _joined(start, end, 10)


def _joined(start: date, end: date, length: int) -> str:
    """Two ends of an interval, as days (10), months (7) or years (4)."""
    return f"{start.isoformat()[:length]}/{end.isoformat()[:length]}"
