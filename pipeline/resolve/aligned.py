"""Names of one body in two languages, by the place that they have in two versions of one document.

A body that no register has stands in the English version under one name and in the Japanese one under another. The two
are one where nothing else can be: the same sort of body, named as often and at the same places, and either spelt by
sound or the only ones left. What fits less well is a guess for people.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.find.matching import fold
from pipeline.records import Findings, TextDocument
from pipeline.resolve.evidence import marks_of_name
from pipeline.resolve.links import Links
from pipeline.resolve.names import is_acronym, is_japanese, kind_of, normal_form

NEAR = 0.1
"""Places in two versions are the same up to this share of the length."""

_BY_SOUND = re.compile(r"[ァ-ヴー・A-Za-z0-9&.\- ]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: whose, in which words, and where, as a share of the text from 0 to 1."""

    organisation_id: str
    name: str
    place: float


@dataclass(frozen=True, slots=True)
class SameBody:
    """Two organisations, each named in only one of two versions, that are or may be one.

    Attributes:
        one, other: their ids in the one and the other version.
        name, other_name: their fullest names there.
        certain: whether nothing else can be meant.
    """

    one: str
    other: str
    name: str
    other_name: str
    certain: bool


def same_bodies(one: Sequence[Named], other: Sequence[Named], registered: Collection[str]) -> Iterator[SameBody]:
    """Pairs the bodies that only one of two versions names, each at most once.

    A registered body is never paired for certain: its names are known, and this is none of them.
    """
    left, right = _only(one, other), _only(other, one)
    fitting = {(first, second) for first in left for second in right if _fit(left[first], right[second])}
    for first, second in sorted(fitting):
        rivals = [pair for pair in fitting if pair != (first, second) and (pair[0] == first or pair[1] == second)]
        names = _fullest(left[first]), _fullest(right[second])
        new = first not in registered and second not in registered
        spoken = _sound_alike(*names)
        heard = [pair for pair in rivals if _sound_alike(_fullest(left[pair[0]]), _fullest(right[pair[1]]))]
        if spoken and not heard:
            yield SameBody(first, second, *names, certain=new)
        elif not rivals:
            left_alone = len([key for key in left if key not in registered]) == 1
            right_alone = len([key for key in right if key not in registered]) == 1
            same_kind = kind_of(names[0]) == kind_of(names[1]) != "other"
            certain = new and left_alone and right_alone and same_kind and _is_full(names)
            yield SameBody(first, second, *names, certain=certain)


def aligned_names(
    versions: Iterable[tuple[str, str]],
    documents: Mapping[str, TextDocument],
    findings: Mapping[str, Findings],
    links: Links,
) -> tuple[tuple[str, str], ...]:
    """Gives the pairs of names that versions of documents show to be one unregistered body's, for certain.

    Args:
        versions: doc_ids of documents that are translations of one another.
    """
    found: dict[tuple[str, str], None] = {}
    for pair in versions:
        one, other = (_mentions(documents[key], findings[key], links) for key in pair)
        for same in same_bodies(one, other, links.registered):
            if same.certain:
                found[same.name, same.other_name] = None
    return tuple(found)


def _mentions(document: TextDocument, findings: Findings, links: Links) -> list[Named]:
    length = max(1, len(document.text))
    return [
        Named(links.ids[document.doc_id][item.text], item.text, item.start / length) for item in findings.organisations
    ]


def _only(one: Iterable[Named], other: Iterable[Named]) -> dict[str, list[Named]]:
    there = {item.organisation_id for item in other}
    found: dict[str, list[Named]] = defaultdict(list)
    for item in one:
        if item.organisation_id not in there:
            found[item.organisation_id].append(item)
    return found


def _fit(one: Sequence[Named], other: Sequence[Named]) -> bool:
    """Whether two bodies are named as often, at the same places, in different scripts, and are of one sort."""
    names = _fullest(one), _fullest(other)
    if len(one) != len(other) or is_japanese(names[0]) == is_japanese(names[1]):
        return False
    kinds = {kind_of(name) for name in names} - {"other"}
    return len(kinds) < 2 and all(abs(a.place - b.place) <= NEAR for a, b in zip(one, other, strict=True))


def _fullest(items: Sequence[Named]) -> str:
    return max((item.name for item in items), key=lambda name: (not is_acronym(name), len(name), name))


def _is_full(names: Iterable[str]) -> bool:
    return not any(is_acronym(name) for name in names)


def _sound_alike(one: str, other: str) -> bool:
    """Whether the Japanese name is written by sound alone, and every word of it sounds like one of the other name."""
    japanese, english = (one, other) if is_japanese(one) else (other, one)
    words = re.sub(r"社$", "", normal_form(fold(japanese).text))
    if not _BY_SOUND.fullmatch(words) or not re.search(r"[ァ-ヴ]", words):
        return False
    sounds, heard = marks_of_name(words), marks_of_name(english)
    return bool(sounds) and sounds <= heard
