"""Dates of whole releases, invented with their values before the finder had been run on them; scored as `score.py` does."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.config import Limits
from pipeline.find.dates.finder import find_dates
from pipeline.read import read
from pipeline.records import RawDocument, TextDocument
from tests.annotated import parse
from tests.find.test_dates_sentences import interval

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.txt"))
Found = tuple[str, date, date]


def load(path: Path) -> tuple[TextDocument, Counter[Found], Counter[Found]]:
    """A release as it is read, its dates, and those that count neither for nor against."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head = dict(line.removeprefix("# ").rstrip("\n").split(": ", 1) for line in lines if line.startswith("# "))
    text, marks = parse("".join(line for line in lines if not line.startswith("# ")))
    source = read(RawDocument(path.stem, path, "text/plain", ""), text.encode(), Limits())
    if not isinstance(source, TextDocument):
        raise TypeError(f"{path.name} was not read: {source}")
    document = replace(source, published=date.fromisoformat(head["published"]), publisher=head["publisher"])
    dates, optional = (
        Counter((_plain(mark.text), *interval(mark.value)) for mark in marks if mark.label == label)
        for label in ("date", "optional")
    )
    return document, dates, optional


def _plain(words: str) -> str:
    """A surface form as the scorer compares it: without white space, a leading "the", and full width."""
    return "".join(words.translate(_NARROW).split()).removeprefix("the")


_NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


def compare(path: Path) -> tuple[Counter[Found], Counter[Found], Counter[Found]]:
    """What of a release is found rightly, what is missing, and what is there in excess."""
    document, wanted, optional = load(path)
    mentions, _ = find_dates(document)
    found = Counter((_plain(each.text), each.first, each.last) for each in mentions)
    right = found & wanted
    excess = found - wanted
    for words, first, last in list(excess):
        if any(words == other for other, *_ in optional):
            del excess[words, first, last]
    return right, wanted - found, excess


def f1(paths: list[Path]) -> float:
    right, missing, excess = (sum(part.total() for part in parts) for parts in zip(*map(compare, paths), strict=True))
    return float(2 * right / (2 * right + missing + excess))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_releases_reach_their_floor(language: str) -> None:
    assert f1([path for path in RELEASES if path.stem.endswith(language)]) >= 0.97
