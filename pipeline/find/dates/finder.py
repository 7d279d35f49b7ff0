"""Finds the dates of a document: first as they are written, then as days of the calendar."""

from bisect import bisect_left
from collections.abc import Sequence, Set

from pipeline.find.dates import countries
from pipeline.find.dates.expressions import expressions
from pipeline.find.dates.model import Expression
from pipeline.find.dates.placing import ENUMERATED, Dated, Passage, place_passages
from pipeline.find.dates.resolve import Surroundings
from pipeline.find.dates.scan import Misfit, openings
from pipeline.find.matching import Folded, fold
from pipeline.records import DateMention, Doubt, TextDocument


def find_dates(
    document: TextDocument, *, country: str | None = None, fiscal_year_country: str | None = None
) -> tuple[tuple[DateMention, ...], tuple[Doubt, ...]]:
    """Finds the dates of a document and places them in the calendar.

    Args:
        country: the publisher's, as ISO 3166 alpha-2: whose fiscal year an unqualified FY is, and whether 3/4/2025
            is in March or in April. Without it the fiscal year follows the bodies named in the sentence, the publisher's
            name, the language and the countries that the text names; a numeric date that can be either is left out.
        fiscal_year_country: whose fiscal year is meant where none of these tells.

    Returns:
        The mentions in the order of the text, none overlapping and none across blocks or in running headers; and what was
        seen but could not be placed: deictic words where the day of publication is not known, days that no calendar has,
        dates that can be read in two ways. A written date beside a wrong weekday is given, with a doubt.
    """
    folded = fold(document.text)
    misfits: list[Misfit] = []
    passages = _passages(document, folded, misfits)
    around = _surroundings(document, passages, country, fiscal_year_country)
    # 令和99年5月1日: what is left of a date that no calendar has is none either.
    broken = {end for _, end, _ in misfits}
    passages = [each._replace(expressions=_whole(each.expressions, broken, folded.text)) for each in passages]
    dated = place_passages(passages, folded.text, around, misfits)
    mentions = tuple(_mention(document, folded, each) for each in dated)
    doubts = (_doubt(folded, *misfit) for misfit in misfits)
    return mentions, tuple(sorted(doubts, key=lambda doubt: doubt.start))


def _passages(document: TextDocument, folded: Folded, misfits: list[Misfit]) -> list[Passage]:
    """The blocks that dates stand in; running headers and footers repeat what is said elsewhere."""
    passages: list[Passage] = []
    lead_in = (0, 0)
    places = openings(folded.text)
    for block in document.blocks:
        if block.kind == "header_footer":
            continue
        start, end = folded.from_original(block.start, block.end)
        if block.kind not in ENUMERATED:
            lead_in = (start, end)
        within = places[bisect_left(places, start) : bisect_left(places, end)]
        if within and (found := expressions(folded.text, within, start, end, misfits)):
            passages.append(Passage(block.kind, start, end, lead_in, found))
    return passages


def _whole(found: Sequence[Expression], broken: Set[int], text: str) -> list[Expression]:
    """The expressions that do not go on directly, or behind a space, from one that was left out."""
    return [
        each
        for each in found
        if each.start not in broken and not (each.start - 1 in broken and text[each.start - 1] == " ")
    ]


def _surroundings(
    document: TextDocument, passages: Sequence[Passage], country: str | None, fiscal_year_country: str | None
) -> Surroundings:
    found = [each for passage in passages for each in passage.expressions]
    around = Surroundings(
        published=document.published, month_first=_month_first(found, country or countries.of_publisher(document))
    )
    if any(point.fiscal and point.owner is None for each in found for point in (each.point, each.final)):
        around.speaker = countries.speaker(document, country, fiscal_year_country)
    return around


def _month_first(found: Sequence[Expression], country: str | None) -> bool | None:
    """The order of day and month in numeric dates: the country's, or that of those which can be read in one way only."""
    known = countries.month_first(country)
    if known is not None:
        return known
    orders = {point.swapped[1] > 12 for each in found if (point := each.point).swapped and max(point.swapped) > 12}
    return orders.pop() if len(orders) == 1 else None


def _mention(document: TextDocument, folded: Folded, dated: Dated) -> DateMention:
    found, interval, anchor = dated
    start, end = folded.span(found.start, found.end)
    words = document.text[start:end]
    return DateMention(start, end, words, interval.first, interval.last, interval.precision, interval.edtf, anchor)


def _doubt(folded: Folded, start: int, end: int, message: str) -> Doubt:
    first, last = folded.span(start, end)
    return Doubt(first, last, message)
