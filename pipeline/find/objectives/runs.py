"""Enumerations as blocks: lists with their levels, numbered headings with descriptions, tables."""

import re
from dataclasses import dataclass

from pipeline.find.objectives.items import Item, item_span
from pipeline.find.objectives.leads import introduces, label_verdict
from pipeline.find.objectives.markers import begins, follows, is_bullet, ordinals, same_style
from pipeline.find.objectives.outline import Outline
from pipeline.records import Language

_ENDED = re.compile(r"[.。;；:：!！]\s*$")
_LONGEST_HEADING = 100
_MOST_ENTRIES = 100
_LONGEST_LOOSE = 200
_PART = re.compile(r"[;；](?:\s*(?:and|or))?\s*$")
_SENTENCE = re.compile(r"[.。:!?！？\"”]\s*$|^[\"“「]")
# Headings of a release that never are items of what it announced.
_OTHER_SECTION = re.compile(
    r"^(?:about|background|quotes?|comments?|notes?|contacts?|more|further|press|media|history|events?|related|what|how|why|who|from)\b|について$|コメント$",
    re.IGNORECASE,
)
_DEEPEST = 6
# Signs of sections, that are never items inside another list.
_SECTION_SIGNS = ("■", "◆")
_CLAUSE = re.compile(r"[、。]|, [a-z]")


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks `start` to `end` (exclusive) of an outline that make one enumeration."""

    start: int
    end: int
    items: tuple[Item, ...]
    labels: tuple[str, ...] = ()


def described_run(outline: Outline, start: int) -> Run | None:
    """Numbered headings, or short list items, each with a description below it."""
    blocks, first = outline.blocks, outline.blocks[start]
    if first.kind == "heading":
        if not begins(first.marker) and not _is_announced(outline, start):
            return None
    elif first.kind != "list_item" or _is_clause(outline.words(first)):
        return None
    entries: list[tuple[int, int]] = []
    index = start
    while (
        index < len(blocks)
        and len(entries) < _MOST_ENTRIES
        and _continues(outline, start, entries[-1][0] if entries else None, index)
    ):
        end = index + 1
        while end < len(blocks) and _is_body(outline, index, end):
            end += 1
        if end == index + 1:
            break
        entries.append((index, end))
        index = end
    if len(entries) < 2:
        return _grouped_run(outline, start) if first.kind == "heading" else None
    return _of_entries(outline, start, entries)


def _grouped_run(outline: Outline, start: int) -> Run | None:
    """Numbered headings that group described ones: 1. 研究, (1) 燃料, …, (2) 材料, …, 2. 人材, (1) 派遣, …."""
    blocks, first = outline.blocks, outline.blocks[start]
    entries: list[tuple[int, int]] = []
    index, groups = start, 0
    before = ""
    while index + 1 < len(blocks) and blocks[index].kind == "heading" and len(entries) < _MOST_ENTRIES:
        if not (follows(before, blocks[index].marker) if before else begins(first.marker)):
            break
        inner = blocks[index + 1]
        if not begins(inner.marker) or same_style(first.marker, inner.marker):
            break
        before, last, place = blocks[index].marker, "", index + 1
        while place < len(blocks) and (follows(last, blocks[place].marker) if last else place == index + 1):
            end = place + 1
            while end < len(blocks) and _is_body(outline, place, end):
                end += 1
            if end == place + 1:
                break
            entries.append((place, end))
            last, place = blocks[place].marker, end
        if not last:
            break
        index, groups = place, groups + 1
    return _of_entries(outline, start, entries) if groups > 1 else None


def _of_entries(outline: Outline, start: int, entries: list[tuple[int, int]]) -> Run:
    blocks = outline.blocks
    # What follows the last description is the document's again: it has as many paragraphs as the others.
    usual = max(end - begin for begin, end in entries[:-1])
    last = entries[-1]
    entries[-1] = (last[0], min(last[1], last[0] + usual))
    items = [item for begin, end in entries for item in _described(outline, begin, end)]
    return Run(start, entries[-1][1], tuple(items), tuple(outline.words(blocks[begin]) for begin, _ in entries))


def _is_announced(outline: Outline, start: int) -> bool:
    """Headings without numbers are items only right behind a sentence, or under a heading of another sort, that says so."""
    block, before = outline.blocks[start], outline.blocks[start - 1]
    if start == 0 or ordinals(block.marker):
        return False
    if before.kind == "heading":
        # A heading with nothing under it but headings like itself: "Areas of work", "Inspections", "Joint visits …".
        empty = not block.marker and not before.marker and not outline.is_name(start - 1)
        below = block.level > before.level or (block.marker != "" and block.marker != before.marker) or empty
        return below and label_verdict(outline.words(before), outline.language(before)) not in (None, "other")
    if before.kind != "paragraph":
        return False
    return introduces(outline.at(outline.sentences(before)[-1]), outline.language(before))


def _continues(outline: Outline, start: int, before: int | None, index: int) -> bool:
    first, block = outline.blocks[start], outline.blocks[index]
    if block.kind != first.kind or len(outline.words(block)) > _LONGEST_HEADING:
        return False
    if first.kind == "heading" and is_bullet(first.marker):
        words = outline.words(block)
        ends = _OTHER_SECTION.search(words) or label_verdict(words, outline.language(block)) is not None
        return block.marker == first.marker and block.level == first.level and not ends
    if before is None:
        return True
    if is_bullet(first.marker):
        return block.marker == first.marker and not _is_clause(outline.words(block))
    return follows(outline.blocks[before].marker, block.marker)


def _is_body(outline: Outline, head: int, index: int) -> bool:
    block, first = outline.blocks[index], outline.blocks[head]
    if block.kind == "heading" and not block.marker and first.marker and index == head + 1:
        # A description without a full stop reads like a heading: 利用者会合を毎年開催し、要求条件を集約.
        return bool(_CLAUSE.search(outline.words(block)))
    if outline.is_heading(index):
        return False
    if block.kind == "paragraph":
        return True
    if block.kind != "list_item" or first.kind != "heading" or same_style(first.marker, block.marker):
        return False
    # "3." behind other words belongs to a list around.
    return is_bullet(block.marker) or begins(block.marker) or outline.blocks[index - 1].kind == "list_item"


def _is_clause(words: str) -> bool:
    return len(words) > _LONGEST_HEADING or bool(_ENDED.search(words))


def _described(outline: Outline, begin: int, end: int) -> list[Item]:
    blocks, text = outline.blocks, outline.document.text
    heading = item_span(text, blocks[begin].start, blocks[begin].end)
    bodies = blocks[begin + 1 : end]
    listed = [block for block in bodies if block.kind == "list_item"]
    if listed:
        return [Item(item_span(text, block.start, block.end), heading) for block in listed]
    return [Item(item_span(text, bodies[0].start, bodies[-1].end), heading)]


def list_run(outline: Outline, start: int) -> Run:
    """Consecutive list items; of a nested list the outer items, or the inner ones under a label."""
    blocks = outline.blocks
    end = start
    while end < len(blocks) and blocks[end].kind == "list_item":
        # Behind a footnote another list may begin; the same one goes on with the same sort of marker.
        if end in outline.interrupted and end > start and not same_style(blocks[end - 1].marker, blocks[end].marker):
            break
        if blocks[end].marker in _SECTION_SIGNS and blocks[start].marker not in _SECTION_SIGNS:
            break
        if end > start and (outline.is_heading(end) or _is_outside(outline, start, end)):
            break
        end += 1
    depths = _depths(outline, start, end)
    items: list[Item] = []
    index = start
    while index < end:
        stop = index + 1
        while stop < end and depths[stop - start] > depths[index - start]:
            stop += 1
        items += _nested(outline, index, stop, depths[index + 1 - start : stop - start])
        index = stop
    return Run(start, end, tuple(items), tuple(outline.words(block) for block in blocks[start:end]))


def _is_outside(outline: Outline, start: int, index: int) -> bool:
    """Whether an item belongs to the list around, whose item above heads this one: ■連携事項, (1) …, (2) …, ■期間."""
    head, first, block = outline.blocks[start - 1], outline.blocks[start], outline.blocks[index]
    if start == 0 or head.kind != "list_item" or not outline.is_heading(start - 1):
        return False
    return block.level < first.level or same_style(head.marker, block.marker)


def _depths(outline: Outline, start: int, end: int) -> list[int]:
    """Depth of each item: by the reader's levels, else by the style of the markers."""
    blocks = outline.blocks[start:end]
    if any(block.level for block in blocks):
        return [block.level for block in blocks]
    stack: list[str] = []
    depths = []
    for block in blocks:
        known = next((depth for depth, marker in enumerate(stack) if same_style(marker, block.marker)), None)
        if known is None and len(stack) == _DEEPEST:
            known = _DEEPEST - 1
        if known is None:
            stack.append(block.marker)
            known = len(stack) - 1
        else:
            stack = stack[: known + 1]
            stack[known] = block.marker
        depths.append(known)
    return depths


