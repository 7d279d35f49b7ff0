"""The pieces of dates in a text, by pattern.

A cheap pattern says where a piece can begin; only there the patterns of the pieces are tried, those that can begin with such
a character as one alternation.
"""

import re
from collections.abc import Sequence

from pipeline.find.dates import english, japanese, patterns_en, patterns_ja
from pipeline.find.dates.model import Expression, UnplacedError

_PIECES = {**patterns_ja.PIECES, **patterns_en.PIECES}
_READERS = {**japanese.READERS, **english.READERS}
_COMPILED = {name: re.compile(f"(?P<is_{name}>{pattern})") for name, (_, pattern) in _PIECES.items()}

_LATIN = (*patterns_ja.LATIN_OPENINGS, *patterns_en.OPENINGS)
# Both patterns begin with a set of characters, because `re` passes over all others fast: that before a word, of which there
# are fewer than letters, and in Japanese, where words run on, what a piece begins with.
_BEFORE_WORD = re.compile(f"[^0-9A-Za-z](?=[0-9A-Za-z])(?={'|'.join(f'[{first}]{rest}' for first, rest in _LATIN)})")
_JAPANESE = re.compile(
    f"[{''.join(sorted({char for first, _ in patterns_ja.OPENINGS for char in first}))}]"
    f"(?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in patterns_ja.OPENINGS)})"
)

# Where something was seen that could not be placed, and what to say of it.
Misfit = tuple[int, int, str]


def _one_of(characters: str) -> re.Pattern[str]:
    """The pieces that can begin with one of some characters, in the order in which they are tried; `lastgroup` says which."""
    alternatives = [
        f"(?:{_without_names(pattern, name)})(?P<{name}>)"
        for name, (starts, pattern) in _PIECES.items()
        if set(starts) & set(characters)
    ]
    return re.compile("|".join(alternatives))


def _without_names(pattern: str, name: str) -> str:
    """A pattern whose groups have no names, except those that it refers back to."""

    def kept(group: re.Match[str]) -> str:
        return f"(?P<{name}_{group[1]}>" if f"(?P={group[1]})" in pattern else "(?:"

    return re.sub(r"\(\?P<(\w+)>", kept, pattern).replace("(?P=", f"(?P={name}_")


_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BY_DIGIT, _BY_LETTER = _one_of(_DIGITS), _one_of(_LETTERS)
_BY_OTHER = _one_of("".join({char for starts, _ in _PIECES.values() for char in starts} - {*_DIGITS, *_LETTERS}))
_BY_START = dict.fromkeys(_DIGITS, _BY_DIGIT) | dict.fromkeys(_LETTERS, _BY_LETTER)


def openings(text: str) -> list[int]:
    """Where in a matching copy a piece can begin, in order."""
    words = [match.start() + 1 for match in _BEFORE_WORD.finditer(text)]
    return sorted([0, *words, *(match.start() for match in _JAPANESE.finditer(text))])


def pieces(text: str, places: Sequence[int], end: int, misfits: list[Misfit]) -> list[Expression]:
    """Gives the pieces of dates before `end` in order, none overlapping; what no calendar knows goes to `misfits`.

    Args:
        places: where one can begin.
    """
    found: list[Expression] = []
    resume = 0
    for at in places:
        if at < resume:
            continue
        hit = _BY_START.get(text[at], _BY_OTHER).match(text, at, end)
        if hit is None or hit.lastgroup is None:
            continue
        resume = hit.end()
        match = _COMPILED[hit.lastgroup].match(text, at, end)
        if match is None:
            continue
        try:
            piece = _READERS[hit.lastgroup](match)
        except UnplacedError as error:
            misfits.append((at, resume, f"date left out: {error}"))
            continue
        if piece is not None:
            found.append(piece)
    return found
