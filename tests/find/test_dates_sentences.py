"""Every date of the annotated sentences is found, with its value, and nothing else."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipeline.find.dates.finder import find_dates
from tests.annotated import document, parse

HERE = Path(__file__).parent
SETS = ("dates_en.txt", "dates_ja.txt")
Value = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    text: str
    expected: tuple[Value, ...]
    published: date | None
    country: str | None


def bound(text: str, *, last: bool) -> date:
    """The first or last day of a year, month or day as ISO writes it."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12 if last else 1
    return date(parts[0], month, monthrange(parts[0], month)[1] if last else 1)


def interval(value: str) -> tuple[date, date]:
    first, _, last = value.partition("/")
    return bound(first, last=False), bound(last or first, last=True)


def cases(name: str) -> Iterator[Case]:
    published: date | None = None
    country: str | None = None
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), start=1):
        if head := re.fullmatch(r"# (published|country): (\S+)", line):
            value = None if head[2] == "none" else head[2]
            if head[1] == "country":
                country = value
            else:
                published = date.fromisoformat(value) if value else None
        elif line and not line.startswith("#"):
            text, marks = parse(line)
            expected = tuple((mark.text, *interval(mark.value)) for mark in marks)
            yield Case(f"{name}:{number}", text, expected, published, country)


ALL = [case for name in SETS for case in cases(name)]


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_sentence_gives_its_dates_and_no_other(case: Case) -> None:
    mentions, _ = find_dates(document(case.text, published=case.published), country=case.country)
    assert tuple((mention.text, mention.first, mention.last) for mention in mentions) == case.expected
