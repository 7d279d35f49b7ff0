"""Listed objectives in tables: a column of goals under its head, or rows of a label and what it says."""

import re

from pipeline.find.objectives.announced import heading_before, label_of
from pipeline.find.objectives.collected import NO_LEAD, Lead, Listed
from pipeline.find.objectives.items import Item, item_span
from pipeline.find.objectives.leads import begins_with_date, is_coming, label_verdict
from pipeline.find.objectives.outline import Outline
from pipeline.find.objectives.prose import add_content, event_or_profile
from pipeline.find.sentences import Span, split

_CELLS = re.compile(r"\s?\|\s?|\t")
_LONGEST_HEAD = 40
_WHO = re.compile(
    r"\b(?:partners?|participants?|members?|institut\w+|organi[sz]ations?|compan\w+|bod(?:y|ies))\b|機関|企業|会社|参加者|団体|大学|名称",
    re.I,
)
_PART_OF_EACH = re.compile(
    r"\s*(?:(?:main )?(?:roles?|tasks?|contributions?|responsibilit\w+)|(?:主な)?(?:役割|担当|分担|役割分担)(?:内容)?)\s*$",
    re.I,
)


def add_table(outline: Outline, found: Listed, index: int) -> int:
    """Adds the objectives of the table that begins at a block; gives the block behind it."""
    rows: list[list[Span]] = []
    end = index
    while end < len(outline.blocks) and outline.blocks[end].kind == "table_row":
        rows.append(_cells(outline, outline.blocks[end].start, outline.blocks[end].end))
        end += 1
    found.closed.update(range(index, end))
    heading = heading_before(outline, index)
    lead = label_of(outline, heading) if heading is not None else NO_LEAD
    if lead.verdict == "other":
        return end
    if not (_add_column(outline, found, rows, index) or _add_schedule(outline, found, rows, index, lead)):
        _add_labelled_rows(outline, found, rows, index)
    return end


def _add_schedule(outline: Outline, found: Listed, rows: list[list[Span]], index: int, lead: Lead) -> bool:
    """Adds the rows of a date and what is to happen then, under 今後のスケジュール or "Next steps"."""
    language = outline.language(outline.blocks[index])
    if not lead.lists_objectives or lead.span is None or not is_coming(outline.at(lead.span), language):
        return False
    dated = [row for row in rows if len(row) > 1 and begins_with_date(outline.at(row[0]), language)]
    # The head (時期 | 内容) has none.
    if len(dated) < 2 or len(dated) < len(rows) - 1:
        return False
    found.add(outline, [Item((row[0][0], row[-1][1])) for row in dated], lead)
    return True


def _cells(outline: Outline, start: int, end: int) -> list[Span]:
    cells, begin = [], start
    for match in _CELLS.finditer(outline.plain, start, end):
        cells.append(item_span(outline.document.text, begin, match.start()))
        begin = match.end()
    return [*cells, item_span(outline.document.text, begin, end)]


def _add_column(outline: Outline, found: Listed, rows: list[list[Span]], index: int) -> bool:
    language = outline.language(outline.blocks[index])
    head = rows[0]
    if len(rows) < 2 or len(head) < 2 or any(right - left > _LONGEST_HEAD for left, right in head):
        return False
    leads = [Lead(label_verdict(outline.at(cell), language), cell) for cell in head]
    column = next((place for place, lead in enumerate(leads) if lead.lists_objectives), None)
    if column is None:
        return False
    if column and _WHO.search(outline.at(head[0])) and _PART_OF_EACH.match(outline.at(head[column])):
        return True  # who has which part in it: no objectives, and its rows are none either
    below = [Lead(label_verdict(outline.at(row[0]), language)) for row in rows[1:]]
    if column == 0 and any(lead.verdict is not None for lead in below):
        return False
    found.add(outline, [Item(row[column]) for row in rows[1:] if len(row) > column], leads[column])
    return True


def _add_labelled_rows(outline: Outline, found: Listed, rows: list[list[Span]], index: int) -> None:
    language = outline.language(outline.blocks[index])
    only_purpose = event_or_profile([outline.at(row[0]) for row in rows])
    for row in rows:
        lead = Lead(label_verdict(outline.at(row[0]), language), row[0])
        if len(row) < 2 or not lead.lists_objectives or (only_purpose and lead.verdict != "objective"):
            continue
        start, end = row[1][0], row[-1][1]
        if not add_content(outline, found, start, end, lead, bulleted=True):
            spans = split(outline.document.text, start, end)
            found.add(outline, [Item(item_span(outline.document.text, *span)) for span in spans], lead)
