"""What a text says in any language: the organisations, dates, numbers, Latin words and loanwords in it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pipeline.find.matching import fold
from pipeline.find.sentences import Span
from pipeline.records import Findings, TextDocument
from pipeline.resolve.links import Links
from pipeline.resolve.loanwords import english_sounds, japanese_sounds

Sort = Literal["organisation", "date", "number", "latin", "loanword", "theme", "owner"]
Mark = tuple[Sort, str]

WEIGHTS: Mapping[Sort, float] = {
    "organisation": 2.0,
    "date": 1.0,
    "number": 1.0,
    "owner": 1.0,
    "theme": 0.6,
    "latin": 0.5,
    "loanword": 0.4,
}
"""How much a shared mark of each sort says: a name that was linked more than a word that only sounds alike."""

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,])(\d{1,12}(?:,\d{3}){0,6}(?:\.\d{1,6})?)(?!\d)\s?(万|億|兆|million\b|billion\b|trillion\b)?"
)
_POWERS = {"万": 4, "億": 8, "兆": 12, "million": 6, "billion": 9, "trillion": 12}
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])(?!(?:the|and|for|of|https?|www|com)(?![A-Za-z]))[A-Za-z][A-Za-z0-9&-]{1,40}[A-Za-z0-9]", re.I
)


@dataclass(frozen=True)
class Profile:
    """The marks of one document.

    Attributes:
        document: whose they are.
        marks: each with the character of `TextDocument.text` at which it stands, in order.
    """

    document: TextDocument
    marks: tuple[tuple[int, Mark], ...]

    @cached_property
    def first(self) -> Mapping[Mark, int]:
        """The character at which each mark stands first."""
        return {mark: place for place, mark in reversed(self.marks)}

    def within(self, *spans: Span) -> frozenset[Mark]:
        """The marks that begin inside any of the spans of the text."""
        found: set[Mark] = set()
        for start, end in spans:
            left, right = (bisect_left(self.marks, place, key=lambda item: item[0]) for place in (start, end))
            found.update(mark for _, mark in self.marks[left:right])
        return frozenset(found)


def profile(document: TextDocument, findings: Findings, links: Links) -> Profile:
    """Collects the marks of a document.

    A number inside a date counts as the date alone, and one of a single digit says nothing.
    """
    folded = fold(document.text)
    found: list[tuple[int, Mark]] = [
        (mention.start, ("organisation", links.ids[document.doc_id][mention.text]))
        for mention in findings.organisations
    ]
    found += [(date.start, ("date", f"{date.first}/{date.last}")) for date in findings.dates]
    dated = {place for date in findings.dates for place in range(date.start, date.end)}
    sounds = japanese_sounds if document.language == "ja" else english_sounds
    read: list[tuple[Sort, Iterator[tuple[int, str]]]] = [
        ("number", _numbers(folded.text)),
        ("latin", ((match.start(), match[0].lower()) for match in _LATIN.finditer(folded.text))),
        ("loanword", sounds(folded.text)),
    ]
    for sort, items in read:
        for place, value in items:
            start = folded.origin(place)
            if sort != "number" or start not in dated:
                found.append((start, (sort, value)))
    return Profile(document, tuple(sorted(found)))


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """The values of the numbers of a text: 1,200万 and "12 million" are one."""
    for match in _NUMBER.finditer(text):
        value = Decimal(match[1].replace(",", "")).scaleb(_POWERS.get(match[2] or "", 0))
        if value >= 10 or "." in match[1]:
            yield match.start(), f"{value.normalize():f}"


def marks_of_name(name: str) -> frozenset[Mark]:
    """The Latin words of a name and what its words sound like: by these a text in the other language may have it."""
    text = fold(name).text
    sounds = (sound for reader in (japanese_sounds, english_sounds) for _, sound in reader(text))
    words = (match[0].lower() for match in _LATIN.finditer(text))
    return frozenset({*(("latin", word) for word in words), *(("loanword", sound) for sound in sounds)})
