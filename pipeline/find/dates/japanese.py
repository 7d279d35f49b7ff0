"""From a match of a Japanese piece to what it says."""

import re
from collections.abc import Callable, Mapping

from pipeline.find.dates.model import Expression, Part, Point, Unit, UnplacedError, form_of
from pipeline.find.dates.patterns_ja import DIGITS, ERA_LETTERS, ERAS, SEASONS, WEEKDAYS

Reader = Callable[[re.Match[str]], Expression | None]

_PARTS: Mapping[str, Part] = {
    "上旬": "early",
    "初旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "上中旬": "early-mid",
    "中下旬": "mid-late",
    "年末": "end",
    "年度末": "end",
    "末": "end",
    "末日": "end",
    "央": "mid",
    "初め": "start",
    "はじめ": "start",
    "初頭": "start",
    "当初": "start",
    "初": "start",
    "半ば": "mid",
    "なかば": "mid",
    "前半": "first",
    "後半": "second",
}
# What a deictic word counts, and how many of them from its base; 同, 翌 and 前 count from the date named last.
_SHIFTS = {
    "一昨": -2,
    "再来": 2,
    "さ来": 2,
    "先々": -2,
    "翌々": 2,
    "同": 0,
    "翌": 1,
    "前": -1,
    "昨": -1,
    "去": -1,
    "先": -1,
    "来": 1,
}
_SHIFTS |= {"本": 0, "今": 0, "当": 0, "次": 1, "明後": 2, "明": 1}
_PREVIOUS = ("同", "翌", "前")
_TODAY = Point("day", base="published", base_unit="day")
_WORDS: Mapping[str, Point] = {
    **dict.fromkeys(("今朝", "今晩", "今夜"), _TODAY),
    **dict.fromkeys(("昨夜", "昨晩"), _TODAY._replace(shift=-1)),
    "おととし": Point("year", base="published", base_unit="year", shift=-2),
    "年内": Point("year", base="published", base_unit="year"),
    "年末": Point("year", base="published", base_unit="year", part="end"),
    "月内": Point("month", base="published", base_unit="month"),
    "年度内": Point("fiscal_year", fiscal=True, owner="JP", base="published", base_unit="fiscal_year"),
    "年度末": Point("fiscal_year", fiscal=True, owner="JP", base="published", base_unit="fiscal_year", part="end"),
}


def number(text: str) -> int:
    """The number that digits or Chinese numerals stand for: 12, 十二, 二〇二五."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[char]) for char in text))


def era_year(era: str, year: int) -> int:
    """The Gregorian year of an era's; raises `UnplacedError` for a year that the era never had (令和99年)."""
    before, highest = ERAS[era]
    if not 1 <= year <= highest:
        raise UnplacedError(f"{era}{year}年 is not a year of the era")
    return before + year


def _made(match: re.Match[str], point: Point, last: Point | None = None, *, weak: bool = False) -> Expression:
    return Expression(match.start(), match.end(), point, last, weak=weak, form=form_of(match))


def _year_point(year: int, fiscal: bool) -> Point:
    return Point("fiscal_year" if fiscal else "year", year=year, fiscal=fiscal, owner="JP" if fiscal else None)


def _date(match: re.Match[str]) -> Expression | None:
    year = int(match["y"]) if match["y"] else era_year(match["era"], number(match["ey"]))
    point = Point("day", year=year, month=int(match["m"]), day=int(match["d"]))
    return Expression(match.start(), match.end(), point, form="ja_era" if match["era"] else "ja_year")


def _era_dots(match: re.Match[str]) -> Expression | None:
    year = era_year(match["era"], number(match["ey"]))
    return _made(match, Point("day", year=year, month=int(match["m"]), day=int(match["d"])))


def _short(match: re.Match[str]) -> Expression | None:
    year = era_year(ERA_LETTERS[match["era"]], number(match["ey"]))
    if match["d"] is None:
        return _made(match, Point("month", year=year, month=int(match["m"])), weak=True)
    if match["s"] != match["s2"]:
        return None
    return _made(match, Point("day", year=year, month=int(match["m"]), day=int(match["d"])))


