"""Listed objectives in prose: under or behind a label, and run together inside a sentence."""

import re
from collections.abc import Sequence

from pipeline.find.objectives import patterns_en as en
from pipeline.find.objectives import patterns_ja as ja
from pipeline.find.objectives.announced import heading_before, label_of
from pipeline.find.objectives.collected import Lead, Listed
from pipeline.find.objectives.items import (
    Item,
    RunTogether,
    is_noise,
    item_span,
    mostly_noise,
    run_together,
    semicolon_items,
)
from pipeline.find.objectives.leads import begins_with_date, is_coming, label_verdict, sentence_verdict
from pipeline.find.objectives.markers import is_bullet
from pipeline.find.objectives.outline import Outline
from pipeline.find.objectives.stated_ja import topic_of
from pipeline.find.objectives.unmarked import comma_list, ordinal_sentences
from pipeline.find.sentences import Span, split
from pipeline.records import Language

_JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
# Labels among which an aim or a theme is that of an event, and a line of business that of a company.
_EVENT_OR_PROFILE = re.compile(
    r"^[■●◆○◇□・\s【(]*(?:日時|会場|場所|開催(?:日|場所|方法)|定員|参加費|申込|締切|所在地|本社|本店|資本金|代表者|従業員|売上|電話|"
    r"date|venue|place|time|registration|fee|headquarters|capital|employees|ceo|revenue)\b",
    re.IGNORECASE,
)
_MOST_PARAGRAPHS = 3
_MOST_RUNS = 5
_LONGEST_ENTRY = 160


def event_or_profile(labels: Sequence[str]) -> bool:
    """Whether labelled facts are those of an event (日時, 会場) or of a company (資本金, 従業員数)."""
    return any(_EVENT_OR_PROFILE.match(label) for label in labels)


def add_label_and_text(outline: Outline, found: Listed, start: int, end: int, *, only_purpose: bool = False) -> bool:
    """A label with its words in one span (■目的: …); whether there was one.

    Args:
        only_purpose: the facts around are those of an event or a company, whose themes and business do not count.
    """
    head = outline.plain[start : min(end, start + 80)]
    japanese = bool(_JAPANESE.search(head))
    match = (ja.LABEL_AND_TEXT if japanese else en.LABEL_AND_TEXT).match(head)
    if not match or (not japanese and en.CLAUSE_LABEL.search(match[1])):
        return False
    verdict = label_verdict(match[1], "ja" if japanese else "en")
    lead = Lead(verdict, (start + match.start(1), start + match.end(1)))
    if not lead.lists_objectives or (only_purpose and verdict != "objective"):
        return False
    return add_content(outline, found, start + match.end(), end, lead, bulleted=True)


def add_content(outline: Outline, found: Listed, start: int, end: int, lead: Lead, *, bulleted: bool) -> bool:
    """What stands under or behind a label: items run together, one purpose, or phrases without a finite verb.

    Args:
        bulleted: the label is one of a series (●目的, ●役員), so that a whole sentence is what the label lists.
    """
    sentences = list(split(outline.document.text, start, end))
    if inline := run_together(outline, start, end, sentences):
        found.add(outline, inline.items, lead)
        return True
    phrases = [_is_phrase(outline.at(span)) for span in sentences]
    one_purpose = lead.verdict == "objective" and len(sentences) == 1 and (bulleted or phrases[0])
    if not one_purpose and lead.verdict == "objective" and len(sentences) == 1:
        # 協力の枠組みを定める。 under 目的: whose purpose it is stands in the heading.
        words = outline.at(sentences[0])
        one_purpose = bool(ja.PURPOSE_VERB.search(words)) and not topic_of(words)
    if not one_purpose and lead.verdict == "objective" and len(sentences) == 1 and _is_short(outline, lead):
        # "Vision", and below it: "Healthy seas that feed people."
        words = outline.at(sentences[0])
        one_purpose = not _JAPANESE.search(words) and not en.FINITE.search(words) and not words.endswith((":", "?"))
    if not one_purpose and not (phrases and all(phrases)):
        return False
    found.add(outline, [Item(item_span(outline.document.text, *span)) for span in sentences], lead)
    return True


def _is_short(outline: Outline, lead: Lead) -> bool:
    return lead.span is not None and len(outline.at(lead.span).split()) < 4


def _is_phrase(words: str) -> bool:
    """Whether words are a purpose or plan as it stands under a label, without subject and finite verb."""
    if _JAPANESE.search(words):
        return bool(ja.FRAGMENT.search(words)) and not ja.NOT_FRAGMENT.search(words)
    return bool(en.PHRASE.match(words.lower())) and not en.FINITE.search(words)


def add_labelled(outline: Outline, found: Listed, index: int) -> None:
    """A label with prose below it (●目的), or a label and its words in one block."""
    block = outline.blocks[index]
    if add_label_and_text(outline, found, block.start, block.end):
        found.closed.add(index)
        return
    words = outline.words(block)
    lead = Lead(label_verdict(words, outline.language(block)), (block.start, block.end))
    if not lead.lists_objectives or outline.is_name(index):
        return
    if entries := _schedule_below(outline, index) or _labelled_below(outline, index):
        found.closed.update(entries)
        parts = [outline.blocks[place] for place in entries]
        found.add(outline, [Item(item_span(outline.document.text, part.start, part.end)) for part in parts], lead)
        return
    if _nothing_below(outline, index):
        _add_above(outline, found, index - 1, lead)
        return
    bulleted = (bool(block.marker) and is_bullet(block.marker)) or words[:1] in "■●◆○◇□▼▲◎【<〈《["
    for below in range(index + 1, min(index + 1 + _MOST_PARAGRAPHS, len(outline.blocks))):
        under = outline.blocks[below]
        after = below + 1
        next_is_item = (
            after < len(outline.blocks) and outline.blocks[after].kind == "list_item" and not outline.is_heading(after)
        )
        if under.kind != "paragraph" or outline.is_heading(below) or next_is_item:
            break
        if add_content(outline, found, under.start, under.end, lead, bulleted=bulleted and below == index + 1):
            found.closed.add(below)


