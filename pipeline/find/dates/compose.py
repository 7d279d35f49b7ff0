"""Pieces of dates that stand beside one another become one date.

`2026年`, `4月` and `1日` become a day, `third quarter`, `of` and `2026` a quarter, `April 2026`, `to` and `March 2031` a range.
One pass from left to right: each piece joins what stands before it, or stands alone.
"""

import re
from collections.abc import Iterable

from pipeline.find.dates import patterns_en, patterns_ja, words_en, words_ja
from pipeline.find.dates.intervals import year_of_same_era
from pipeline.find.dates.model import Expression, Point

_PIECE = re.compile(f"(?:{patterns_en.PIECE}|{patterns_ja.PIECE})")
_RANGE = re.compile(f"(?:{patterns_en.RANGE}|{patterns_ja.RANGE})")
_RANGE_AND = re.compile(patterns_en.RANGE_AND)
_BETWEEN = re.compile(words_en.BETWEEN_BEFORE)
_COUNTED_AFTER = re.compile(words_en.COUNTED_AFTER)
_MOVED_AFTER = re.compile(words_ja.MOVED_AFTER)
_ONE_YEAR = re.compile(r"(?:[Ff]inancial|[Ff]iscal)[ \t]{1,2}[Yy]ear[ \t]")
_FROM = re.compile(r"\b[Ff]rom[ \t](?:the[ \t])?\Z")
# Longer than any connector: what lies further apart is never one date.
_REACH = 20
_YEARLY = ("year", "fiscal_year", "decade")
# The forms that name an era.
ERA_FORMS = ("ja_era", "ja_short", "ja_short_year")
_HALVES = ("quarter", "half")
_WITHIN_YEAR = ("quarter", "half", "season", "month")


def compose(pieces: Iterable[Expression], text: str) -> list[Expression]:
    """Joins pieces, which come in the order of the text and do not overlap; parts that joined nothing are dropped."""
    done: list[Expression] = []
    for piece in pieces:
        current = piece
        while done and current.start - done[-1].end <= _REACH:
            joined = _join(done[-1], current, text)
            if joined is None:
                break
            done.pop()
            current = joined
        done.append(current)
    return [
        found for found in done if found.role == "date" or (found.role == "weekday" and _whole_weekday(found, text))
    ]


def _whole_weekday(found: Expression, text: str) -> bool:
    return text[found.start : found.end].lower().endswith("day")


def _join(left: Expression, right: Expression, text: str) -> Expression | None:
    gap = text[left.end : right.start]
    if left.role == "part":
        return _part_before(left, right, gap)
    if right.role == "part":
        return _part_after(left, right, gap)
    if left.form == "deictic" and left.point.weekday is not None and right.point.day and gap.strip(" ") in ("", ","):
        # "next Tuesday, 24 June": the weekday and the date are one.
        named = right.point._replace(weekday=left.point.weekday)
        return right._replace(start=left.start, point=named, weak=False) if right.last is None else None
    if left.role == "weekday" or right.role == "weekday":
        return _with_weekday(left, right, gap)
    if _PIECE.fullmatch(gap) and (merged := _merged(left, right, gap, text)):
        return merged
    return _ranged(left, right, gap, text)


def _part_before(part: Expression, right: Expression, gap: str) -> Expression | None:
    point = right.point
    if gap.strip() or right.role != "date" or point.part is not None:
        return None
    if part.point.part is None:  # "later this year", "earlier today"
        if point.base is None and point.nearest is None:
            return None
        return right._replace(start=part.start, weak=False)
    if (part.point.unit == "week") != (point.unit == "day") or point.unit == "week" or (right.last and point.day):
        return None
    return right._replace(
        start=part.start, point=point._replace(part=part.point.part), weak=right.weak and not point.framed
    )


def _part_after(left: Expression, part: Expression, gap: str) -> Expression | None:
    point = left.final
    if left.role != "date" or gap.strip(" の") or point.part is not None or point.unit in ("day", "week"):
        return None
    if part.form != "ja_part":
        return None
    return left.with_point(point._replace(part=part.point.part), end=part.end)


def _with_weekday(left: Expression, right: Expression, gap: str) -> Expression | None:
    if right.role == "weekday":
        point = left.final
        if left.role != "date" or gap.strip(" の"):
            return None
        if point.unit == "week" and point.base and right.form == "ja_weekday":
            return left.with_point(point._replace(unit="day", weekday=right.point.weekday), end=right.end)
        if point.unit != "day" or point.weekday is not None or right.form == "weekday":
            return None
        return left.with_point(point._replace(weekday=right.point.weekday), end=right.end)
    named = right.point
    if named.unit == "week" and named.base == "published" and right.form == "deictic" and gap in (" ", " of "):
        # "Thursday last week"
        return right._replace(start=left.start, point=named._replace(unit="day", weekday=left.point.weekday))
    if left.role == "date" or gap.strip(" ,") or named.day is None or named.weekday is not None:
        return None
    if named.month is None and named.swapped is None:
        return None
    return right._replace(start=left.start, point=named._replace(weekday=left.point.weekday), weak=False)