def _short_year(match: re.Match[str]) -> Expression | None:
    return _made(match, _year_point(era_year(ERA_LETTERS[match["era"]], number(match["ey"])), bool(match["fy"])))


def _era(match: re.Match[str]) -> Expression | None:
    fiscal = bool(match["fy"])
    first = _year_point(era_year(match["era"], number(match["ey"])), fiscal)
    if match["decade"]:
        return _made(match, Point("decade", year=first.year, decade=True))
    if match["ez"]:
        last = _year_point(era_year(match["era"], number(match["ez"])), fiscal)
        # 令和6、7年度 are neighbours; 令和元、5年 would be two years that no range gives.
        neighbours = number(match["ez"]) == number(match["ey"]) + 1
        return _made(match, first, last) if neighbours or match["to"].strip() not in ("、", ",", "・") else None
    return _made(match, first)


def _decade(match: re.Match[str]) -> Expression | None:
    first = int(match["y"])
    if not match["z"]:
        return _made(match, Point("decade", year=first, decade=True))
    last = int(match["z"]) if len(match["z"]) == 4 else first - first % 100 + int(match["z"])
    return _made(match, Point("decade", year=first, decade=True), Point("decade", year=last, decade=True))


def _year(match: re.Match[str]) -> Expression | None:
    fiscal = bool(match["fy"] or match["fy2"])
    year = number(match["y"])
    first = _year_point(year, fiscal)
    if not match["z"]:
        return _made(match, first)
    last = number(match["z"])
    last = last if last > 100 else year - year % 100 + last
    return _made(match, first, _year_point(last, fiscal)) if last > year else None


def _years(match: re.Match[str]) -> Expression | None:
    first = int(match["y"])
    last = first - first % 100 + int(match["z"])
    points = Point("year", year=first), Point("year", year=last)
    return Expression(match.start(), match.end(), *points, seam=match.span("and"), loose=True, form="ja_year")


def _slash(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("day", month=int(match["m"]), day=int(match["d"])))


def _month_of(text: str) -> int | None:
    value = number(text)
    return value if 1 <= value <= 12 else None


def _days(match: re.Match[str]) -> Expression | None:
    month = _month_of(match["m"])
    if month is None:
        return None
    first, last = (Point("day", month=month, day=number(match[key])) for key in ("d", "d2"))
    loose = match["to"].strip(" 日") in ("/", "・", "、", ",")
    return Expression(match.start(), match.end(), first, last, seam=match.span("to"), loose=loose, form="ja_days")


def _months(match: re.Match[str]) -> Expression | None:
    first, last = _month_of(match["m"]), _month_of(match["m2"])
    if first is None or last is None:
        return None
    return _made(match, Point("month", month=first), Point("month", month=last))


def _month(match: re.Match[str]) -> Expression | None:
    month = _month_of(match["m"])
    if month is None:
        return None
    # 一月 may be a length; 3月期 is the fiscal year that ends with March, if a year stands before it.
    weak = bool(match["ki"]) or not match["m"].isdecimal()
    return _made(match, Point("month", month=month, closing=month if match["ki"] else None), weak=weak)


def _two_year(match: re.Match[str]) -> Expression | None:
    # 26年3月 is one of 2026; 令和8年度～10年度 shows only where it is joined that the era's 10th year is meant.
    return _made(match, _year_point(2000 + int(match["y"]), bool(match["fy"]))._replace(short=int(match["y"])))


def _fiscal_one(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("fiscal_year", short=int(match["y"]), fiscal=True, owner="JP"), weak=True)


def _era_left_out(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("year", short=int(match["y"] or match["y1"])), weak=True)


def _day(match: re.Match[str]) -> Expression | None:
    value = number(match["d"])
    return _made(match, Point("day", day=value), weak=True) if 1 <= value <= 31 else None


