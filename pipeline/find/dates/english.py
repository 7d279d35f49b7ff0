"""From a match of an English piece to what it says."""

import re
from collections.abc import Callable, Mapping

from pipeline.find.dates.japanese import era_year
from pipeline.find.dates.model import Expression, Part, Point, Unit, form_of
from pipeline.find.dates.patterns_en import DAY_WORDS, ERAS, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

Reader = Callable[[re.Match[str]], Expression | None]

_NEAREST = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_PARTS: Mapping[str, Part] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "beginning": "start",
    "start": "start",
    "middle": "mid",
}
_SPANNING: Mapping[str, Part] = {"early to mid": "early-mid", "mid to late": "mid-late"}
_WEEKS: Mapping[str, Part] = {"of": "week", "ending": "week to"}
# The decade that the text was published in.
DECADE = Point("decade", decade=True, base="published", base_unit="decade")
_UNITS: Mapping[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}
# Two digits of a year: 70 to 99 are taken for the last century.
_PIVOT = 70


def full_year(digits: str) -> int:
    """The year that two or four digits stand for."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= _PIVOT else 2000)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return MONTHS[name.rstrip(".").lower()]


def _weekday(name: str) -> int:
    return WEEKDAYS[name[:3].lower()]


def _day(digits: str) -> int:
    return int(re.sub(r"[a-z]", "", digits))


def _made(match: re.Match[str], point: Point, last: Point | None = None, *, weak: bool = False) -> Expression:
    return Expression(match.start(), match.end(), point, last, weak=weak, form=form_of(match))


def _iso(match: re.Match[str]) -> Expression | None:
    if match["s1"] != match["s2"]:
        return None
    point = Point("day", year=int(match["y"]), month=int(match["m"]), day=int(match["d"]))
    return _made(match, point, point._replace(day=int(match["d2"])) if match["d2"] else None)


def _iso_week(match: re.Match[str]) -> Expression | None:
    weekday = int(match["d"]) - 1 if match["d"] else None
    return _made(match, Point("week", year=int(match["y"]), number=int(match["w"]), weekday=weekday))


def _numeric(match: re.Match[str]) -> Expression | None:
    a, b, digits = int(match["a"]), int(match["b"]), match["y"]
    if match["s1"] != match["s2"] or not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    point = Point("day", year=full_year(digits), swapped=(a, b))
    if len(digits) == 4 and match["s1"] == "." and 1 <= b <= 12:
        # Points between the numbers are written where the day comes first (CLDR: de, fi, nb, pl, ru, tr …).
        return _made(match, Point("day", year=int(digits), month=b, day=a))
    # "3.21.17" may as well be a version: it needs a word before it that speaks of time.
    return _made(match, point, weak=len(digits) == 2)


def _numeric_name(match: re.Match[str]) -> Expression | None:
    return _made(
        match, Point("day", year=int(match["y"]), month=month_number(match["m"]), day=_day(match["d"])), weak=False
    )


def _days_of_month(match: re.Match[str]) -> Expression | None:
    month = month_number(match["m"])
    weekdays = match.groupdict()
    weekday, last_weekday = (_weekday(name) if (name := weekdays.get(key)) else None for key in ("w", "w2"))
    point = Point("day", month=month, day=_day(match["d"]), weekday=weekday)
    if not match["d2"]:
        return _made(match, point)
    last = Point("day", month=month, day=_day(match["d2"]), weekday=last_weekday)
    if match["more"]:
        between = [_day(day) for day in re.findall(r"[0-9]+", match["more"])]
        if [point.day, *between, last.day] != list(range(point.day or 0, (last.day or 0) + 1)):
            return None  # "6, 13 and 20 June" are three days that no range gives
        return _made(match, point, last)
    seam = match.span("to")
    # A slash or "and" names two days ("3 and 10 March"); anything else is a range of them.
    loose = match["to"].strip() in ("and", "&", "or", "/")
    return Expression(match.start(), match.end(), point, last, seam=seam, loose=loose, form=form_of(match))


def _day_word(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("day", month=month_number(match["m"]), day=DAY_WORDS[match["word"].lower()]))


def _ordinal(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("day", day=int(match["d"])), weak=True)


def _era(match: re.Match[str]) -> Expression | None:
    era = ERAS[match["era"].lower().replace("ō", "o")]
    return _made(match, Point("year", year=era_year(era, int(match["ey"]))))


def _years(match: re.Match[str]) -> Expression | None:
    year, short = int(match["y"]), int(match["z"])
    last = year - year % 100 + short
    if match["s"] in "/." or last == year + 1:
        if match["s"] != "." and len(match["z"]) == 2 and (last == year + 1 or (year % 100 == 99 and short == 0)):
            return _made(match, Point("year", year=year, fiscal=True, begins=True), weak=True)
        if 1 <= short <= 12:
            return _made(match, Point("month", year=year, month=short), weak=True)
        return None
    if last > year:
        return _made(match, Point("year", year=year), Point("year", year=last), weak=True)
    if 1 <= short <= 12 and match["s"] == "-":
        return _made(match, Point("month", year=year, month=short), weak=True)
    return None


def _decade(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("decade", year=int(match["y"]), decade=True))


def _fiscal(match: re.Match[str]) -> Expression | None:
    owner = "JP" if match.groupdict().get("jp") else None
    year = full_year(match["y"])
    point = Point("fiscal_year", year=year, fiscal=True, owner=owner)
    if not match["z"]:
        return _made(match, point)
    second = int(match["z"])
    last = second if second > 100 else year - year % 100 + second
    if last == year + 1:
        return _made(match, Point("fiscal_year", year=year, fiscal=True, owner=owner, begins=True))
    if last <= year:
        return None
    return _made(match, point, Point("fiscal_year", year=last, fiscal=True, owner=owner))


def _calendar(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("year", year=int(match["y"])))


def _fiscal_end(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("fiscal_year", year=int(match["y"]), fiscal=True, closing=month_number(match["m"])))


def _deictic(match: re.Match[str]) -> Expression | None:
    how = _NEAREST.get(match["how"].split()[-1].lower(), 0 if match["how"].lower().endswith("coming") else -1)
    if match["how"].lower() == "coming" and match["unit"] in ("week", "month", "quarter", "year"):
        return None  # "in the coming year" is a length
    if unit := match["unit"]:
        if unit == "decade":  # whether "the last decade" are ten years or those of a calendar is not said
            return _made(match, DECADE) if match["how"].lower() in ("this", "current") else None
        if unit[0] in "fF":
            return _made(match, Point("fiscal_year", fiscal=True, base="published", base_unit="fiscal_year", shift=how))
        return _made(match, Point(_UNITS[unit], base="published", base_unit=_UNITS[unit], shift=how))
    if name := match["season"]:
        return _made(match, Point("season", number=SEASONS[name.lower()], nearest=how))
    if (name := match["month"]) and match["day"]:
        return _made(match, Point("day", month=month_number(name), day=_day(match["day"]), nearest=how))
    if name := match["month"]:
        return _made(match, Point("month", month=month_number(name), nearest=how), weak=name[0].islower())
    return _made(match, Point("day", weekday=_weekday(match["weekday"]), nearest=how))


def _anaphor(match: re.Match[str]) -> Expression | None:
    shift = {"same": 0, "following": 1, "next": 1}.get((match["how"] or "same").lower(), -1)
    unit = _UNITS[match["unit"]]
    return _made(match, Point(unit, base="previous", base_unit=unit, shift=shift))


def _following_fiscal(match: re.Match[str]) -> Expression | None:
    shift = {"same": 0, "following": 1}.get(match["how"].lower(), -1)
    return _made(match, Point("fiscal_year", fiscal=True, base="previous", base_unit="fiscal_year", shift=shift))


def _months_of(match: re.Match[str]) -> Expression | None:
    count = match["n"].lower()
    number = int(count) if count.isdigit() else NUMBERS[count]
    if not 2 <= number <= 11:
        return None
    first, last = (1, number) if match["which"].lower() == "first" else (13 - number, 12)
    return _made(match, Point("month", month=first), Point("month", month=last), weak=True)


def _ago(match: re.Match[str]) -> Expression | None:
    number = match["n"].lower()
    unit = _UNITS[match["unit"]]
    count = int(number) if number.isdigit() else NUMBERS[number]
    return _made(match, Point(unit, base="published", base_unit=unit, shift=count if match["ahead"] else -count))


def _quarter(match: re.Match[str]) -> Expression | None:
    number = int(match["q"] or match["q2"] or ORDINALS[match["word"].lower()])
    digits = match["y"] or match["y2"]
    year = full_year(digits) if digits else None
    return _made(match, Point("quarter", year=year, number=number, fiscal=bool(match["fy"])), weak=year is None)


def _half(match: re.Match[str]) -> Expression | None:
    groups = match.groupdict()
    number = int(groups.get("h") or groups.get("h2") or ORDINALS[match["word"].lower()])
    digits = groups.get("y") or groups.get("y2")
    year = full_year(digits) if digits else None
    return _made(match, Point("half", year=year, number=number, fiscal=bool(groups.get("fy"))), weak=year is None)


def _season(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("season", number=SEASONS[match["season"].lower()]), weak=True)


def _today(match: re.Match[str]) -> Expression | None:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["word"].lower()]
    return _made(match, Point("day", base="published", base_unit="day", shift=shift))


def _part(match: re.Match[str]) -> Expression | None:
    word = (match["word"] or match["of"] or "").lower()
    # "later this year" keeps the whole year: where in it is not said.
    part = _PARTS.get(word) or _SPANNING.get(word.replace("-", " "))
    end = match.end()
    return Expression(match.start(), end, Point("year", part=part), weak=True, role="part", form="part")


def _year_end(match: re.Match[str]) -> Expression | None:
    if match["mid"] or match["unit"] == "decade":
        return _made(match, DECADE._replace(part="mid" if match["mid"] else "end"))
    unit = _UNITS.get(match["unit"] or "year", "fiscal_year")
    return _made(match, Point(unit, fiscal=unit == "fiscal_year", base="published", base_unit=unit, part="end"))


def _week_of(match: re.Match[str]) -> Expression | None:
    part = _WEEKS.get(match["week"], "week from")
    return Expression(match.start(), match.end(), Point("week", part=part), weak=True, role="part", form="part")


def _year_span(match: re.Match[str]) -> Expression | None:
    first, last = int(match["y"]), int(match["z"])
    if last == first + 1 and "/" in match[0]:
        return _made(match, Point("year", year=first, fiscal=True, begins=True), weak=True)
    return _made(match, Point("year", year=first), Point("year", year=last), weak=True) if first < last else None


def _month(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("month", month=month_number(match["m"])), weak=True)


def _weekday_name(match: re.Match[str]) -> Expression | None:
    return Expression(
        match.start(),
        match.end(),
        Point("day", weekday=_weekday(match["w"])),
        weak=True,
        role="weekday",
        form=match.lastgroup or "",
    )


def _year(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("year", year=int(match["y"])), weak=True)


READERS: Mapping[str, Reader] = {
    "iso": _iso,
    "iso_week": _iso_week,
    "numeric": _numeric,
    "numeric_name": _numeric_name,
    "day_month": _days_of_month,
    "day_word": _day_word,
    "month_day": _days_of_month,
    "ordinal": _ordinal,
    "era": _era,
    "years": _years,
    "decade": _decade,
    "fiscal": _fiscal,
    "fiscal_after": _fiscal,
    "calendar": _calendar,
    "fiscal_end": _fiscal_end,
    "deictic": _deictic,
    "months_of": _months_of,
    "following_fiscal": _following_fiscal,
    "anaphor": _anaphor,
    "ago": _ago,
    "quarter": _quarter,
    "half": _half,
    "half_of_year": _half,
    "season": _season,
    "today": _today,
    "year_end": _year_end,
    "year_span": _year_span,
    "part": _part,
    "week_of": _week_of,
    "month": _month,
    "weekday": _weekday_name,
    "weekday_bracket": _weekday_name,
    "year": _year,
}
