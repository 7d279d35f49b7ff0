"""The pieces of dates in a text, by pattern.

A cheap pattern says where a piece can begin; only there the patterns of the pieces are tried, and of those only the ones
that can begin with the character that stands there.
"""

import re
from collections.abc import Iterator

from pipeline.find.dates import english, japanese, patterns_en, patterns_ja
from pipeline.find.dates.model import Expression, UnplacedError

_PIECES = {**patterns_ja.PIECES, **patterns_en.PIECES}
_READERS = {**japanese.READERS, **english.READERS}
_COMPILED = {name: re.compile(f"(?P<is_{name}>{pattern})") for name, (_, pattern) in _PIECES.items()}
_TRIGGER = re.compile(f"{patterns_en.TRIGGER}|{patterns_ja.TRIGGER}")
# Character → the pieces that can begin with it, in the order in which they are tried.
_BY_START = {
    char: tuple((_COMPILED[name], _READERS[name]) for name, (starts, _) in _PIECES.items() if char in starts)
    for char in sorted({char for starts, _ in _PIECES.values() for char in starts})
}

# Where something was seen that could not be placed, and what to say of it.
Misfit = tuple[int, int, str]


def pieces(text: str, start: int, end: int, misfits: list[Misfit]) -> Iterator[Expression]:
    """Gives the pieces of dates in `text[start:end]` in order, none overlapping; what no calendar knows goes to `misfits`."""
    resume = start
    for hit in _TRIGGER.finditer(text, start, end):
        at = hit.start()
        if at < resume:
            continue
        for pattern, reader in _BY_START.get(text[at], ()):
            match = pattern.match(text, at, end)
            if match is None:
                continue
            resume = match.end()
            try:
                piece = reader(match)
            except UnplacedError as error:
                misfits.append((match.start(), match.end(), f"date left out: {error}"))
                break
            if piece is not None:
                yield piece
            break
