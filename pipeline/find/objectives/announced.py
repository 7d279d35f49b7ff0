"""Which words announce an enumeration: the sentence before it, or the heading above."""

import re

from pipeline.find.objectives import patterns_ja as ja
from pipeline.find.objectives.collected import NO_LEAD, Lead
from pipeline.find.objectives.leads import (
    announces,
    introduces,
    is_coming,
    is_schedule,
    label_verdict,
    sentence_verdict,
)
from pipeline.find.objectives.markers import follows, name_of
from pipeline.find.objectives.outline import Outline
from pipeline.find.objectives.runs import Run, sections_not_items
from pipeline.find.sentences import Span

# A formula that opens the body of a legal text, not a list: "have agreed as follows:", 次のとおり協定を締結する.
_OPENS_BODY = re.compile(
    r"\b(?:agree[ds]?|decide[ds]?|reached|concluded?|understood)\b[^:]{0,60}\bas follows|"
    r"\bthe following (?:understandings?|recognition)|"
    r"(?:次|以下|下記)の(?:とおり|通り)[^。]{0,12}(?:協定|覚書|契約|合意書)[^。]{0,6}を(?:締結|交換|取り交わ)"
)
# Short names of series in project descriptions.
_SERIES = {"WP": "work packages", "O": "objectives", "D": "deliverables", "T": "tasks"}
_FARTHEST_HEADING = 3
_LONGEST_SECTION = 20


def lead_of(outline: Outline, run: Run, *, headed: bool) -> Lead:
    """What announces a run of blocks.

    Args:
        headed: the items are headings with descriptions, which may as well be the sections of the document.
    """
    lead = _words_before(outline, run)
    first = outline.blocks[run.start]
    if lead.verdict is None and (series := name_of(first.marker)):
        # "Objective 1: …", "WP2 …": the markers say what is listed.
        at = outline.plain.rfind(first.marker, 0, first.start)
        return Lead(label_verdict(_SERIES.get(series, series), outline.language(first)), (at, at + len(first.marker)))
    if headed and first.kind == "heading" and lead.verdict is not None:
        formula = lead.span is not None and _OPENS_BODY.search(outline.at(lead.span))
        in_sentence = lead.span is not None and not outline.is_heading(run.start - 1)
        if (formula or not in_sentence) and sections_not_items(run, outline.language(first)):
            return NO_LEAD
    return lead


def label_of(outline: Outline, index: int) -> Lead:
    """The verdict of a heading; one that says nothing passes on that of the heading right above it."""
    block = outline.blocks[index]
    language = outline.language(block)
    words = outline.words(block)
    verdict = label_verdict(words, language)
    if verdict is None and introduces(words, language):
        verdict = sentence_verdict(words, language)
    if verdict is None and index and outline.blocks[index - 1].kind == "heading":
        verdict = label_verdict(outline.words(outline.blocks[index - 1]), language)
    if verdict == "other" and is_schedule(words, language) and (above := _section_above(outline, index)) is not None:
        # "4. 今後の進め方", ＜検討事項＞ …, ＜スケジュール＞: the section says of what.
        section = outline.blocks[above]
        if is_coming(outline.words(section), language):
            verdict = label_verdict(outline.words(section), language)
            return Lead(verdict, (section.start, section.end))
    return Lead(verdict, (block.start, block.end))


def _section_above(outline: Outline, index: int) -> int | None:
    """The heading of the section that a label such as ＜スケジュール＞ is a part of."""
    label = outline.blocks[index]
    for above in range(index - 1, max(-1, index - 1 - _LONGEST_SECTION), -1):
        block = outline.blocks[above]
        if outline.is_heading(above) and (block.marker or block.level < label.level) and block.marker != label.marker:
            return above
    return None


def heading_before(outline: Outline, index: int) -> int | None:
    """The heading under which a block stands, where it is not far and no list lies between."""
    for before in range(index - 1, max(-1, index - 2 - _FARTHEST_HEADING), -1):
        if outline.is_heading(before):
            return None if outline.is_name(before) else before
        if outline.blocks[before].kind != "paragraph":
            return None
    return None


def _words_before(outline: Outline, run: Run) -> Lead:
    index = run.start - 1
    if index < 0:
        return NO_LEAD
    block = outline.blocks[index]
    if outline.is_heading(index):
        return NO_LEAD if outline.is_name(index) else label_of(outline, index)
    if block.kind == "paragraph" and (lead := _sentence_before(outline, run)).verdict is not None:
        return lead
    heading = heading_before(outline, run.start)
    # "2. Outline" behind "1. Purpose" is its neighbour and no item of it.
    if heading is None or follows(outline.blocks[heading].marker, outline.blocks[run.start].marker):
        return NO_LEAD
    return label_of(outline, heading)


def _sentence_before(outline: Outline, run: Run) -> Lead:
    block = outline.blocks[run.start - 1]
    language = outline.language(block)
    sentences = outline.sentences(block)
    last = outline.at(sentences[-1])
    unfinished = language == "ja" and bool(ja.UNFINISHED.search(last))
    tail = _tail(outline, run) if unfinished else ""
    unfinished = unfinished and bool(tail)
    if introduces(last, language) or unfinished:
        verdict = sentence_verdict(last, language, tail)
        if verdict is None and len(sentences) > 1:
            verdict = sentence_verdict(f"{outline.at(sentences[-2])} {last}", language, tail)
    elif len(sentences) == 1 and not last.endswith((".", "。")):
        verdict = label_verdict(last, language)
    else:
        verdict = announces(last, language)
    return Lead(verdict, sentences[-1])


def _tail(outline: Outline, run: Run) -> str:
    """How a sentence goes on that its list interrupts: など、…を推進します。"""
    if run.end < len(outline.blocks) and outline.blocks[run.end].kind == "paragraph":
        words = outline.words(outline.blocks[run.end])[:120]
        if ja.TAIL.match(words):
            return words
    inside = tail_in_item(outline, run)
    return outline.at(inside) if inside else ""


def tail_in_item(outline: Outline, run: Run) -> Span | None:
    """Where the last item of a run already is the rest of the sentence that the list interrupts."""
    start, end = run.items[-1].text
    match = ja.TAIL_IN_ITEM.search(outline.plain, start, end)
    return (match.start(), end) if match else None
