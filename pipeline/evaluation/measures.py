"""Precision, recall and F1: pure counting over plain values."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import fsum
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

SAME_TEXT = 0.85
NEAR_TEXT = 0.7


@dataclass(frozen=True, slots=True)
class Score:
    """What was found and wanted (tp), found only (fp) and wanted only (fn), in items."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that was found; 0 where nothing is wanted."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def counted(self) -> int:
        """How many items the figures rest on; with 0 of them they say nothing."""
        return self.tp + self.fp + self.fn

    def __add__(self, other: "Score") -> "Score":
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    def as_dict(self) -> dict[str, float]:
        """The figures by name, shares to four digits."""
        return _shares(self) | {"tp": self.tp, "fp": self.fp, "fn": self.fn}


@dataclass(frozen=True, slots=True)
class LinkingScore:
    """How well mentions are gathered into organisations: B-cubed (Bagga and Baldwin 1998), over `mentions` mentions."""

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def counted(self) -> int:
        """How many mentions the figures rest on; with 0 of them they say nothing."""
        return self.mentions

    def as_dict(self) -> dict[str, float]:
        """The figures by name, shares to four digits."""
        return _shares(self) | {"mentions": self.mentions}


@dataclass(frozen=True, slots=True)
class Comparison(Generic[Key]):
    """How often each key is right, wrong or missed; no key has a count of 0."""

    right: Counter[Key]
    wrong: Counter[Key]
    missed: Counter[Key]

    @property
    def score(self) -> Score:
        """The counts of all keys together."""
        return Score(self.right.total(), self.wrong.total(), self.missed.total())


def compare(wanted: Counter[Key], found: Counter[Key], optional: Collection[Key] = ()) -> Comparison[Key]:
    """Compares two multisets; an optional key that was found and not wanted does no harm."""
    wrong = found - wanted
    for key in optional:
        del wrong[key]
    return Comparison(wanted & found, wrong, wanted - found)


def b_cubed(links: Sequence[tuple[str, str]]) -> LinkingScore:
    """Scores mentions, each a pair of the organisation it belongs to and the one it was linked to."""
    if not links:
        return LinkingScore()
    together = Counter(links)
    wanted, found = Counter(link[0] for link in links), Counter(link[1] for link in links)
    # fsum: the order of the mentions must not show in the last digit.
    precision = fsum(count * count / found[link[1]] for link, count in together.items()) / len(links)
    recall = fsum(count * count / wanted[link[0]] for link, count in together.items()) / len(links)
    return LinkingScore(precision, recall, len(links))


def match_texts(
    wanted: Sequence[str], found: Sequence[str], agree: Callable[[int, int], bool] | None = None
) -> list[tuple[int, int]]:
    """Pairs texts that are nearly the same, the most similar first, each at most once.

    Args:
        wanted: the annotated texts.
        found: the texts of the tables, in an order that does not depend on the table's.
        agree: whether a wanted and a found item, by index, agree in what is not their text; decides between equally
            similar ones.

    Returns:
        pairs of an index into `wanted` and one into `found`.
    """
    candidates = sorted(
        (
            (ratio, agree is not None and agree(mine, theirs), mine, theirs)
            for theirs, text in enumerate(found)
            for mine, ratio in _similar(wanted, text, SAME_TEXT)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, mine, theirs in candidates:
        if mine not in pairs and theirs not in used:
            pairs[mine] = theirs
            used.add(theirs)
    return sorted(pairs.items())


def is_near(text: str, others: Sequence[str]) -> bool:
    """Whether a text is like one of the others, a part of it or around it."""
    return any(text and (text in other or other in text) for other in others if other) or any(
        True for _ in _similar(others, text, NEAR_TEXT)
    )


def _similar(candidates: Sequence[str], text: str, threshold: float) -> Iterator[tuple[int, float]]:
    """Gives index and similarity of the candidates that reach a threshold."""
    if not text:
        return
    matcher = SequenceMatcher(None, b=text, autojunk=False)
    places: dict[str, int] = {}
    for index, char in enumerate(text):
        places[char] = places.get(char, 0) | 1 << index
    for index, candidate in enumerate(candidates):
        if candidate == text:
            yield index, 1.0
            continue
        # What the matcher pairs is a common subsequence, so the longest one bounds its ratio, at a tenth of the time.
        # Letter counts, its own quick bound, keep no two English sentences of one length apart.
        both = len(candidate) + len(text)
        matcher.set_seq1(candidate)
        if (
            matcher.real_quick_ratio() < threshold
            or 2 * _common_length(candidate, len(text), places) / both < threshold
        ):
            continue
        ratio = matcher.ratio()
        if ratio >= threshold:
            yield index, ratio


def _common_length(text: str, length: int, places: Mapping[str, int]) -> int:
    """The length of the longest common subsequence, a machine word of characters at a time (Hyyrö 2004).

    Args:
        text: one of the texts.
        length: of the other, in characters.
        places: for each character of the other the bits of where it stands.
    """
    every = (1 << length) - 1
    row = every
    for char in text:
        hits = row & places.get(char, 0)
        row = (row + hits | row - hits) & every
    return length - row.bit_count()


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shares(score: Score | LinkingScore) -> dict[str, float]:
    return {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}