def _nested(outline: Outline, index: int, stop: int, depths: list[int]) -> list[Item]:
    text, block = outline.document.text, outline.blocks[index]
    own = item_span(text, block.start, block.end)
    # A label over its own list ("Research:") groups the inner items; a clause ("Share data, including:") holds them.
    words = outline.words(block).rstrip(" :：")
    if not depths or len(words) > 60 or re.search(r",|、|\b(?:including|such as)$", words):
        return [Item(own)]
    inner = outline.blocks[index + 1 : stop]
    group = item_span(text, block.start, block.start + len(outline.plain[block.start : block.end].rstrip(" :：")))
    shallowest = min(depths)
    return [
        Item(item_span(text, child.start, child.end), group=group)
        for child, depth in zip(inner, depths, strict=True)
        if depth == shallowest
    ]


def loose_run(outline: Outline, start: int) -> Run | None:
    """Paragraphs right behind "…:" that are items without marks: no sentences, or parts that end in semicolons."""
    blocks = outline.blocks
    if start == 0 or blocks[start].kind != "paragraph" or blocks[start - 1].kind != "paragraph":
        return None
    before = outline.words(blocks[start - 1])
    if not introduces(before, outline.language(blocks[start - 1])):
        return None
    end, parts = start, False
    while end < len(blocks) and blocks[end].kind == "paragraph" and not outline.is_heading(end):
        words = outline.words(blocks[end])
        if _PART.search(words):
            parts = True
        elif parts and _PART.search(outline.words(blocks[end - 1])):
            end += 1
            break
        elif parts or len(words) > _LONGEST_LOOSE or _SENTENCE.search(words):
            break
        end += 1
    if end - start < 2:
        return None
    items = [Item(item_span(outline.document.text, block.start, block.end)) for block in blocks[start:end]]
    return Run(start, end, tuple(items))


def sections_not_items(run: Run, language: Language) -> bool:
    """Whether numbered headings are the sections of a document (1. Purpose, 2. Scope), and no enumeration."""
    known = sum(label_verdict(label, language) is not None for label in run.labels)
    return known * 3 > len(run.labels)
