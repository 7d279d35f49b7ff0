"""The sentence that a date stands in, and whether it speaks of what was or of what will be."""

import re

from pipeline.find.dates import words_en, words_ja
from pipeline.find.dates.model import Tense

_SENTENCE_END = re.compile(r"[。!?！？]|[.](?=[ \t]{1,3}[\"'(\[]?[A-Z])|\n")
_TENSES = re.compile(f"(?P<future>{words_en.FUTURE}|{words_ja.FUTURE})|(?P<past>{words_en.PAST}|{words_ja.PAST})")
_PAST_BEFORE = re.compile(words_en.PAST_BEFORE)
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
# How far the sentence around a date is looked at, in characters.
_SENTENCE_REACH = 300
Bounds = tuple[int, int]


def bounds_of(text: str, at: int, start: int, end: int) -> Bounds:
    """The sentence around a character, within `text[start:end]` and within reach.

    Coarser than `pipeline.find.sentences`, but its cost does not grow with the block.
    """
    low = max(start, at - _SENTENCE_REACH)
    for match in _SENTENCE_END.finditer(text, low, at):
        low = match.end()
    limit = min(end, at + _SENTENCE_REACH)
    after = _SENTENCE_END.search(text, at, limit)
    return low, after.end() if after else limit


def tense_at(text: str, start: int, end: int, sentence: Bounds) -> Tense:
    """What the verb nearest to a date speaks of: the last one before it in English, the first one after it in Japanese."""
    japanese = bool(_JAPANESE.search(text, *sentence))
    if not japanese and _PAST_BEFORE.search(text, max(sentence[0], start - 80), start):
        return "past"
    after = _TENSES.search(text, end, sentence[1])
    cues = [*_TENSES.finditer(text, sentence[0], start)][-1:]
    if after:
        cues = [after, *cues] if japanese else [*cues, after]
    if not cues:
        return None
    if cues[0].lastgroup == "future":
        return "future"
    return "past" if japanese else "perhaps past"
