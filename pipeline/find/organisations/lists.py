"""Lists in which names stand side by side: A, B and C; A; B; C; one a line; A: its share, B: its share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.records import Block

# What may stand between two members: a bracket or a place behind the first, a comma or "and", a preposition that is said again.
_GAP = re.compile(
    r"^(?:\s?\([^()]{1,80}\))?(?:\sin\s[A-ZÀ-Þ][\w-]*(?:\s[A-ZÀ-Þ][\w-]*)?)?\s?(?P<sign>,|;|,?\s(?:and|or|as\swell\sas|together\swith|&)|/)\s"
    r"(?P<last>(?:and|or)\s)?(?:also\s|by\s|with\s|from\s|to\s|of\s|for\s)?(?:the\s|its\s)?(?:[A-ZÀ-Þ][\w.]*(?:'s|s')?\s)?$"
)
_LONGEST_GAP = 120
_ALONE = re.compile(r"(?:\s?\([^()]*\))?(?:,\s[A-ZÀ-Þ](?:[\w .]{1,40}|[\w ,&]{1,90}))?[.;,]?")
_CELL = re.compile(r"[^\t|]+")
_NAMED_CELL = re.compile(r"(?:\s?\([^()]*\))?\s?")
_LABEL = re.compile(r"(?:\s?\([^()]*\))?\s?:\s\S")


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list, as a span of the folded text; `is_body` where another layer found it."""

    start: int
    end: int
    is_body: bool


def lists(
    text: str, blocks: Sequence[tuple[Block, tuple[int, int]]], items: Sequence[Item]
) -> Iterator[tuple[Item, ...]]:
    """Gives the lists of two and more items that a document has within its sentences and as lines of their own.

    Args:
        text: the folded text.
        blocks: of the document, with their spans of the folded text.
        items: what may be a member, not overlapping.
    """
    ordered = sorted(items, key=lambda item: item.start)
    yield from _in_sentences(text, ordered)
    yield from _as_lines(text, blocks, ordered)
    yield from _as_columns(text, blocks, ordered)


def _in_sentences(text: str, items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    group: list[Item] = []
    signs: list[str] = []
    for item in items:
        if group and text[group[-1].end : item.start].strip() == "(" and text[item.end : item.end + 1] == ")":
            continue  # the short form of the member before it
        gap = text[group[-1].end : item.start] if group and item.start - group[-1].end <= _LONGEST_GAP else None
        match = _GAP.match(gap) if gap and "\n" not in gap else None
        sign = "" if not match else "and" if match["last"] else match["sign"].strip(" ,") or ","
        # A; B, C and D: the semicolon ends another clause.
        if sign and not (signs and signs[-1] != "and" and {sign, signs[-1]} == {",", ";"}) and "and" not in signs:
            group.append(item)
            signs.append(sign if sign in ",;" else "and")
        else:
            if _is_list(signs):
                yield tuple(group)
            group, signs = [item], []
    if _is_list(signs):
        yield tuple(group)


def _is_list(signs: Sequence[str]) -> bool:
    """A comma alone is as often an address or an apposition: Network Rail, London."""
    return bool(signs) and (signs[-1] != "," or len(signs) > 2)


def _as_lines(
    text: str, blocks: Sequence[tuple[Block, tuple[int, int]]], items: Sequence[Item]
) -> Iterator[tuple[Item, ...]]:
    """Neighbouring list items of nothing but a name, with a bracket or a country behind it; and lines that a name opens as their label."""
    starts = {item.start: item for item in items}
    alone: list[Item] = []
    labels: list[Item] = []
    for block, (start, end) in blocks:
        item = starts.get(start)
        behind = text[item.end : end].rstrip() if item else ""
        if item and block.kind == "list_item" and _ALONE.fullmatch(behind):
            alone.append(item)
        else:
            if len(alone) > 2 and sum(member.is_body for member in alone) > 1:
                yield tuple(alone)
            alone = []
        if item and _LABEL.match(behind):
            labels.append(item)
        else:
            if _are_bodies(labels):
                yield tuple(labels)
            labels = []
    if len(alone) > 2 and sum(member.is_body for member in alone) > 1:
        yield tuple(alone)
    if _are_bodies(labels):
        yield tuple(labels)


def _are_bodies(labels: Sequence[Item]) -> bool:
    """Whether half of the labels are known bodies: others may be any words, Purpose: or Term:."""
    sure = sum(member.is_body for member in labels)
    return sure > 1 and len(labels) > 2 and 2 * sure >= len(labels)


def _as_columns(
    text: str, blocks: Sequence[tuple[Block, tuple[int, int]]], items: Sequence[Item]
) -> Iterator[tuple[Item, ...]]:
    """Columns of tables with nothing but a name in each cell, half of them known bodies."""
    starts = {item.start: item for item in items}
    for is_row, group in groupby(blocks, key=lambda pair: pair[0].kind == "table_row"):
        if not is_row:
            continue
        rows = [span for _, span in group]
        columns: dict[int, list[Item]] = {}
        for start, end in rows:
            for place, cell in enumerate(_CELL.finditer(text, start, end)):
                item = starts.get(cell.start())
                if item and _NAMED_CELL.fullmatch(text[item.end : cell.end()]):
                    columns.setdefault(place, []).append(item)
        for column in columns.values():
            # The head of the table has a row, too.
            if _are_bodies(column) and 2 * len(column) >= len(rows) - 1:
                yield tuple(column)
