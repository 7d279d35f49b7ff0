"""What stands between two lines when they are joined: a space, nothing, or one hyphen fewer."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read import patterns_en
from pipeline.read.heads import Head
from pipeline.read.language import has_japanese, is_japanese
from pipeline.read.layout import Line

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_TIGHT_LEFT = frozenset("、。（「『【・：〈《")
_TIGHT_RIGHT = frozenset("、。）」』】・：〉》")
# An address goes on over the end of a line with one of these; it is no longer than that.
_IN_ADDRESS, _ADDRESS = frozenset("-/_?&=%#.~+"), 300
# No word is longer.
_REACH = 40


class Glue:
    """Joins the lines of one text, with its own words as the dictionary."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._words: frozenset[str] | None = None
        # White space behind nearly every line is the file's habit and no space between words.
        self._spaces_count = sum(line.open_end for line in lines) <= 0.85 * len(lines)

    def join(self, heads: Sequence[Head]) -> str:
        """The words of lines that go on with one another."""
        parts = [heads[0].words]
        japanese = any(has_japanese(head.words[:80]) for head in heads[:3])
        for before, after in pairwise(heads):
            between, cut = self._between(before, after, japanese=japanese)
            if cut:
                parts[-1] = parts[-1][:-1]
            parts += (between, after.words)
        return "".join(parts)

    def _between(self, before: Head, after: Head, *, japanese: bool) -> tuple[str, bool]:
        """What comes between two lines, and whether the last character of the first, a hyphen, goes."""
        left, right = before.words, after.words
        if not left or not right or before.line.soft:
            return "", False
        one, other = is_japanese(left[-1]), is_japanese(right[0])
        if one and other:
            return "", False
        if one or other:
            kept = (before.line.open_end and self._spaces_count) or after.line.indent == 1
            return " " if kept and left[-1] not in _TIGHT_LEFT and right[0] not in _TIGHT_RIGHT else "", False
        if right[0] in _IN_ADDRESS and "://" in left[-_ADDRESS:].rpartition(" ")[2]:
            return "", False
        if left[-1] == "-" and left[-2:-1].isalpha() and right[0].isalpha():
            return "", self._is_printers_hyphen(left[:-1], right)
        if left[-1] in "-–—/‐" and left[-2:-1] != " ":
            return "", False
        if japanese and ((left[-1].isdigit() and right[0].isdigit()) or self._is_one_word(left, right)):
            return "", False
        return " ", False

    def _is_printers_hyphen(self, left: str, right: str) -> bool:
        """The word is written without its hyphen elsewhere, or its rest is no word of its own."""
        head, tail = _LAST_WORD.search(left[-_REACH:]), _FIRST_WORD.match(right[:_REACH])
        if head is None or tail is None or not right[0].islower():
            return False
        if self._knows(f"{head[0]}-{tail[0]}"):
            return False
        if self._knows(head[0] + tail[0]):
            return True
        return bool(patterns_en.FRAGMENT.match(tail[0])) and not patterns_en.PREFIX.match(head[0])

    def _is_one_word(self, left: str, right: str) -> bool:
        """Japanese type is cut anywhere: "AME" and "D" where the text has AMED elsewhere, and neither alone."""
        head, tail = _LAST_WORD.search(left[-_REACH:]), _FIRST_WORD.match(right[:_REACH])
        return bool(head and tail and self._knows(head[0] + tail[0]))

    def _knows(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(found.lower() for line in self._lines for found in _WORD.findall(line.text))
        return word.lower() in self._words
