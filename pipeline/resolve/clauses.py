"""Sentences as the patterns of owners read them: without brackets, each organisation's name as one character."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.find.objectives.outline import plain_copy
from pipeline.find.sentences import Span
from pipeline.records import OrganisationMention

NAME = "\ufffc"
"""Stands for a name; Unicode's object replacement character, which no text has as a letter of its own."""

_BRACKET = re.compile(r"[()]")
_LONGEST = 2000  # characters of a sentence that are read


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its names.

    Attributes:
        words: plain words without what stands in brackets; each name outside of them is one `NAME`.
        ids: the organisation of each `NAME`, in order.
    """

    words: str
    ids: tuple[str, ...]

    def named(self, *spans: Span) -> tuple[str, ...]:
        """The organisations of the names in these spans of `words`, each once."""
        found: list[str] = []
        for start, end in spans:
            before = self.words.count(NAME, 0, start)
            found += self.ids[before : before + self.words.count(NAME, start, end)]
        return tuple(dict.fromkeys(found))


def clause(text: str, span: Span, mentions: Sequence[tuple[OrganisationMention, str]]) -> Clause:
    """Prepares a sentence.

    Args:
        mentions: the names in the sentence, in order and not overlapping, each with its organisation_id.
    """
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    plain = plain_copy(text[start:end]).replace(NAME, " ")
    inside = [
        (item.start - start, item.end - start, key) for item, key in mentions if start <= item.start < item.end <= end
    ]
    names = {left: (right, key) for left, right, key in inside}
    covered = {place for left, right, _ in inside for place in range(left, right)}
    closing = _closing(plain, covered)
    words: list[str] = []
    ids: list[str] = []
    place = 0
    for cut in sorted(names.keys() | closing.keys()):
        if cut < place:
            continue
        words.append(plain[place:cut])
        if cut in names:
            place, key = names[cut]
            words.append(NAME)
            ids.append(key)
        else:
            place = closing[cut]
    words.append(plain[place:])
    return Clause("".join(words), tuple(ids))


def _closing(plain: str, names: set[int]) -> dict[int, int]:
    """For each outermost bracket outside of names the place behind the one that closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(plain):
        if match.start() in names:
            continue
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.end()
    return found
