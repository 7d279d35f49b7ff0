"""Documents that may be translations of one another: by the bodies and dates that they share, before a text is read."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat

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
        self._japanese: dict[int | None, dict[Mark, list[str]]] = {}  # by day and mark
        self._masses: dict[str, float] = {}
        self._weights = _Weights(self._spread)

    def update(self, sketches: Mapping[str, Sketch]) -> None:
        """Adds documents, by doc_id, or takes up that names of those that are there are linked otherwise."""
        # What a mark weighs depends on the number of documents that have it.
        self._masses.clear()
        self._weights.clear()
        for doc_id in sketches.keys() & self._keys.keys():
            self._spread.subtract(self._keys[doc_id])
            for mark in self._keys[doc_id] if self.sketches[doc_id].language == "ja" else ():
                self._japanese[_ordinal(self.sketches[doc_id].published)][mark].remove(doc_id)
        self.sketches |= sketches
        self._keys |= {doc_id: _marks(of) for doc_id, of in sketches.items()}
        self._spread.update(chain.from_iterable(map(self._keys.__getitem__, sketches)))
        for doc_id, of in sketches.items():
            if of.language == "ja":
                of_day = self._japanese.setdefault(_ordinal(of.published), {})
                for mark in self._keys[doc_id]:
                    of_day.setdefault(mark, []).append(doc_id)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Gives pairs (English, Japanese) that share enough and may be of one day."""
        of_any_day: dict[Mark, list[str]] | None = None
        for english, marks in self._keys.items():
            if self.sketches[english].language != "en":
                continue
            day = _ordinal(self.sketches[english].published)
            if day is None:
                of_any_day = of_any_day or self._of_any_day()
                near, undated = range(0), of_any_day
            else:
                near, undated = range(day - _DAYS, day + _DAYS + 1), self._japanese.get(None, {})
            dated = [(of_day, marks & of_day.keys()) for of_day in map(self._japanese.get, near) if of_day]
            anywhere = marks & undated.keys()
            # Most have nothing in common with all of them together but what many documents have.
            if not self._is_enough(anywhere.union(*(known for _, known in dated)), self._mass_of(english)):
                continue
            shared = Counter(chain.from_iterable(of_day[mark] for of_day, known in dated for mark in known))
            shared.update(chain.from_iterable(undated[mark] for mark in anywhere if self._spread[mark] <= _CROWD))
            # The most first, and of as many in the order of their ids.
            best = sorted(sorted(shared), key=shared.__getitem__, reverse=True)[:_CANDIDATES]
            for other in best:
                both = self._keys[english] & self._keys[other]
                if self._is_enough(both, self._mass_of(english) + self._mass_of(other)):
                    yield english, other

    def _of_any_day(self) -> dict[Mark, list[str]]:
        """The Japanese documents that have a mark, whenever they came out."""
        found: dict[Mark, list[str]] = defaultdict(list)
        for of_day in self._japanese.values():
            for mark, doc_ids in of_day.items():
                found[mark] += doc_ids
        return found

    def documents(self) -> dict[str, int]:
        """The number of documents that mention each organisation, by its id."""
        return {key: number for (sort, key), number in self._spread.items() if sort == "organisation" and number}

    def mass(self, marks: Iterable[Mark]) -> float:
        """What marks weigh together."""
        return math.fsum(map(self._weights.__getitem__, marks))  # the same in whatever order a set gives them

    def _is_enough(self, both: Iterable[Mark], masses: float) -> bool:
        """Whether the marks that two documents have in common are a large enough share of what both have."""
        return 2 * self.mass(both) >= _LEAST_KEYS * masses

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
