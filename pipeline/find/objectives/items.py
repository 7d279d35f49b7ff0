"""The items of enumerations: where their words end, and whether they can be things to do at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.find.objectives import patterns_en as en
from pipeline.find.objectives import patterns_ja as ja
from pipeline.find.objectives.markers import ordinals
from pipeline.find.objectives.outline import Outline
from pipeline.find.sentences import Span
from pipeline.records import Language

_SPACE = " \t\n\u3000*"
# What may stand behind the words of an item: "; and", a footnote's ⁵ or [5], a comma.
_TRAILING = re.compile(
    r"(?:[;,、；，]\s*(?:and|or|及び|および|並びに|または|又は)?|[⁰¹²³⁴-⁹]+|(?<=[^\s\d])\[\d{1,2}\]|\*+|\s+(?:and|or))$"
)
_INLINE_MARKER = re.compile(
    r"[①-⑳]|[▽▼]|[(（](?:\d{1,2}|[ivx]{1,4}|[a-h]|[ア-コ])[)）]|(?<![\w.,(（])(?:\d{1,2}|[ivx]{1,4}|[a-h])[)）](?=\s?\S)"
)
# Where the last of the items run together ends and the sentence goes on.
_JAPANESE_END = re.compile(
    r"\s?(?:[-―─–—]+\s?(?:など|等)?|の\s?(?:各|(?:[二三四五六七八九]|\d{1,2})\s?)(?:つ|点|本|項目|分野|事項|領域|課題|テーマ)|など(?=[のをにで、。]|と|$)|等(?=[のをに、。])|"
    r"といった|を(?:[^、。]{0,6})(?:柱|中心|目的|目標|重点)|に(?:取り組|ついて|より)|を(?:推進|実施|進め|行[いうっ])|で(?:[、す]|ある|あり)|とする|となって|。)"
)
_JOINER = re.compile(r"(?:[、,;，；.]|及び|および|並びに|\band\b|\bor\b|\s)+$")
_LONGEST_TAIL = 160
# More marks than this in one paragraph are a page of references, or an attack.
_MOST_MARKS = 80
_LONGEST_ITEM = 400
_OPENS_PART = re.compile(
    r"(?:and\s+|or\s+)?(?:(?:first|second|third|fourth|fifth|final|last)(?:ly)?(?:,\s+|\s+(?=(?:a|an|the|to)\s)))?"
)
_OPENS_PARTS = re.compile(
    r"(?<=[^\s\d]):\s|\b(?:includes?|covers?|comprises?|encompass(?:es)?|involves?)\s(?=[^:;]{4,200};)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an enumeration.

    Attributes:
        text: the span of its words.
        heading: of the heading that its words describe.
        group: of the label under which it stands with others.
    """

    text: Span
    heading: Span | None = None
    group: Span | None = None


@dataclass(frozen=True, slots=True)
class RunTogether:
    """Items inside a sentence, with how the sentence begins and how it goes on after them."""

    lead: Span
    items: tuple[Item, ...]
    tail: Span


def item_span(text: str, start: int, end: int) -> Span:
    """The words of an item without "; and", footnote marks and the space around; a full stop stays."""
    while start < end and text[start] in _SPACE:
        start += 1
    while start < end:
        while end > start and text[end - 1] in _SPACE:
            end -= 1
        match = _TRAILING.search(text, max(start, end - 12), end)
        if not match:
            break
        end = match.start()
    return start, end


def mostly_noise(outline: Outline, items: Sequence[Item], language: Language, *, dated: bool = False) -> bool:
    """Whether half of the items or more are people, places, times, links, figures or questions.

    Args:
        dated: the words before announce what comes next, so that a date may stand in front of each.
    """
    noisy = sum(is_noise(outline.at(item.text), language, dated=dated) for item in items if item.heading is None)
    return bool(items) and noisy * 2 >= len(items)


def is_noise(words: str, language: Language, *, dated: bool = False) -> bool:
    """Whether an item's words are a person, an organisation, a time, a link, a question …"""
    words = words.strip()[:300]
    if language == "ja":
        noise = ja.ITEM_NOISE.search(words) or ja.ITEM_ENTITY.search(words) or ja.FACT_ITEM.search(words)
        return bool(noise) or (not dated and bool(ja.ITEM_DATED.search(words)))
    noise = en.ITEM_NOISE.search(words) or en.ITEM_TITLE_HOLDER.match(words) or en.FACT_ITEM.match(words)
    return bool(noise) or (not dated and bool(en.ITEM_DATED.search(words)))


def run_together(outline: Outline, start: int, end: int, sentences: Sequence[Span]) -> RunTogether | None:
    """Finds items that are run together inside a paragraph: ①…、②…、③…の三つを柱とする; (i) …; and (ii) …."""
    plain = outline.plain
    marks = _sequence(list(islice(_INLINE_MARKER.finditer(plain, start, end), _MOST_MARKS)))
    if len(marks) < 2:
        return None
    holder = next((s for s in sentences if s[0] <= marks[-1].start() < s[1]), (start, end))
    stop = holder[1]
    japanese = bool(re.search(r"[぀-ヿ一-鿿]", plain[marks[0].end() : stop]))
    last = marks[-1].end()
    tail_start = stop
    if japanese and (match := _JAPANESE_END.search(plain, last + 1, stop)):
        tail_start = match.start()
    bounds = [mark.start() for mark in marks[1:]] + [tail_start]
    items = []
    for mark, bound in zip(marks, bounds, strict=True):
        begin, close = item_span(outline.document.text, mark.end(), bound)
        if joiner := _JOINER.search(plain, max(begin, close - 12), close):
            close = joiner.start()
        if close - begin < 2 or close - begin > _LONGEST_ITEM:
            return None
        items.append(Item((begin, close)))
    opening = max((s[0] for s in sentences if s[0] <= marks[0].start()), default=start)
    return RunTogether((opening, marks[0].start()), tuple(items), (tail_start, min(stop, tail_start + _LONGEST_TAIL)))


def _sequence(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first run of marks that counts 1, 2, 3 … in one style, or repeats one sign."""
    for index, first in enumerate(marks):
        run = [first]
        if first[0] in "▽▼":
            run += [mark for mark in marks[index + 1 :] if mark[0] == first[0]]
        else:
            for style in [style for style, place in ordinals(first[0]) if place == 1]:
                run = [first]
                for mark in marks[index + 1 :]:
                    if (style, len(run) + 1) in ordinals(mark[0]):
                        run.append(mark)
                if len(run) > 1:
                    break
        if len(run) > 1:
            return run
    return []


def semicolon_items(outline: Outline, sentence: Span) -> RunTogether | None:
    """Finds the parts of "…: share data; train staff; and build laboratories." in one English sentence.

    Instead of the colon there may be the verb of a list: "Co-operation includes securing supply; engaging …; and …".
    """
    words = outline.at(sentence)
    opening = _OPENS_PARTS.search(words)
    if opening is None or words.count(";", opening.end()) < 2:
        return None
    begin, items = sentence[0] + opening.end(), []
    for part in re.finditer(r"[^;]+", words[opening.end() :]):
        left, right = item_span(outline.document.text, begin + part.start(), begin + part.end())
        if joined := _OPENS_PART.match(outline.plain[left:right]):
            left += joined.end()
        if outline.plain[right - 1] == "." and right >= sentence[1]:
            right -= 1
        if not 4 <= right - left <= _LONGEST_ITEM:
            return None
        items.append(Item((left, right)))
    return RunTogether((sentence[0], begin), tuple(items), (sentence[1], sentence[1]))
