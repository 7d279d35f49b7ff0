"""More sentences from those there are: names in the language of press releases, and names exchanged for others."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.training.corpora import Label, Mark, Sentence
from pipeline.training.release_ja import LEGAL_FORMS_BEFORE, LEGAL_FORMS_BEHIND, LISTS, SENTENCES

Names = Mapping[str, Sequence[str]]
"""Names by label."""

_PLACE = re.compile(r"\{(\w+)\}")
_LABELS: dict[str, Label] = {
    "org": "ORG",
    "person": "PERSON",
    "loc": "LOC",
    "fac": "FAC",
    "product": "PRODUCT",
    "event": "EVENT",
}
_HAS_FORM = re.compile(
    "|".join(map(re.escape, (*LEGAL_FORMS_BEFORE, *LEGAL_FORMS_BEHIND)))
    + "|[省庁府党軍局院会団所校部隊署]$|大学|機構|銀行|連盟|組合|Inc|Ltd|Corp"
)


def names_in(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """The names that sentences have, by label, each once, in the order in which they come; not those left open."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for sentence in sentences:
        for start, end, label in sentence.marks:
            if label:
                found[label][sentence.text[start:end]] = None
    return {label: list(names) for label, names in found.items()}


def releases(names: Names, rng: random.Random, number: int) -> Iterator[Sentence]:
    """Gives passages of one to five sentences or lists in the manner of press releases.

    Args:
        names: at least one for each of our labels.
    """
    for _ in range(number):
        parts = [_list(names, rng) if rng.random() < 0.25 else _filled(rng.choice(SENTENCES), names, rng)]
        while rng.random() < 0.5 and len(parts) < 5:
            parts.append(_list(names, rng) if rng.random() < 0.2 else _filled(rng.choice(SENTENCES), names, rng))
        yield joined(parts, rng.choice(("\n", "\n\n", "")))


def _list(names: Names, rng: random.Random) -> Sentence:
    form = rng.choice(LISTS)
    return joined([_filled(form, names, rng) for _ in range(rng.randint(2, 8))], "\n")


def _filled(form: str, names: Names, rng: random.Random) -> Sentence:
    text, at = "", 0
    marks: list[Mark] = []
    for place in _PLACE.finditer(form):
        text += form[at : place.start()]
        label = _LABELS[place[1]]
        name = rng.choice(names[label])
        if label == "ORG" and rng.random() < 0.4 and not _HAS_FORM.search(name):
            before = rng.random() < 0.6
            name = rng.choice(LEGAL_FORMS_BEFORE) + name if before else name + rng.choice(LEGAL_FORMS_BEHIND)
        marks.append((len(text), len(text) + len(name), label))
        text += name
        at = place.end()
    return Sentence(text + form[at:], tuple(marks))


def joined(sentences: Iterable[Sentence], between: str) -> Sentence:
    """Several sentences as one text."""
    text = ""
    marks: list[Mark] = []
    for sentence in sentences:
        text += between if text else ""
        marks += [(start + len(text), end + len(text), label) for start, end, label in sentence.marks]
        text += sentence.text
    return Sentence(text, tuple(marks))


def exchanged(sentence: Sentence, names: Names, rng: random.Random, *, share: float = 0.5) -> Sentence:
    """The sentence with a share of its names exchanged for others of their label."""
    text, at = "", 0
    marks: list[Mark] = []
    for start, end, label in sentence.marks:
        text += sentence.text[at:start]
        name = sentence.text[start:end]
        if names.get(label) and rng.random() < share:
            name = rng.choice(names[label])
        marks.append((len(text), len(text) + len(name), label))
        text += name
        at = end
    return Sentence(text + sentence.text[at:], tuple(marks))
