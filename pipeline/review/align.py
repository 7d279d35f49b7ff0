"""Which row before is which row after, where keys count the occurrences of the same words in a document."""

import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence, Set

# <doc_id>#<kind letter><hash of the words>-<nth occurrence>
_NUMBERED = re.compile(r"(.*#[a-z][0-9a-f]+)-([0-9]+)", re.DOTALL)


def aligned_keys(before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Gives for each row before the key of the same row after; rows that only one side has are left out.

    Rows of the same words are the same where the sentence around them is, and else by their order. So the surplus is
    on one side only: what is added or removed is as many occurrences as there are more or fewer.
    """
    partners: dict[str, str] = {}
    odd: set[str] = set()
    for key, row in before.items():
        other = after.get(key)
        # Nearly every row of nearly every comparison ends here.
        if other is not None and (row is other or _context(row) == _context(other)):
            partners[key] = key
        elif match := _NUMBERED.fullmatch(key):
            odd.add(match[1])
        elif other is not None:
            partners[key] = key
    odd.update(match[1] for key in after.keys() - before.keys() if (match := _NUMBERED.fullmatch(key)))
    if odd:
        ours = _groups(before, odd)
        theirs = _groups(after, ours.keys())  # a new document's words are in none of the rows before
        for words, keys in ours.items():
            for key in keys:
                partners.pop(key, None)
            others = theirs.get(words, [])
            pairs = _paired([_context(before[key]) for key in keys], [_context(after[key]) for key in others])
            partners.update((keys[one], others[other]) for one, other in pairs)
    return partners


def _groups(rows: Mapping[str, Mapping[str, str]], chosen: Set[str]) -> dict[str, list[str]]:
    """The keys of each of the chosen words, in the order of the text."""
    numbered: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key in rows:
        words, _, number = key.rpartition("-")
        if words in chosen and number.isdecimal():
            numbered[words].append((int(number), key))
    return {words: [key for _, key in sorted(keys)] for words, keys in numbered.items()}


def _paired(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places: first those with the same sentence, then the rest between them, then whatever is left."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, sentence in enumerate(after):
        waiting[sentence].append(place)
    partner: dict[int, int] = {}
    for place, sentence in enumerate(before):
        if waiting[sentence]:
            partner[place] = waiting[sentence].popleft()
    taken = set(partner.values())
    ours = [place for place in range(len(before)) if place not in partner]
    theirs = [place for place in range(len(after)) if place not in taken]
    owner = {other: one for one, other in partner.items()}
    # An edited sentence lies behind the same unchanged one on both sides.
    behind: dict[int, deque[int]] = defaultdict(deque)
    last = -1
    for place in range(len(after)):
        last = owner.get(place, last)
        if place not in taken:
            behind[last].append(place)
    last = -1
    for place in range(len(before)):
        if place in partner:
            last = place
        elif behind[last]:
            partner[place] = behind[last].popleft()
    taken = set(partner.values())
    ours = [place for place in ours if place not in partner]
    theirs = [place for place in theirs if place not in taken]
    return [*partner.items(), *zip(ours, theirs, strict=False)]


def _context(row: Mapping[str, str]) -> str:
    return row.get("sentence") or row.get("lead_in") or ""
