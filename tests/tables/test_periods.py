"""Whether the columns of a date agree with one another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.find.dates import intervals
from pipeline.tables.periods import check, completed


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"start": "2026-03-04"}, ("2026-03-04", "2026-03-04", "day", "2026-03-04")),
        ({"start": "2026-02-01", "end": "2026-02-28"}, ("2026-02-01", "2026-02-28", "month", "2026-02")),
        ({"start": "2026-01-01", "end": "2026-12-31"}, ("2026-01-01", "2026-12-31", "year", "2026")),
        (
            {"start": "2025-04-01", "end": "2026-03-31"},
            ("2025-04-01", "2026-03-31", "fiscal_year", "2025-04/2026-03"),
        ),
        ({"start": "2026-03-04", "end": "2026-03-09"}, ("2026-03-04", "2026-03-09", "range", "2026-03-04/2026-03-09")),
        (
            {"start": "2020-01-01", "end": "2029-12-31", "precision": "decade"},
            ("2020-01-01", "2029-12-31", "decade", "202X"),
        ),
    ],
)  # fmt: skip
def test_what_follows_from_the_days(given: dict[str, str], expected: tuple[str, ...]) -> None:
    assert tuple(completed(given).values()) == expected


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"start": "2026-02-30"}, "start must be a day"),
        ({"start": "2026-03-04", "end": "2026-03-01"}, "lies before start"),
        ({"start": "2026-03-04", "precision": "month"}, "month has 1 whole months"),
        ({"start": "2026-03-01", "end": "2026-03-31", "precision": "day"}, "day has one day"),
        ({"start": "2026-03-04", "edtf": "2026-03-05"}, "write 2026-03-04"),
    ],
)
def test_what_contradicts_itself(given: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        completed(given)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_it_agrees_with_what_the_finder_writes(year: int, month: int) -> None:
    found = [
        intervals.day(year, month, 1),
        intervals.month(year, month),
        intervals.quarter(year, (month + 2) // 3),
        intervals.half(year, 1 + month // 7),
        intervals.season(year, (month + 2) // 3),
        intervals.year(year),
        intervals.decade(year // 10 * 10),
        intervals.fiscal_year(year, first_month=4, named_by_start=True),
        intervals.days(date(year, month, 2), date(year, month, 20)),
        intervals.about(intervals.month(year, month)),
        intervals.joined(intervals.month(year, month), intervals.year(year + 1)),
    ]
    for item in found:
        check(item.first, item.last, item.precision, item.edtf)