def _labelled_below(outline: Outline, index: int) -> list[int]:
    """Paragraphs under a label that all are items with a name: "Inspections: a common annual plan."."""
    below: list[int] = []
    for place in range(index + 1, len(outline.blocks)):
        block = outline.blocks[place]
        if block.kind != "paragraph" or outline.is_heading(place):
            break
        head = outline.plain[block.start : min(block.end, block.start + 80)]
        match = (ja.LABEL_AND_TEXT if _JAPANESE.search(head) else en.LABEL_AND_TEXT).match(head)
        if not match or en.FACT_LABEL.search(match[1]) or ja.OTHER_LABEL.search(match[1]):
            break
        if label_verdict(match[1], outline.language(block)) not in (None, "other"):
            break
        below.append(place)
    return below if len(below) > 1 else []


def _schedule_below(outline: Outline, index: int) -> list[int]:
    """Paragraphs under what is to come that all begin with a date: 2026年夏 試験を開始."""
    language = outline.language(outline.blocks[index])
    if not is_coming(outline.words(outline.blocks[index]), language):
        return []
    below: list[int] = []
    for place in range(index + 1, len(outline.blocks)):
        block = outline.blocks[place]
        words = outline.words(block)
        plain = block.kind in ("paragraph", "heading") and not block.marker
        if not plain or len(words) > _LONGEST_ENTRY or not begins_with_date(words, language):
            break
        if words.endswith(("。", ".")) or is_noise(words, language, dated=True):
            break
        below.append(place)
    return below if len(below) > 1 else []


def _nothing_below(outline: Outline, index: int) -> bool:
    """A label of a slide whose text layer gives it behind its words: nothing stands under it."""
    below = index + 1
    if index == 0 or below == len(outline.blocks):
        return index > 0
    block = outline.blocks[below]
    return block.kind in ("heading", "title") or (
        # The number or date of a document is nothing that stands under a label either.
        block.kind in ("list_item", "paragraph") and is_noise(outline.words(block), outline.language(block))
    )


def _add_above(outline: Outline, found: Listed, index: int, lead: Lead) -> None:
    block = outline.blocks[index]
    if block.kind != "paragraph" or index in found.closed:
        return
    sentences = outline.sentences(block)
    if all(outline.at(span).endswith("。") and _is_phrase(outline.at(span)) for span in sentences):
        found.closed.add(index)
        found.add(outline, [Item(item_span(outline.document.text, *span)) for span in sentences], lead)


def add_paragraph(outline: Outline, found: Listed, index: int) -> None:
    """Items run together inside a paragraph, or a label with its words."""
    block = outline.blocks[index]
    if index in found.closed or block.kind != "paragraph":
        return
    if add_label_and_text(outline, found, block.start, block.end):
        found.closed.add(index)
        return
    language = outline.language(block)
    sentences = outline.sentences(block)
    if _add_unmarked(outline, found, sentences, language):
        return
    if not any(outline.plain.find(sign, block.start, block.end) >= 0 for sign in (")", "①", "▽", "▼", ";")):
        return
    candidates = _marked_runs(outline, block.end, sentences)
    if language == "en":
        candidates += [semicolon_items(outline, span) for span in sentences]
    taken = 0
    for run in filter(None, candidates):
        if run.lead[0] < taken:
            continue
        before, tail = outline.at(run.lead).rstrip(" :"), outline.at(run.tail)
        if len(before) < 4:
            # The marks begin the sentence: the one before announces them.
            position = next((i for i, span in enumerate(sentences) if span[0] <= run.lead[0] < span[1]), 0)
            before = outline.at(sentences[position - 1]) if position else before
        verdict = sentence_verdict(before if language == "ja" else f"{before}:", language, tail)
        if verdict is None and (heading := heading_before(outline, index)) is not None:
            verdict = label_of(outline, heading).verdict
        lead = Lead(verdict, (run.lead[0], run.tail[1]))
        if lead.lists_objectives and not mostly_noise(outline, run.items, language):
            found.add(outline, run.items, lead)
            taken = run.tail[1]


def _marked_runs(outline: Outline, end: int, sentences: Sequence[Span]) -> list[RunTogether | None]:
    """Items run together in a paragraph, and in what follows behind their sentence."""
    runs: list[RunTogether | None] = []
    while sentences and len(runs) < _MOST_RUNS and (run := run_together(outline, sentences[0][0], end, sentences)):
        runs.append(run)
        sentences = [span for span in sentences if span[0] >= run.items[-1].text[1]]
    return runs


def _add_unmarked(outline: Outline, found: Listed, sentences: Sequence[Span], language: Language) -> bool:
    """Adds what a paragraph lists by commas, or by "First, … Second, …"."""
    runs = [comma_list(outline, span, language) for span in sentences]
    before = len(found.objectives)
    for run, verdict in filter(None, [ordinal_sentences(outline, sentences, language), *runs]):
        if not mostly_noise(outline, run.items, language):
            found.add(outline, run.items, Lead(verdict, (run.lead[0], max(run.lead[1], run.tail[1]))))
            break
    return len(found.objectives) > before
