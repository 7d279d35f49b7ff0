"""Readers of the public data sets that organisations are measured on; none of them is part of this repository.

Each set has guidelines of its own, so labels are mapped by what they hold most of: a label is an organisation, or it
is left out of the count (neither right nor wrong, found or not), or it is no organisation.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pipeline.records import Language, TextDocument
from tests.annotated import document

Part = Literal["dev", "test"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as a document of its own, with what its annotators marked.

    Attributes:
        organisations: spans of the text that are to be found.
        uncounted: spans of the text that may be found and need not be.
    """

    document: TextDocument
    organisations: frozenset[Span]
    uncounted: frozenset[Span]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A public data set.

    Attributes:
        name: of its repository, which is the name of the folder that it is looked for in.
        read: gives the samples of a part from that folder.
        organisation, uncounted: its labels; all others are no organisations.
    """

    name: str
    language: Language
    read: Callable[["PublicSet", Path, Part], Iterator[Sample]]
    organisation: frozenset[str]
    uncounted: frozenset[str]


def load(chosen: PublicSet, data: Path, part: Part, size: int) -> list[Sample]:
    """Gives `size` samples of a part, always the same ones; all of them where `size` is 0.

    Raises:
        FileNotFoundError: `data` has no checkout of the set.
    """
    samples = list(chosen.read(chosen, data / chosen.name, part))
    if not size or len(samples) <= size:
        return samples
    return random.Random(0).sample(samples, size)  # noqa: S311


def _sample(chosen: PublicSet, text: str, marks: Iterable[tuple[int, int, str]]) -> Sample:
    marks = list(marks)
    return Sample(
        document(text, language=chosen.language),
        frozenset((start, end) for start, end, label in marks if label in chosen.organisation),
        frozenset((start, end) for start, end, label in marks if label in chosen.uncounted),
    )


def _wikipedia(chosen: PublicSet, folder: Path, part: Part) -> Iterator[Sample]:
    """One JSON list; an article's sentences are all in one part, a fifth of the articles in `test`."""
    for item in json.loads((folder / "ner.json").read_text(encoding="utf-8")):
        in_test = sha256(item["curid"].encode()).digest()[0] % 5 == 0
        if in_test == (part == "test"):
            marks = ((*mark["span"], mark["type"]) for mark in item["entities"])
            yield _sample(chosen, item["text"], marks)


def _gsd(chosen: PublicSet, folder: Path, part: Part) -> Iterator[Sample]:
    """CoNLL-U with `NE=B-ORG` … `NE=L-ORG` and `NE=U-ORG` in the last column."""
    lines = (folder / f"ja_gsd-ud-{part}.ne.conllu").read_text(encoding="utf-8").splitlines()
    for rows in _paragraphs(line for line in lines if not line.startswith("#")):
        cells = [row.split("\t") for row in rows]
        words = [(cell[1], "" if "SpaceAfter=No" in cell[9] else " ") for cell in cells]
        tags = [match[1] if (match := re.search(r"NE=([\w-]+)", cell[9])) else "O" for cell in cells]
        yield _tagged(chosen, words, tags)


def _crossner(chosen: PublicSet, folder: Path, part: Part) -> Iterator[Sample]:
    """A token and its B-/I-/O tag a line; the spaces between tokens are guessed."""
    lines = (folder / "ner_data" / "politics" / f"{part}.txt").read_text(encoding="utf-8").splitlines()
    for rows in _paragraphs(lines):
        tokens, tags = zip(*(row.split("\t") for row in rows), strict=True)
        yield _tagged(chosen, list(_spaced(tokens)), tags)


def _tagged(chosen: PublicSet, words: Sequence[tuple[str, str]], tags: Sequence[str]) -> Sample:
    """A sample from words, each with the space behind it, and a B-, I-, L-, U- or O tag for each."""
    text = ""
    marks: list[tuple[int, int, str]] = []
    for (word, space), tag in zip(words, tags, strict=True):
        start, end = len(text), len(text) + len(word)
        if tag[:2] in {"B-", "U-"}:
            marks.append((start, end, tag[2:]))
        elif tag[:2] in {"I-", "L-"} and marks:
            marks[-1] = (marks[-1][0], end, marks[-1][2])
        text += word + space
    return _sample(chosen, text.rstrip(), marks)


def _spaced(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """English tokens with the space that stood behind each: none before a comma, a bracket's end or a possessive."""
    for number, word in enumerate(words):
        rest = words[number + 1 : number + 3]
        closes = bool(rest) and (rest[0] in {",", ".", ";", ":", ")", "]", "!", "?", "%", "'s"} or rest == ("'", "s"))
        opens = word in {"(", "["} or (word == "'" and rest[:1] == ("s",))
        joins = word == "-" or rest[:1] == ("-",)
        yield word, "" if closes or opens or joins else " "


def _paragraphs(lines: Iterable[str]) -> Iterator[list[str]]:
    rows: list[str] = []
    for line in lines:
        if line.strip():
            rows.append(line)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


SETS = (
    # その他の組織名 are mostly sports clubs and music groups.
    PublicSet(
        "ner-wikipedia-dataset", "ja", _wikipedia, frozenset({"法人名", "政治的組織名"}), frozenset({"その他の組織名"})
    ),
    # By its map from Extended Named Entities, NORP has parties and international bodies beside nationalities,
    # and FAC has schools and research institutes beside buildings.
    PublicSet("UD_Japanese-GSD", "ja", _gsd, frozenset({"ORG"}), frozenset({"NORP", "FAC"})),
    PublicSet("CrossNER", "en", _crossner, frozenset({"organisation", "politicalparty"}), frozenset()),
)
