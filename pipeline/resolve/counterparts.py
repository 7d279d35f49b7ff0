"""Objectives of two versions of one document, paired one to one."""

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.find.objectives.themes import Theme, themes_of
from pipeline.records import Block, Findings, Objective, TextDocument
from pipeline.resolve.evidence import WEIGHTS, Mark, Profile
from pipeline.resolve.links import Links
from pipeline.resolve.owners import owners

_PLAIN_LIKENESS = 0.5  # of the marks of two items; with less only their places pair them
_LIKE_GROUPS = 0.9
_STATED_LIKENESS = 0.5
_NEARNESS = 0.15  # what the very same place of both texts adds to the likeness of two statements
_OTHER_KIND = 0.75  # the same for two kinds of statement: a finder may take one for the other, but rarely does
_STATED_MASS = 0.5
_SAME_PLACE = 0.12  # of the length of the text
_HEADING_REACH = 300  # characters
_MOST_OBJECTIVES = 500  # that are paired in one document, since each is compared with each
_HARD = (frozenset({"owner"}), frozenset({"date", "number"}))
_VALUE = re.compile(r"\d{1,2}|(?:x{0,2}(?:ix|iv|v?i{0,3}))(?![a-z])|[a-h](?![a-z])", re.IGNORECASE)
_INLINE = re.compile(r"[(（](?:[ivx]{1,4}|\d{1,2}|[a-h])[)）]|[①-⑳]", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Item:
    """An objective with what it is compared by.

    Attributes:
        index: into the objectives of the findings.
        place: of its first character, as a share of the text.
        slot: its number in the list it stands in, counted from 1, and how many the list has; None where unknown.
    """

    index: int
    objective: Objective
    marks: frozenset[Mark]
    place: float
    slot: tuple[int | None, int | None]


def pair_objectives(
    profiles: tuple[Profile, Profile],
    findings: tuple[Findings, Findings],
    links: Links,
    themes: Sequence[Theme] = (),
) -> tuple[Pair, ...]:
    """Pairs the objectives of two documents that are translations of one another.

    Listed objectives are paired within lists that correspond, by their places in the list and by what both name;
    stated ones only where place and content agree. What is in doubt stays without a counterpart.

    Returns:
        Indices into the `objectives` of the two findings, in order; each at most once.
    """
    one, other = (
        [
            _item(of, found, index, named, themes)
            for index, named in enumerate(owners(of.document, found, links)[:_MOST_OBJECTIVES])
        ]
        for of, found in zip(profiles, findings, strict=True)
    )
    one, other = _comparable(one, other, profiles[1]), _comparable(other, one, profiles[0])
    pairs: list[Pair] = []
    for form, pair in _PAIRED_BY.items():
        pairs += pair(*([item for item in items if item.objective.form == form] for items in (one, other)))
    return tuple(sorted(pairs))


def _pair_listed(one: Sequence[_Item], other: Sequence[_Item]) -> Iterator[Pair]:
    likeness = _Likeness(one, other)
    groups, rivals = _groups(one), _groups(other)
    for left, right in _aligned(groups, rivals, likeness):
        yield from _pair_items(groups[left], rivals[right], likeness)


def _pair_stated(one: Sequence[_Item], other: Sequence[_Item]) -> Iterator[Pair]:
    likeness = _Likeness(one, other)
    table = {
        (left, right): likeness.of(item.marks, rival.marks) + _NEARNESS * (1 - apart / _SAME_PLACE)
        for left, item in enumerate(one)
        for right, rival in enumerate(other)
        if (apart := abs(item.place - rival.place)) <= _SAME_PLACE and _may_pair(item, rival)
    }
    found = [
        (left, right)
        for left, right in _mutual(table, _STATED_LIKENESS)
        if likeness.mass(one[left].marks & other[right].marks) >= _STATED_MASS
        and (one[left].objective.kind == other[right].objective.kind or table[left, right] >= _OTHER_KIND)
    ]
    yield from ((one[left].index, other[right].index) for left, right in _in_order(found))


def _item(of: Profile, findings: Findings, index: int, named: Sequence[str], themes: Sequence[Theme]) -> _Item:
    objective, document = findings.objectives[index], of.document
    spans = [(objective.start, objective.end)]
    if objective.heading:
        start = document.text.rfind(objective.heading, max(0, objective.start - _HEADING_REACH), objective.start)
        if start >= 0:
            spans.append((start, start + len(objective.heading)))
    marks = of.within(*spans)
    about = themes_of(objective.text, objective.heading, document.language, themes)
    marks |= {("theme", theme) for theme in about}
    if named:
        marks |= {("owner", "; ".join(sorted(named)))}
    return _Item(index, objective, marks, objective.start / max(1, len(document.text)), _slot(document, objective))


def _slot(document: TextDocument, objective: Objective) -> tuple[int | None, int | None]:
    at = bisect_right(document.blocks, objective.start, key=lambda block: block.start) - 1
    if at < 0 or objective.start >= document.blocks[at].end:
        return None, None
    block = document.blocks[at]
    if objective.heading and at and block.kind == "paragraph" and not block.marker:
        block, at = document.blocks[at - 1], at - 1
    if (value := _value(block.marker)) is not None:
        return value, _last_value(document.blocks, at, value)
    if block.kind != "list_item" or objective.start - block.start > len(objective.heading) + 8:
        return _inline_slot(document.text[block.start : block.end], objective.start - block.start)
    before = sum(1 for _ in _run(document.blocks, at, -1))
    after = sum(1 for _ in _run(document.blocks, at, 1))
    return before + 1, before + after + 1


def _inline_slot(words: str, start: int) -> tuple[int | None, int | None]:
    """The same of an item that runs on in a sentence: (i) …, (ii) …, or one; another; and a third."""
    markers = list(_INLINE.finditer(words))
    before = [marker for marker in markers if marker.end() <= start]
    if before and start - before[-1].end() <= 2:
        return len(before), len(markers)
    semicolons = words.count(";")
    return (words.count(";", 0, start) + 1, semicolons + 1) if semicolons > 1 else (None, None)


def _run(blocks: Sequence[Block], at: int, step: int) -> Iterator[Block]:
    """The items of the same list on one side of an item."""
    place = at + step
    while 0 <= place < len(blocks) and blocks[place].kind == "list_item" and blocks[place].level >= blocks[at].level:
        if blocks[place].level == blocks[at].level:
            yield blocks[place]
        place += step


def _last_value(blocks: Sequence[Block], at: int, value: int) -> int:
    """The number of the last item of a counted list."""
    for block in blocks[at + 1 :]:
        if block.kind == blocks[at].kind and (found := _value(block.marker)) is not None:
            if found != value + 1:
                break
            value = found
    return value


def _value(marker: str) -> int | None:
    """The number that a marker counts: 2 for "2.", "(ii)", ②, "(b)"; None for a bullet."""
    match = _VALUE.search(unicodedata.normalize("NFKC", marker))
    if match is None or not match[0]:
        return None
    word = match[0].lower()
    if word.isdigit():
        return int(word)
    return _ROMAN.index(word) + 1 if word in _ROMAN else ord(word) - ord("a") + 1


def _comparable(items: Sequence[_Item], rivals: Sequence[_Item], there: Profile) -> list[_Item]:
    """The items with those marks only that the other document has somewhere as well."""
    themes = {mark for rival in rivals for mark in rival.marks if mark[0] == "theme"}

    def is_known(mark: Mark) -> bool:
        if mark[0] == "owner":
            return all(("organisation", owner) in there.first for owner in mark[1].split("; "))
        return mark in there.first or mark in themes

    return [replace(item, marks=frozenset(filter(is_known, item.marks))) for item in items]


class _Likeness:
    """How alike two items are, by marks that weigh more the fewer items have them."""

    def __init__(self, one: Sequence[_Item], other: Sequence[_Item]) -> None:
        spread = Counter(mark for item in (*one, *other) for mark in item.marks)
        self.weight: Mapping[Mark, float] = {mark: WEIGHTS[mark[0]] * 2 / count for mark, count in spread.items()}

    def mass(self, marks: Iterable[Mark]) -> float:
        return math.fsum(self.weight[mark] for mark in marks)  # the same in whatever order a set gives them

    def of(self, one: frozenset[Mark], other: frozenset[Mark]) -> float:
        """Twice the shared over the sum of both, from 0 to 1; 0 where one of them has no marks."""
        if not one or not other:
            return 0.0
        return 2 * self.mass(one & other) / (self.mass(one) + self.mass(other))


def _groups(items: Sequence[_Item]) -> list[list[_Item]]:
    """The lists: listed objectives in a row that have one lead-in."""
    groups: list[list[_Item]] = []
    for item in items:
        if item.objective.form != "listed":
            continue
        if groups and groups[-1][-1].objective.lead_in == item.objective.lead_in:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _aligned(one: Sequence[Sequence[_Item]], other: Sequence[Sequence[_Item]], likeness: _Likeness) -> list[Pair]:
    """The lists of both that correspond, in the order of both."""
    worth = [[_group_likeness(left, right, likeness) - _LIKE_GROUPS for right in other] for left in one]
    best: list[list[tuple[float, tuple[Pair, ...]]]] = [[(0.0, ())] * (len(other) + 1) for _ in range(len(one) + 1)]
    for left in range(1, len(one) + 1):
        for right in range(1, len(other) + 1):
            above, beside, before = best[left - 1][right], best[left][right - 1], best[left - 1][right - 1]
            choice = above if above[0] >= beside[0] else beside
            gain = worth[left - 1][right - 1]
            if gain > 0 and before[0] + gain > choice[0]:
                choice = (before[0] + gain, (*before[1], (left - 1, right - 1)))
            best[left][right] = choice
    return list(best[-1][-1][1])


def _group_likeness(one: Sequence[_Item], other: Sequence[_Item], likeness: _Likeness) -> float:
    """Form, place and content of two lists, from 0 to 3; above `_LIKE_GROUPS` they may be one list."""
    apart = abs(one[0].place - other[0].place)
    if apart > 2 * _SAME_PLACE:
        return 0.0
    marks = [frozenset(mark for item in items for mark in item.marks) for items in (one, other)]
    form = 0.4 * (len(one) == len(other) or one[-1].slot[1] == other[-1].slot[1] is not None)
    form += 0.2 * (one[0].objective.kind == other[0].objective.kind)
    form += 0.2 * (bool(one[0].objective.heading) == bool(other[0].objective.heading))
    return form + 0.6 * max(0.0, 1 - apart / (2 * _SAME_PLACE)) + likeness.of(*marks)


def _pair_items(one: Sequence[_Item], other: Sequence[_Item], likeness: _Likeness) -> list[Pair]:
    """The items of two lists that correspond."""
    same = [
        (left, right)
        for left, item in enumerate(one)
        for right, rival in enumerate(other)
        if _slots(item, rival) and not _contradict(item, rival)
    ]
    table = {
        (left, right): likeness.of(item.marks, rival.marks)
        for left, item in enumerate(one)
        for right, rival in enumerate(other)
        if _may_pair(item, rival)
    }
    fixed = _in_order(_single(same)) or _in_order(_mutual(table, _PLAIN_LIKENESS))
    paired: list[Pair] = []
    for (left, right), (below, beneath) in zip([(-1, -1), *fixed], [*fixed, (len(one), len(other))], strict=True):
        between = list(zip(range(left + 1, below), range(right + 1, beneath), strict=False))
        if below - left == beneath - right and all(_may_pair(one[x], other[y]) for x, y in between):
            paired += between
        if below < len(one):
            paired.append((below, beneath))
    return [(one[left].index, other[right].index) for left, right in paired]


def _single(pairs: Sequence[Pair]) -> list[Pair]:
    """Those pairs of which neither side is in another."""
    left, right = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    return [pair for pair in pairs if left[pair[0]] == right[pair[1]] == 1]


def _slots(one: _Item, other: _Item) -> bool | None:
    """Whether two items have the same place in lists of the same length; None where that is not known."""
    (number, length), (count, size) = one.slot, other.slot
    if number is None or count is None or length != size:
        return None
    return number == count


def _contradict(one: _Item, other: _Item) -> bool:
    """Whether both have owners, dates or numbers that the other document knows as well, and none in common."""
    for sorts in _HARD:
        hard = [{mark for mark in item.marks if mark[0] in sorts} for item in (one, other)]
        if hard[0] and hard[1] and not hard[0] & hard[1]:
            return True
    return False


def _may_pair(one: _Item, other: _Item) -> bool:
    return _slots(one, other) is not False and not _contradict(one, other)


def _mutual(table: Mapping[Pair, float], least: float) -> Iterator[Pair]:
    """The pairs of which each is the other's single best, and that are at least so alike."""
    rows: dict[Pair, list[float]] = defaultdict(list)
    for (left, right), value in table.items():
        rows[0, left].append(value)
        rows[1, right].append(value)
    for (left, right), value in table.items():
        lines = rows[0, left], rows[1, right]
        if value >= least and all(value == max(line) and line.count(value) == 1 for line in lines):
            yield left, right


def _in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """Those pairs that cross no other: a translation keeps the order."""
    every = sorted(pairs)
    return [pair for pair in every if not any((pair[0] - other[0]) * (pair[1] - other[1]) < 0 for other in every)]


_PAIRED_BY = {"listed": _pair_listed, "stated": _pair_stated}
