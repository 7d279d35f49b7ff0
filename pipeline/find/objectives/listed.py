"""Listed objectives: the items of enumerations that are announced as objectives, areas, commitments or activities."""

import re

from pipeline.find.objectives import patterns_en as en
from pipeline.find.objectives.announced import lead_of, tail_in_item
from pipeline.find.objectives.collected import NO_LEAD, Lead, Listed
from pipeline.find.objectives.items import Item, item_span, mostly_noise
from pipeline.find.objectives.leads import introduces, is_coming, label_verdict, sentence_verdict
from pipeline.find.objectives.markers import follows, same_style
from pipeline.find.objectives.outline import Outline
from pipeline.find.objectives.prose import add_label_and_text, add_labelled, add_paragraph, event_or_profile
from pipeline.find.objectives.runs import Run, described_run, list_run, loose_run
from pipeline.find.objectives.tables import add_table
from pipeline.find.sentences import Span

# 2.1: the clauses of a legal text are prose, of which one may announce a list of its own.
_CLAUSE = re.compile(r"\d{1,2}\.\d{1,2}\.?$")
_ELEMENTS = re.compile(r"\b(?:[Ee]lements|[Hh]ighlights|[Pp]oints|[Pp]rovisions|[Tt]erms)\b")
_YEAR = re.compile(r"\b20\d\d\b")


def find_listed(outline: Outline) -> Listed:
    """Finds the listed objectives of a document."""
    found = Listed()
    last_marker, last_lead = "", NO_LEAD
    index = tried = 0
    while index < len(outline.blocks):
        block = outline.blocks[index]
        if index >= tried and block.kind in ("heading", "list_item") and (run := described_run(outline, index)):
            lead = lead_of(outline, run, headed=True)
            if lead.lists_objectives:
                _add_run(outline, found, run, lead)
                index = run.end
                continue
            tried = run.end
        if block.kind == "list_item" and not outline.is_heading(index):
            run = list_run(outline, index)
            lead = lead_of(outline, run, headed=False)
            # A list that goes on behind a paragraph: "3." after "2." keeps what announced it.
            if lead.verdict is None and follows(last_marker, block.marker):
                lead = last_lead
            _add_run(outline, found, run, lead)
            last_marker, last_lead = outline.blocks[run.end - 1].marker, lead
            index = run.end
        elif block.kind == "table_row":
            index = add_table(outline, found, index)
        elif (run := loose_run(outline, index)) and (lead := lead_of(outline, run, headed=False)).lists_objectives:
            _add_run(outline, found, run, lead)
            index = run.end
        else:
            if outline.is_heading(index):
                add_labelled(outline, found, index)
            else:
                add_paragraph(outline, found, index)
            index += 1
    return found


def _add_run(outline: Outline, found: Listed, run: Run, lead: Lead) -> None:
    language = outline.language(outline.blocks[run.start])
    blocks = range(run.start, run.end)
    if _CLAUSE.match(outline.blocks[run.start].marker) and _add_introduced(outline, found, run):
        return
    if lead.lists_objectives:
        found.closed.update(blocks)
        lead = _promised(outline, run, lead)
        items = _without_tail(outline, run, lead)
        dated = lead.span is not None and is_coming(outline.at(lead.span), language)
        if not mostly_noise(outline, items, language, dated=dated):
            found.add(outline, items, lead)
    elif lead.verdict is None and (promises := _promises(outline, run)):
        found.closed.update(blocks)
        found.add(outline, promises, Lead("commitment", _before(outline, run)))
    elif _add_introduced(outline, found, run) or _add_labelled_items(outline, found, run):
        return
    elif lead.verdict == "other":
        found.closed.update(blocks)
        if lead.span:
            found.leads.append(lead.span)


def _promised(outline: Outline, run: Run, lead: Lead) -> Lead:
    """The lead, of commitments where "key elements" of an agreement have their dates: Delivery of two modules in Q4 2026."""
    if lead.verdict != "area" or lead.span is None or not _ELEMENTS.search(outline.at(lead.span)):
        return lead
    dated = sum(bool(_YEAR.search(outline.at(item.text))) for item in run.items)
    return Lead("commitment", lead.span) if 2 * dated >= len(run.items) else lead


def _before(outline: Outline, run: Run) -> Span:
    block = outline.blocks[run.start - 1]
    return block.start, block.end


def _promises(outline: Outline, run: Run) -> list[Item]:
    """Of "The Leaders:" and what each item says that they did, the decisions."""
    before = outline.at(_before(outline, run)).strip() if run.start else ""
    if not before.endswith(":"):
        return []
    promises = [item for item in run.items if en.COMMITTING.match(outline.at(item.text))]
    return promises if en.PARTY_ALONE.match(before) or 2 * len(promises) > len(run.items) else []


def _without_tail(outline: Outline, run: Run, lead: Lead) -> tuple[Item, ...]:
    """The items, the last without the rest of the sentence that the list interrupts."""
    unfinished = lead.span is not None and outline.at(lead.span).endswith("、")
    tail = tail_in_item(outline, run) if unfinished else None
    if tail is None:
        return run.items
    last = run.items[-1]
    return (*run.items[:-1], Item((last.text[0], tail[0]), last.heading))


def _add_introduced(outline: Outline, found: Listed, run: Run) -> bool:
    """Inner lists that an item around them announces: ○両国は、以下の事項に取り組む。 ・… ・…."""
    before = len(found.objectives)
    for index in range(run.start, run.end - 1):
        head, first = outline.blocks[index], outline.blocks[index + 1]
        language = outline.language(head)
        span = outline.sentences(head)[-1]
        if same_style(head.marker, first.marker) or not introduces(outline.at(span), language):
            continue
        end = index + 1
        while end < run.end and not _same_list(head.marker, outline.blocks[end].marker):
            end += 1
        lead = Lead(sentence_verdict(outline.at(span), language), span)
        items = [Item(item_span(outline.document.text, b.start, b.end)) for b in outline.blocks[index + 1 : end]]
        if lead.verdict is not None:
            found.closed.update(range(index + 1, end))
        if lead.lists_objectives and not mostly_noise(outline, items, language):
            found.add(outline, items, lead)
    return len(found.objectives) > before


def _same_list(marker: str, other: str) -> bool:
    return same_style(marker, other) or bool(_CLAUSE.match(marker) and _CLAUSE.match(other))


def _add_labelled_items(outline: Outline, found: Listed, run: Run) -> bool:
    """A list of labelled facts (目的: …, 期間: …): the objectives among them."""
    blocks = outline.blocks[run.start : run.end]
    only_purpose = event_or_profile([outline.words(block) for block in blocks])
    before = len(found.objectives)
    nested: dict[tuple[int, int], list[Item]] = {}
    for item in run.items:
        if label := item.group or item.heading:
            nested.setdefault(label, []).append(Item(item.text))
        else:
            add_label_and_text(outline, found, *item.text, only_purpose=only_purpose)
    for heading, items in nested.items():
        lead = Lead(label_verdict(outline.at(heading), outline.language(blocks[0])), heading)
        found.add(outline, items, lead)
    if len(found.objectives) == before:
        return False
    found.closed.update(range(run.start, run.end))
    return True
