"""A text cut where findings begin and end, so that findings inside findings can be shown."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in a text: `kind` is its CSS class, `anchor` its place to link to, `href` where it leads."""

    start: int
    end: int
    kind: str
    anchor: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which no finding begins or ends, with what is said of all the findings around it."""

    text: str
    kinds: tuple[str, ...] = ()
    title: str = ""
    href: str = ""
    anchors: tuple[str, ...] = ()


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cuts a text; the pieces joined are the text.

    Args:
        marks: in any order, overlapping or not, each within the text.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    around: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for index in range(bisect_left(cuts, mark.start), bisect_left(cuts, mark.end)):
            around[cuts[index]].append(mark)
    return [_segment(text, start, end, around[start]) for start, end in pairwise(cuts)]


def _segment(text: str, start: int, end: int, around: list[Mark]) -> Segment:
    return Segment(
        text[start:end],
        kinds=tuple(dict.fromkeys(mark.kind for mark in around)),
        title=" · ".join(dict.fromkeys(mark.title for mark in around)),
        href=next((mark.href for mark in reversed(around) if mark.href), ""),
        anchors=tuple(mark.anchor for mark in around if mark.start == start),
    )
