"""What the spaCy pipelines of settings.yml name in a text."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import ModelSettings
from pipeline.errors import ModelError
from pipeline.find.decode import Decoder, Name
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
        find_names, kinds = names_finder(settings.pipeline, settings.names_folder), settings.kind_of_label
        for first, last in spans:
            # One after the other: the network holds some kilobytes for each word of what it is given at once.
            (names,) = find_names([document.text[first:last]])
            for start, end, label in names:
                kind = _kind(label, kinds, settings.names or settings.pipeline)
                found.append(Entity(first + start, first + end, kind))
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))


def load_for(document: TextDocument, models: Mapping[Language, ModelSettings]) -> None:
    """Loads the models that a document needs, so that the time this takes can be told from the document's own.

    Raises:
        ModelError: a model is not installed.
    """
    for language in {block.language for block in document.blocks if block.kind != "header_footer"}:
        names_finder(models[language].pipeline, models[language].names_folder)


@cache
def names_finder(pipeline: str, names: Path | None = None) -> Callable[[Sequence[str]], list[list[Name]]]:
    """Gives what finds the names in texts, loaded once a process; arguments and errors are those of `load`."""
    nlp = load(pipeline, names)
    decoder = Decoder.of(nlp)
    if decoder is not None:
        nlp.disable_pipe("ner")

    def find_names(texts: Sequence[str]) -> list[list[Name]]:
        with nlp.memory_zone():
            docs = list(nlp.pipe(texts))
            if decoder is not None:
                return decoder.names(docs)
            return [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]

    return find_names


def load(pipeline: str, names: Path | None = None) -> "Pipeline":
    """Loads a spaCy pipeline without the components that find no names.

    Args:
        pipeline: its package or folder.
        names: folder of the name model in the place of its own; that has a tokenizer, and looks words up in the pipeline's vectors.

    Raises:
        ModelError: one of them is not there, or the two don't go together.
    """
    import spacy
    from thinc.api import use_ops

    # NumPy's OpenBLAS multiplies matrices several times as fast as BLIS, which is thinc's default.
    with use_ops("numpy", use_blis=False):
        try:
            if names is None:
                return _without_unheard(spacy.load(pipeline, exclude=_UNNEEDED))
            vocab = spacy.load(pipeline, config={"nlp": {"pipeline": []}}).vocab
            return spacy.load(names, vocab=vocab, exclude=("vocab",))
        except (OSError, ValueError) as error:
            which = f"the pipeline {pipeline!r}" if names is None else f"the name model {str(names)!r} in {pipeline!r}"
            raise ModelError(
                f"config/settings.yml: {which} can't be loaded; install it, or name another ({error})"
            ) from None


def _without_unheard(nlp: "Pipeline") -> "Pipeline":
    """The pipeline without a `tok2vec` that no component listens to: the name model may have one of its own."""
    from spacy.pipeline import Tok2Vec

    for name, component in nlp.pipeline:
        if isinstance(component, Tok2Vec) and not set(component.listening_components) & set(nlp.pipe_names):
            nlp.remove_pipe(name)
    return nlp


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