def _quarter(match: re.Match[str]) -> Expression | None:
    first = Point("quarter", number=number(match["q"]), owner="JP")
    return _made(match, first, first._replace(number=number(match["q2"])) if match["q2"] else None, weak=True)


def _half(match: re.Match[str]) -> Expression | None:
    if match["h2"]:
        return _made(match, Point("half", number=1 if match["h2"] == "前" else 2, fiscal=True, owner="JP"), weak=True)
    # 上期 is April to September whatever stands before it, 上半期 follows its year.
    return _made(
        match, Point("half", number=1 if match["h"] == "上" else 2, fiscal="半" not in match[0], owner="JP"), weak=True
    )


def _part(match: re.Match[str]) -> Expression | None:
    part = _PARTS[match["part"] or match["start"]]
    return Expression(match.start(), match.end(), Point("month", part=part), weak=True, role="part", form="ja_part")


def _third(match: re.Match[str]) -> Expression | None:
    return _made(match, Point("month", part=_PARTS[match["part"]]), weak=True)


def _season(match: re.Match[str]) -> Expression | None:
    return Expression(
        match.start(),
        match.end("season"),
        Point("season", number=SEASONS[match["season"]]),
        weak=True,
        form="ja_season",
    )


def _weekday(match: re.Match[str]) -> Expression | None:
    weekday = WEEKDAYS[match["w"] or match["w2"]]
    return Expression(
        match.start(), match.end(), Point("day", weekday=weekday), weak=True, role="weekday", form="ja_weekday"
    )


def _relative(match: re.Match[str]) -> Expression | None:
    word = match["word"]
    if word in _WORDS:
        return _made(match, _WORDS[word])
    fiscal = word.endswith("年度")
    head = word.removesuffix("年度") if fiscal else word[:-1]
    unit: Unit = "fiscal_year" if fiscal else {"日": "day", "週": "week", "月": "month", "年": "year"}[word[-1]]  # type: ignore[assignment]
    base = "previous" if head.startswith(_PREVIOUS) else "published"
    point = Point(unit, fiscal=fiscal, owner="JP" if fiscal else None, base=base, base_unit=unit, shift=_SHIFTS[head])  # type: ignore[arg-type]
    return _made(match, point)


def _same(match: re.Match[str]) -> Expression | None:
    value = number(match["n"])
    if match["unit"] == "月":
        return (
            _made(match, Point("month", month=value, base="previous", base_unit="year", shift=_SHIFTS[match["word"]]))
            if 1 <= value <= 12
            else None
        )
    return _made(match, Point("day", day=value, base="previous", base_unit="month")) if 1 <= value <= 31 else None


def _relative_season(match: re.Match[str]) -> Expression | None:
    if match["season2"]:
        return _made(match, Point("season", number=SEASONS[match["season2"]], base="published", base_unit="year"))
    head = match["word"]
    base = "previous" if head in _PREVIOUS else "published"
    shift = _SHIFTS[head]
    return _made(
        match,
        Point("season", number=SEASONS[match["season"]], base=base, base_unit="year", shift=shift),  # type: ignore[arg-type]
    )


READERS: Mapping[str, Reader] = {
    "ja_date": _date,
    "ja_short": _short,
    "ja_short_year": _short_year,
    "ja_era_dots": _era_dots,
    "ja_era": _era,
    "ja_era_left_out": _era_left_out,
    "ja_third": _third,
    "ja_decade": _decade,
    "ja_years": _years,
    "ja_year": _year,
    "ja_slash": _slash,
    "ja_days": _days,
    "ja_months": _months,
    "ja_month": _month,
    "ja_two_year": _two_year,
    "ja_fy_one": _fiscal_one,
    "ja_day": _day,
    "ja_quarter": _quarter,
    "ja_half": _half,
    "ja_part": _part,
    "ja_season": _season,
    "ja_weekday": _weekday,
    "ja_today": _relative,
    "ja_relative": _relative,
    "ja_same": _same,
    "ja_relative_season": _relative_season,
}
