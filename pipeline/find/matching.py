"""The copy of a text that patterns are matched on, with the way back to the text itself."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

# Typographic variants that NFKC leaves apart but that never distinguish two names or dates.
_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"'}
# What most text is made of, and NFKC leaves as it is: only the other characters are looked up one by one.
_PLAIN = r"\x00-\x7fぁ-ゖァ-ヺー・一-鿿、。「」『』【】〈〉《》〜–—"
_OTHER = re.compile(f"[^{_PLAIN}]")
# Half-width voicing marks: no combining characters, but NFKC makes one character of ｶ and ﾞ.
_VOICING = "ﾞﾟ"
# From so many different characters on, one pass with a table is faster than a pass for each.
_MANY = 64

# A stretch of the copy that has another length than what it comes from: from where to where in the copy, and in the original.
Cluster = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """An NFKC copy of a text.

    Attributes:
        text: the copy; quotation marks are the ASCII ones.
        clusters: the characters that became several (㋿), and those that became one together with the marks behind
            them (か + ゙), in order; between them copy and original run side by side.
    """

    text: str
    clusters: tuple[Cluster, ...] = ()

    def origin(self, place: int) -> int:
        """The character of the original that a character of the copy comes from; one past the end is a place, too."""
        index = bisect_right(self.clusters, place, key=itemgetter(0)) - 1
        if index < 0:
            return place
        _, copy_end, start, end = self.clusters[index]
        return start if place < copy_end else end + place - copy_end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` comes from, in characters."""
        if not self.clusters:
            return start, end
        first = self.origin(start)
        if start == end:
            return first, first
        index = bisect_left(self.clusters, end, key=itemgetter(0)) - 1
        if index < 0:
            return first, end
        # All characters that one cluster became share its place: the span ends behind it.
        _, copy_end, _, cluster_end = self.clusters[index]
        return first, cluster_end + max(0, end - copy_end)

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the copy that `start`, `end` of the original became."""
        return self._copied(start), self._copied(end)

    def _copied(self, place: int) -> int:
        index = bisect_left(self.clusters, place, key=itemgetter(2)) - 1
        if index < 0:
            return place
        _, copy_end, _, end = self.clusters[index]
        return copy_end + max(0, place - end)


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
    changed = {char: folded for char in others if (folded := unicodedata.normalize("NFKC", char)) != char} | _QUOTES
    marks = "".join(sorted(char for char in others if unicodedata.combining(char) or char in _VOICING))
    several = "".join(sorted(char for char, folded in changed.items() if len(folded) > 1))
    single = {char: folded for char, folded in changed.items() if len(folded) == 1}
    if not marks and not several:
        return Folded(_replaced(text, single))
    parts: list[str] = []
    clusters: list[Cluster] = []
    done = length = 0
    for match in _cluster_pattern(marks, several).finditer(text):
        start, end = match.span()
        folded = unicodedata.normalize("NFKC", match[0])
        length += start - done
        clusters.append((length, length + len(folded), start, end))
        parts += (text[done:start], folded)
        length += len(folded)
        done = end
    parts.append(text[done:])
    return Folded(_replaced("".join(parts), single), tuple(clusters))


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
        return text.translate(str.maketrans(dict(single)))
    for char, folded in single.items():
        text = text.replace(char, folded)
    return text
