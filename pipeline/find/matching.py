"""The copy of a text that patterns are matched on, with the way back to the text itself."""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# Typographic variants that NFKC leaves apart but that never distinguish two names or dates.
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Folded:
    """An NFKC copy of a text.

    Attributes:
        text: the copy; quotation marks are the ASCII ones.
        offsets: for each character of the copy, and one past its end, the character of the original that it
            comes from; None where both have the same offsets.
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]` comes from, in characters."""
        if self.offsets is None:
            return start, end
        if start == end:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1]
        # All characters that one original character became share its offset: end behind that character.
        after = end
        while self.offsets[after] == last:
            after += 1
        return self.offsets[start], self.offsets[after]

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the copy that `start`, `end` of the original became."""
        if self.offsets is None:
            return start, end
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def fold(text: str) -> Folded:
    """Gives the NFKC copy of a text, with ASCII quotation marks, and its offset map."""
    if text.isascii():
        return Folded(text)
    return _fold_document(text) if len(text) > _NAME else _fold(text)


# The finders fold the same document one after another, and names in between.
_NAME = 500


@lru_cache(maxsize=1)
def _fold_document(text: str) -> Folded:
    return _fold(text)


def _fold(text: str) -> Folded:
    if unicodedata.is_normalized("NFKC", text):
        return Folded(text.translate(_QUOTES))
    parts: list[str] = []
    offsets: list[int] = []
    position = 0
    for line in text.splitlines(keepends=True):
        if unicodedata.is_normalized("NFKC", line):
            parts.append(line)
            offsets.extend(range(position, position + len(line)))
        else:
            for start, cluster in _clusters(line):
                folded = unicodedata.normalize("NFKC", cluster)
                parts.append(folded)
                offsets.extend([position + start] * len(folded))
        position += len(line)
    offsets.append(position)
    return Folded("".join(parts).translate(_QUOTES), tuple(offsets))


def _clusters(line: str) -> list[tuple[int, str]]:
    """Splits a line into characters, each with the marks that combine with it (か + ゙, ｶ + ﾞ)."""
    clusters: list[tuple[int, str]] = []
    for index, char in enumerate(line):
        if clusters and (unicodedata.combining(char) or char in "ﾞﾟ"):
            start, cluster = clusters[-1]
            clusters[-1] = (start, cluster + char)
        else:
            clusters.append((index, char))
    return clusters
