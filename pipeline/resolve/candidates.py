"""Documents that may be translations of one another: by the bodies and dates that they share, before a text is read."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat

from pipeline.records import Findings, Language, TextDocument
from pipeline.resolve.evidence import WEIGHTS, Mark, Sort

_DAYS = 2  # a translation comes out on the same day, or with a night or a time zone between
_CANDIDATES = 8  # for each English document
_LEAST_KEYS = 0.3  # share of the weight of organisations and dates that two versions have in common
_COMMON = 4  # a mark of more documents than this weighs less, in proportion
_CROWD = 50  # a mark of more documents than this finds no candidates where a day is unknown


_ORGANISATION: Iterator[Sort] = repeat("organisation")
_DATE: Iterator[Sort] = repeat("date")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a document is looked up by, before its text is read.

    Attributes:
        days: first and last day of each of its dates, but not the day it came out.
        organisations: the ids of those that it mentions.
    """

    language: Language
    published: date | None
    days: tuple[str, ...]
    organisations: Collection[str]


def days(document: TextDocument, findings: Findings) -> tuple[str, ...]:
    """First and last day of each date, but not the day that the document came out."""
    day = document.published
    return tuple(sorted({f"{item.first}/{item.last}" for item in findings.dates if not item.first == item.last == day}))


class Candidates:
    """The sketches of all documents, and which pairs of them are worth reading.

    Attributes:
        sketches: by doc_id.
    """

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self._keys: dict[str, frozenset[Mark]] = {}
        self._spread: Counter[Mark] = Counter()
        # By mark and day.
        self._japanese: dict[Mark, dict[int | None, set[str]]] = defaultdict(partial(defaultdict, set))
        self._masses: dict[str, float] = {}
        self._weights = _Weights(self._spread)

    def update(self, sketches: Mapping[str, Sketch]) -> None:
        """Adds documents, by doc_id, or takes up that names of those that are there are linked otherwise."""
        # What a mark weighs depends on the number of documents that have it.
        self._masses.clear()
        self._weights.clear()
        for doc_id, of in sketches.items():
            day, is_japanese = _ordinal(of.published), of.language == "ja"
            for mark in self._keys.get(doc_id, ()):
                self._spread[mark] -= 1
                if is_japanese:
                    self._japanese[mark][day].discard(doc_id)
            self.sketches[doc_id] = of
            self._keys[doc_id] = marks = _marks(of)
            self._spread.update(marks)
            if is_japanese:
                for mark in marks:
                    self._japanese[mark][day].add(doc_id)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Gives pairs (English, Japanese) that share enough and may be of one day."""
        for english, marks in self._keys.items():
            if self.sketches[english].language == "en":
                shared: Counter[str] = Counter()
                day = _ordinal(self.sketches[english].published)
                near = () if day is None else range(day - _DAYS, day + _DAYS + 1)
                for mark in marks:
                    of_days, is_crowd = self._japanese.get(mark, {}), self._spread[mark] > _CROWD
                    if day is None:
                        days = [] if is_crowd else [*of_days]
                    else:
                        days = [other for other in near if other in of_days]
                        days += [None] if None in of_days and not is_crowd else []
                    for other in days:
                        shared.update(of_days[other])
                best = sorted(shared, key=lambda other: (-shared[other], other))
                yield from ((english, other) for other in best[:_CANDIDATES] if self._share_enough(english, other))

    def documents(self) -> dict[str, int]:
        """The number of documents that mention each organisation, by its id."""
        return {key: number for (sort, key), number in self._spread.items() if sort == "organisation" and number}

    def mass(self, marks: Iterable[Mark]) -> float:
        """What marks weigh together."""
        return math.fsum(map(self._weights.__getitem__, marks))  # the same in whatever order a set gives them

    def _share_enough(self, one: str, other: str) -> bool:
        both = self.mass(self._keys[one] & self._keys[other])
        return 2 * both >= _LEAST_KEYS * (self._mass_of(one) + self._mass_of(other))

    def _mass_of(self, doc_id: str) -> float:
        if doc_id not in self._masses:
            self._masses[doc_id] = self.mass(self._keys[doc_id])
        return self._masses[doc_id]


class _Weights(dict[Mark, float]):
    """How much each mark says, as far as it was asked for; of a body or a date less, the more documents have it."""

    def __init__(self, spread: Mapping[Mark, int]) -> None:
        self._spread = spread

    def __missing__(self, mark: Mark) -> float:
        number = self._spread.get(mark, 0)
        weight = self[mark] = WEIGHTS[mark[0]] * (min(1.0, _COMMON / number) if number else 1.0)
        return weight


def _marks(of: Sketch) -> frozenset[Mark]:
    return frozenset([*zip(_ORGANISATION, of.organisations, strict=False), *zip(_DATE, of.days, strict=False)])


def _ordinal(published: date | None) -> int | None:
    return published.toordinal() if published else None
