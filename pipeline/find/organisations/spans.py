"""Candidates: spans of the folded text that may be names, and the one rule that decides between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.records import FoundBy

CERTAINTY: tuple[FoundBy, ...] = ("registry", "definition", "pattern", "model")
"""The layers, most certain first."""
_RANK = {layer: rank for rank, layer in enumerate(CERTAINTY)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the folded text, and the layer that proposes it."""

    start: int
    end: int
    found_by: FoundBy

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def between(candidates: Sequence[Candidate], start: int, end: int) -> Sequence[Candidate]:
    """Those of the candidates, in order and not overlapping, that reach into a span."""
    first = bisect_right(candidates, start, key=attrgetter("end"))
    return candidates[first : bisect_left(candidates, end, key=attrgetter("start"))]


def merge(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of overlapping candidates the longest stays, of equally long ones the most certain.

    What a model proposes stays only where the other layers found nothing: its boundaries are the least certain.
    """
    order = sorted(
        candidates,
        key=lambda item: (item.found_by == "model", item.start - item.end, _RANK[item.found_by], item.start),
    )
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for item in order:
        span = range(item.start, item.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.start)


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether a Latin name begins and ends where a word does; Japanese has no such sign."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_word(first) and _is_word(before):
        return False
    return not (_is_word(last) and _is_word(after))


def _is_word(char: str) -> bool:
    return char != "" and char < "\u2000" and char.isalnum()
