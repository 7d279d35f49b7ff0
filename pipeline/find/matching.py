"""The copy of a text that patterns are matched on, with the way back to the text itself."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

# Typographic variants that NFKC leaves apart but that never distinguish two names or dates.
_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"'}
# The mark of a footnote is no digit of the year before it: on 25 January 2017.²
_FOOTNOTES = dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "^")
_ALIKE = _QUOTES | _FOOTNOTES
# What most text is made of, and NFKC leaves as it is: only the other characters are looked up one by one.
_PLAIN = r"\x00-\x7fぁ-ゖァ-ヺー・一-鿿、。「」『』【】〈〉《》〜–—"
_OTHER = re.compile(f"[^{_PLAIN}]")
# Half-width voicing marks: no combining characters, but NFKC makes one character of ｶ and ﾞ.
_VOICING = "ﾞﾟ"
# From so many different characters on, one pass with a table is faster than a pass for each.
_MANY = 64


@dataclass(frozen=True, slots=True)
class Folded:
    """An NFKC copy of a text.

    A cluster is a character that became several (㋿), or one with the marks behind it (か + ゙) that became one; between
    clusters copy and original run side by side.

    Attributes:
        text: the copy; quotation marks are the ASCII ones, and digits of footnotes are `^`.
        copied: where each cluster begins and ends in the copy, begin and end by turns, in order.
        original: the same places in the original.
    """

    text: str
    copied: tuple[int, ...] = ()
    original: tuple[int, ...] = ()

    def origin(self, place: int) -> int:
        """The character of the original that a character of the copy comes from; one past the end is a place, too."""
        passed = bisect_right(self.copied, place)
        if passed % 2:  # in a cluster: all that it became comes from where it begins
            return self.original[passed - 1]
        return place + self.original[passed - 1] - self.copied[passed - 1] if passed else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` comes from, in characters."""
        first = self.origin(start)
        return (first, first) if start == end else (first, _beyond(end, self.copied, self.original))

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the copy that `start`, `end` of the original became."""
        return _beyond(start, self.original, self.copied), _beyond(end, self.original, self.copied)


def _beyond(place: int, here: tuple[int, ...], there: tuple[int, ...]) -> int:
    """Where a place is on the other side; one within a cluster is behind it."""
    passed = bisect_left(here, place)
    if passed % 2:
        return there[passed]
    return place + there[passed - 1] - here[passed - 1] if passed else place


def fold(text: str) -> Folded:
    """Gives the NFKC copy of a text, with ASCII quotation marks, and the way back."""
    if text.isascii():
        return Folded(text)
    return _fold_document(text) if len(text) > _NAME else _fold(text)


# The finders fold the same document one after another, and names in between.
_NAME = 500


@lru_cache(maxsize=1)
def _fold_document(text: str) -> Folded:
    return _fold(text)


def _fold(text: str) -> Folded:
    others = set(_OTHER.findall(text))
    if not others:
        return Folded(text)
    changed = {char: folded for char in others if (folded := unicodedata.normalize("NFKC", char)) != char}
    changed |= {char: plain for char, plain in _ALIKE.items() if char in others}
    marks = "".join(sorted(char for char in others if unicodedata.combining(char) or char in _VOICING))
    several = "".join(sorted(char for char, folded in changed.items() if len(folded) > 1))
    single = {char: folded for char, folded in changed.items() if len(folded) == 1}
    if not marks and not several:
        return Folded(_replaced(text, single))
    parts: list[str] = []
    copied: list[int] = []
    original: list[int] = []
    done = length = 0
    for match in _cluster_pattern(marks, several).finditer(text):
        start, end = match.span()
        folded = unicodedata.normalize("NFKC", match[0])
        length += start - done
        parts += (text[done:start], folded)
        copied += (length, length + len(folded))
        original += (start, end)
        length += len(folded)
        done = end
    parts.append(text[done:])
    return Folded(_replaced("".join(parts), single), tuple(copied), tuple(original))


def _cluster_pattern(marks: str, several: str) -> re.Pattern[str]:
    """Finds a character with the marks that combine with it, and one that becomes several by itself."""
    alternatives = []
    if marks:
        alternatives.append(rf"[^\n\r{re.escape(marks)}]?[{re.escape(marks)}]+")
    if several:
        alternatives.append(f"[{re.escape(several)}]")
    return re.compile("|".join(alternatives))


def _replaced(text: str, single: Mapping[str, str]) -> str:
    if len(single) > _MANY:
        table = str.maketrans(dict(single))
        return text.translate(table)
    for char, folded in single.items():
        text = text.replace(char, folded)
    return text
