"""Removed and added rows that are probably one: renamed, or read with a little more or less text.

Two rows of one document pair where they stand at the same place (the words around them are alike) or have similar
words; two organisations, where they share a name. A guess for people, never a decision.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.review.compare import Cells, Rows, TableDiff
from pipeline.review.quotes import quote

AROUND = 40
"""Characters on each side of a row's words that say where it stands."""
NEIGHBOURS = 12
"""How far apart in the order of a document's changes two rows may be; it bounds the work on a rewritten document."""
ALIKE = 0.6
"""Least likeness, of 0 to 1, of the words alone, or of the places alone."""


def probable_edits(diff: TableDiff) -> dict[str, str]:
    """Gives the key of the added row for each removed row that it probably is."""
    if diff.table == "organisations":
        return _renamed(diff.removed, diff.added)
    if diff.table == "documents":
        return {}
    removed, added = _by_document(diff.removed), _by_document(diff.added)
    found: dict[str, str] = {}
    for doc_id in removed.keys() & added.keys():
        candidates = sorted(_candidates(removed[doc_id], added[doc_id]))
        taken: set[str] = set()
        for _, old, new in candidates:
            if old not in found and new not in taken:
                found[old] = new
                taken.add(new)
    return found


def _renamed(removed: Rows, added: Rows) -> dict[str, str]:
    owners = {name: key for key, row in reversed(list(added.items())) for name in _names(row)}
    found: dict[str, str] = {}
    for old, row in removed.items():
        new = next((owners[name] for name in _names(row) if name in owners), None)
        if new is not None and new not in found.values():
            found[old] = new
    return found


def _names(row: Cells) -> Sequence[str]:
    names = (row.get("name", ""), row.get("name_en", ""), row.get("name_ja", ""), *row.get("aliases", "").split("; "))
    return [name for name in names if name]


def _by_document(rows: Rows) -> dict[str, list[tuple[str, Cells]]]:
    """The rows of each document in the order of its text."""
    grouped: dict[str, list[tuple[str, Cells]]] = defaultdict(list)
    for key, row in sorted(rows.items(), key=lambda item: int(item[1].get("char_start") or 0)):
        grouped[row.get("doc_id", "")].append((key, row))
    return grouped


def _candidates(
    removed: Sequence[tuple[str, Cells]], added: Sequence[tuple[str, Cells]]
) -> Iterator[tuple[float, str, str]]:
    """Pairs that may be one row, with minus their likeness so that the likest come first."""
    ours, theirs = [_Place(row) for _, row in removed], [_Place(row) for _, row in added]
    for index, one in enumerate(ours):
        # Both sides are in the order of the text: what is one row is not far away on the other side.
        centre = index * len(theirs) // len(ours)
        for place in range(max(0, centre - NEIGHBOURS), min(len(theirs), centre + NEIGHBOURS + 1)):
            likeness = one.likeness(theirs[place])
            if likeness:
                yield -likeness, removed[index][0], added[place][0]


class _Place:
    """A row's words and what stands around them, ready to be compared."""

    def __init__(self, row: Cells) -> None:
        found = quote(row)
        before, words, after = (found.before, found.words, found.after) if found else ("", "", "")
        self.sentence, self.start, self.end = before + words + after, len(before), len(before) + len(words)
        self.words = _pairs(words)
        self.left, self.right = _pairs(before[-AROUND:]), _pairs(after[:AROUND])

    def likeness(self, other: "_Place") -> float:
        """0 where the two are hardly one row; else how sure it is that they are, up to 2."""
        words = _dice(self.words, other.words)
        if self.sentence == other.sentence:
            # In a sentence that nobody edited only the same characters are the same place.
            overlap = min(self.end, other.end) > max(self.start, other.start)
            return 1 + words if overlap else 0.0
        place = (_dice(self.left, other.left) + _dice(self.right, other.right)) / 2
        return words + place if max(words, place) >= ALIKE and words + place >= 2 * ALIKE - 0.3 else 0.0


def _pairs(text: str) -> Mapping[str, int]:
    """How often each pair of neighbouring characters is in a text, apart from spaces and case."""
    squeezed = re.sub(r"\s+", " ", text.lower())[:2_000]
    return Counter(squeezed[at : at + 2] for at in range(len(squeezed) - 1)) or Counter([squeezed] if squeezed else [])


def _dice(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Sørensen–Dice coefficient of two bags; two empty ones are alike."""
    size = sum(one.values()) + sum(other.values())
    return 2 * sum(min(number, other.get(pair, 0)) for pair, number in one.items()) / size if size else 1.0
