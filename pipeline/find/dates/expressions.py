"""The dates of a stretch of text as they are written: pieces composed, and weighed by what stands around them."""

import re
from collections.abc import Iterator, Sequence

from pipeline.find.dates import evidence, words_en, words_ja
from pipeline.find.dates.compose import compose
from pipeline.find.dates.model import Expression, Point
from pipeline.find.dates.scan import Misfit, pieces

_APPROXIMATE_AFTER = re.compile(words_ja.APPROXIMATE_AFTER)
_ABOUT_BEFORE = re.compile(f"{words_en.ABOUT_BEFORE}|{words_ja.ABOUT_BEFORE}")
_BETWEEN = re.compile(words_en.BETWEEN_BEFORE)
# Longer than the words that `_BETWEEN` and `_ABOUT_BEFORE` look for.
_REACH_BEFORE = 16
# How far a year may stand behind the fiscal year that it continues, in characters: "fiscal years 2026 and 2027".
_CONTINUES = 12


def expressions(text: str, places: Sequence[int], start: int, end: int, misfits: list[Misfit]) -> list[Expression]:
    """Gives the dates in `text[start:end]`, one block of a matching copy, in order; `misfits` takes what no calendar knows.

    Args:
        places: where in the block a date can begin.
    """
    accepted: list[Expression] = []
    for found in compose(pieces(text, places, end, misfits), text):
        if evidence.in_address(text, found.start, found.end):
            continue
        previous = accepted[-1] if accepted else None
        if evidence.is_date(found, text, (start, end), previous):
            found = _fiscal_like(previous, found)
            before = text[max(start, found.start - _REACH_BEFORE) : found.start]
            if found.last is None and (_ABOUT_BEFORE.search(before) or _APPROXIMATE_AFTER.match(text, found.end)):
                found = found._replace(point=found.point._replace(approximate=True))
            accepted.extend(_split(found, before))
    return accepted


def _fiscal_like(previous: Expression | None, found: Expression) -> Expression:
    """A bare year right behind a fiscal one is a fiscal one, too."""
    if previous is None or found.form != "year" or found.start - previous.end > _CONTINUES:
        return found
    if previous.final.unit != "fiscal_year":
        return found
    return found._replace(point=previous.final._replace(year=found.point.year))


def _split(found: Expression, before: str) -> Iterator[Expression]:
    """A range as one; two dates that are named side by side and are no neighbours as two."""
    first, last, seam = found.point, found.last, found.seam
    if last is None or seam is None or not found.loose or _neighbours(first, last) or _BETWEEN.search(before):
        yield found
        return
    if not first.framed:
        first = first._replace(year=last.year, base=last.base, base_unit=last.base_unit, shift=last.shift)
    yield found._replace(end=seam[0], point=first, last=None)
    yield found._replace(start=seam[1], point=last, last=None)


def _neighbours(first: Point, last: Point) -> bool:
    if first.unit == last.unit == "day" and first.day and last.day:
        return last.day == first.day + 1
    return first.unit == last.unit in ("month", "season")