def _merged(left: Expression, right: Expression, gap: str, text: str) -> Expression | None:
    """One date of a coarser and a finer piece, in either order."""
    if right.form.startswith("ja_"):
        return _coarse_first(left, right, gap)
    if "の" in gap:
        return None
    fine, coarse = left.final, right.point
    if left.form == "year_end" and fine.unit == "year":
        if right.form != "year" or "," in gap:
            return None
        return left.with_point(coarse._replace(part="end"), end=right.end)
    if coarse.unit in _YEARLY and right.last is None and not fine.framed and fine.unit not in _YEARLY:
        if right.weak and "," in gap and fine.unit == "month" and _COUNTED_AFTER.match(text, right.end):
            return None  # "in May, 2000 people"
        if gap == "" or gap.startswith("'") or (gap in ("-", "/") and fine.unit not in _HALVES):
            return None
        point = _within(fine, coarse)
        return left.with_point(point, end=right.end) if point else None
    if fine.unit not in ("year", "fiscal_year") or coarse.unit not in _HALVES or left.last or coarse.framed:
        return None
    if "," in gap or (gap.startswith("'") and fine.base is None and not fine.fiscal):
        return None
    point = _within(coarse, fine)  # "2026 Q3", "this year's third quarter"
    return left.with_point(point, end=right.end) if point else None


def _coarse_first(left: Expression, right: Expression, gap: str) -> Expression | None:
    """2026年 and 4月, 先月 and 15日, 令和6年度 and 第3四半期; the finer piece may itself be a range (4〜6月)."""
    frame, fine = left.final, right.point
    if fine.framed or frame.part is not None or gap.strip(" の") or right.form == "ja_third":
        return None
    if frame.unit == "month" and fine.unit == "day" and fine.month is None:
        return left.with_point(frame._replace(unit="day", day=fine.day, weekday=fine.weekday), end=right.end)
    if frame.unit not in _YEARLY or (fine.unit not in _WITHIN_YEAR and fine.month is None):
        return None
    point = _within(fine, frame)
    if point is None:
        return None
    if right.last is None:
        return left.with_point(point, end=right.end)
    last = _within(right.last, frame) if left.last is None else None
    return right._replace(start=left.start, point=point, last=last, weak=False) if last else None


def _within(fine: Point, frame: Point) -> Point | None:
    """The finer point in the year, fiscal year or decade that `frame` names."""
    if frame.unit == "decade":
        if fine.unit != "half" or fine.part:
            return None
        return frame._replace(part="first" if fine.number == 1 else "second")
    if fine.closing:  # 2025年3月期
        return frame._replace(unit="fiscal_year", fiscal=True, closing=fine.closing)
    fiscal = frame.fiscal or fine.fiscal
    return fine._replace(
        year=frame.year,
        short=frame.short,
        fiscal=fiscal,
        base=frame.base,
        base_unit=frame.base_unit,
        shift=frame.shift,
        owner=frame.owner or fine.owner,
        begins=frame.begins or (fine.fiscal and not frame.fiscal),
        closing=frame.closing,
        part=fine.part or frame.part,
        approximate=frame.approximate or fine.approximate,
    )


def _ranged(left: Expression, right: Expression, gap: str, text: str) -> Expression | None:
    if left.last is not None or right.last is not None or left.role != "date" or right.role != "date":
        return None
    if not _RANGE.fullmatch(gap):
        between = _RANGE_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, left.start - 14) : left.start])
        if not between:
            return None
    first, last = left.point, right.point
    if last.short and first.year and left.form in ERA_FORMS:  # 令和7年12月〜8年3月
        last = last._replace(year=year_of_same_era(first.year, last.short), short=None)
    if right.form == "ja_era_left_out" and last.year is None:
        return None
    if right.form == "ja_same" and last.unit == "day":  # 1月5日〜同9日
        last = Point("day", day=last.day, weekday=last.weekday)
    if not _comparable(first, last) or _MOVED_AFTER.match(text, right.end):
        return None
    if right.form == "year" and _COUNTED_AFTER.match(text, right.end):
        return None  # "from 1,950 MW in 2020 to 2050 MW"
    slash = "/" in gap and left.form != "iso"
    if slash and (left.weak or right.weak) and first.unit not in ("season", "month"):
        return None
    if _is_one_fiscal_year(left, right, gap, text):
        return left._replace(end=right.end, point=first._replace(begins=True))
    if first.unit == "fiscal_year" and last.unit == "year" and right.form == "year":
        last = first._replace(year=last.year)
    return left._replace(
        end=right.end,
        last=last,
        seam=(left.end, right.start),
        weak=left.weak and right.weak,
        loose=slash,
        form="ja_range" if left.form.startswith("ja_") else "range",
    )


def _is_one_fiscal_year(left: Expression, right: Expression, gap: str, text: str) -> bool:
    """ "financial year 2026 to 2027" is one year as the style guide of GOV.UK writes it; "years" or "from" before it are two."""
    first, last = left.point, right.point
    if first.unit != "fiscal_year" or right.form != "year" or last.year != (first.year or 0) + 1 or gap != " to ":
        return False
    return bool(_ONE_YEAR.match(text, left.start)) and not _FROM.search(text, max(0, left.start - 12), left.start)


def _comparable(first: Point, last: Point) -> bool:
    """Whether two points can be the ends of one range: like with like, or the finer one is clear by itself."""
    if first.swapped or last.swapped:
        return bool(first.swapped and last.swapped)
    if first.base == "previous":
        return False
    if last.base == "previous":  # 2025年12月〜翌年3月, but not "3 March to the following day"
        return True
    if (first.day is None and first.weekday is not None) != (last.day is None and last.weekday is not None):
        return False
    if first.unit == last.unit:
        return True
    if (
        first.base
        and first.unit in ("year", "month", "week", "fiscal_year")
        and (last.unit != "day" or last.year is None)
    ):
        return False  # "this year through August"
    if first.unit in _YEARLY and last.unit in _YEARLY:
        return True
    return first.framed or last.framed
