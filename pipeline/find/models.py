"""What the spaCy pipelines of settings.yml name in a text."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pipeline.config import ModelSettings
from pipeline.errors import ModelError
from pipeline.find.sentences import split
from pipeline.records import Entity, EntityKind, Language, TextDocument

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

MAX_BYTES = 40_000
"""Longest piece given to a model. SudachiPy refuses more than 49,149 bytes of UTF-8 in one text."""

_MOST_MARKS = 30
# Names are found without these, and most of the time goes into them.
_UNNEEDED = (
    "tagger",
    "parser",
    "senter",
    "attribute_ruler",
    "lemmatizer",
    "morphologizer",
    "compound_splitter",
    "bunsetu_recognizer",
)


def find_entities(document: TextDocument, models: Mapping[Language, ModelSettings]) -> tuple[Entity, ...]:
    """Gives what the model of each block's language names, in the order of the text.

    Raises:
        ModelError: a model is not installed, or has a label that settings.yml does not list.
    """
    found: list[Entity] = []
    for language, settings in models.items():
        spans = list(pieces(document, language))
        if not spans:
            continue
        nlp, kinds = load(settings.pipeline), settings.kind_of_label
        with nlp.memory_zone():
            texts = ((document.text[start:end], start) for start, end in spans)
            for doc, start in nlp.pipe(texts, as_tuples=True):
                for ent in doc.ents:
                    kind = _kind(ent.label_, kinds, settings.pipeline)
                    found.append(Entity(start + ent.start_char, start + ent.end_char, kind))
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))


def load_for(document: TextDocument, models: Mapping[Language, ModelSettings]) -> None:
    """Loads the models that a document needs, so that the time this takes can be told from the document's own.

    Raises:
        ModelError: a model is not installed.
    """
    for language in {block.language for block in document.blocks if block.kind != "header_footer"}:
        load(models[language].pipeline)


@cache
def load(pipeline: str) -> "Pipeline":
    """Loads a spaCy pipeline, once a process, without the components that find no names."""
    import spacy

    try:
        return spacy.load(pipeline, exclude=_UNNEEDED)
    except OSError as error:
        raise ModelError(
            f"config/settings.yml: the pipeline {pipeline!r} can't be loaded; install it, or name another ({error})"
        ) from None


def _kind(label: str, kinds: Mapping[str, EntityKind], pipeline: str) -> EntityKind:
    try:
        return kinds[label]
    except KeyError:
        raise ModelError(
            f"config/settings.yml: {pipeline} found a {label!r}, and its labels don't list that; "
            f"add it under the kind of thing that it stands for (`other` if no name of interest)"
        ) from None


def pieces(document: TextDocument, language: Language) -> Iterator[tuple[int, int]]:
    """Gives the spans of a text that a model gets: neighbouring blocks of a language together, as far as `MAX_BYTES` allows.

    What is longer is cut at sentence ends, else at commas and spaces, else anywhere but between a character and its marks.
    """
    start = end = size = 0
    for block in document.blocks:
        if block.language != language or block.kind == "header_footer":
            if start < end:
                yield start, end
            start = end = size = 0
            continue
        for begin, stop in _short_enough(document.text, block.start, block.end):
            if start == end:
                start, size = begin, 0
            longer = size + len(document.text[max(end, start) : stop].encode("utf-8"))
            if end > start and longer > MAX_BYTES:
                yield start, end
                start, longer = begin, len(document.text[begin:stop].encode("utf-8"))
            end, size = stop, longer
    if start < end:
        yield start, end


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    longest = MAX_BYTES // 4  # no character has more than four bytes
    if end - start <= longest:
        yield start, end
        return
    for begin, stop in split(text, start, end):
        while stop - begin > longest:
            cut = max(text.rfind(mark, begin + longest // 2, begin + longest) for mark in "、，, ") + 1
            cut = cut or _before_character(text, begin + longest)
            yield begin, cut
            begin = cut
        yield begin, stop


def _before_character(text: str, place: int) -> int:
    """The place, or the nearest one before it where no mark is cut from its character."""
    near = range(place, place - _MOST_MARKS, -1)
    return next((at for at in near if not unicodedata.category(text[at]).startswith("M")), place)
