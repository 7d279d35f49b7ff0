"""Sentences by rules, in both languages: no model is needed to find where one ends."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from pipeline.records import TextDocument

Span = tuple[int, int]

# A full stop after one of these ends a sentence only where a word follows that begins sentences and not names.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]\.)*[A-Za-z]|\b(?:Co|Ltd|Inc|Corp|Bros|Cie|Mr|Mrs|Ms|Dr|Prof|Hon|Rt|Sen|Rep|Gov|Gen|St|No|Nos|Art|Sec|Fig|Vol|"
    r"pp|vs|cf|al|etc|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|"
    r"Univ|Dept|Div|Natl|Intl|Assoc))$",
)
_STARTER = re.compile(
    r"[\"'“‘(]*(?:The|This|That|These|Those|It|Its|They|Their|We|Our|He|She|His|Her|You|Your|I|A|An|In|On|At|By|For|From|To|With|As|"
    r"If|When|While|Since|After|Before|Under|Through|Both|All|Each|Today|However|Moreover|Furthermore|Together|Also)\b",
)
_LATIN_END = re.compile(r"[.!?]+[\"'”’)\]*_¹²³⁰⁴-⁹]*(?=\s+[\"'“‘(\[*_]*[A-Z0-9À-ÞА-Я]|\s+[^\x00-\x7f]|\s*$)")
_JAPANESE_END = re.compile(r"[。！？](?:[。！？]*[」』）)】”’]*)")
_ENDS = re.compile(f"(?P<japanese>{_JAPANESE_END.pattern})|(?P<latin>{_LATIN_END.pattern})")
_BRACKET = re.compile(r"[「『（(【」』）)】]")
_PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】"}


def sentence_spans(document: TextDocument) -> tuple[Span, ...]:
    """Gives the sentences of a document as spans of its text, in order; none crosses a block."""
    return tuple(span for block in document.blocks for span in split(document.text, block.start, block.end))


def sentence_at(spans: Sequence[Span], offset: int) -> Span | None:
    """The sentence, or other span, that a character lies in, of disjoint spans in order; None between them."""
    index = bisect_right(spans, offset, key=itemgetter(0)) - 1
    if index >= 0 and spans[index][0] <= offset < spans[index][1]:
        return spans[index]
    return None


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Splits `text[start:end]`, one block of a document, into sentences without the space around them."""
    end = len(text) if end is None else end
    bracketed: list[Span] | None = None
    begin = start
    for match in _ENDS.finditer(text, start, end):
        stop = match.end()
        if match["japanese"]:
            bracketed = _bracketed(text, start, end) if bracketed is None else bracketed
            around = sentence_at(bracketed, match.start())
            if around and around[0] < match.start() < around[1] - 1 and stop < end:
                continue
        elif _is_abbreviation(text, begin, match.start(), stop):
            continue
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_abbreviation(text: str, begin: int, stop: int, after: int) -> bool:
    if text[stop] != "." or not _ABBREVIATION.search(text[max(begin, stop - 12) : stop]):
        return False
    return not _STARTER.match(text[after : after + 16].lstrip())


def _bracketed(text: str, start: int, end: int) -> list[Span]:
    """Outermost bracketed spans; one that is the whole block does not count, its sentences are the block's."""
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text, start, end):
        char, at = match[0], match.start()
        if char in _PAIRS:
            stack.append((_PAIRS[char], at))
        elif stack and any(closer == char for closer, _ in stack):
            while stack:
                closer, opened = stack.pop()
                if closer == char:
                    break
            if not stack and not (opened <= start + 1 and at >= end - 2):
                spans.append((opened, at + 1))
    return spans
