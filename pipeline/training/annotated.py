"""Documents that users annotated, as sentences to learn organisations from."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.config import Limits
from pipeline.errors import WorkspaceError
from pipeline.evaluation.annotation import AnnotatedDocument, read_annotations
from pipeline.files import sha256
from pipeline.find.matching import fold
from pipeline.find.organisations.spans import is_bounded
from pipeline.read import MEDIA_TYPES, read
from pipeline.records import Language, RawDocument, TextDocument
from pipeline.training.corpora import Mark, Sentence

UNKNOWN = ""
"""Label of a span that a model is taught nothing about."""


def read_annotated(folder: Path, language: Language) -> Iterator[Sentence]:
    """Gives the paragraphs of a language of annotated documents, with every occurrence of an annotated name.

    Args:
        folder: with `<doc_id>.json` for each document, and the documents below `raw/`.

    Raises:
        ConfigurationError: an annotation is not of the form.
        WorkspaceError: an annotated document is not there.
    """
    for annotation in read_annotations(folder):
        document = _document(folder / "raw", annotation.doc_id)
        marks = list(_occurrences(document.text, annotation))
        for block in document.blocks:
            if block.language == language and block.kind != "header_footer":
                inside = [mark for mark in marks if block.start <= mark[0] and mark[1] <= block.end]
                text = document.text[block.start : block.end]
                yield Sentence(
                    text, tuple((start - block.start, end - block.start, label) for start, end, label in inside)
                )


def _document(raw: Path, doc_id: str) -> TextDocument:
    for ending, media_type in MEDIA_TYPES.items():
        path = raw / f"{doc_id}{ending}"
        if path.is_file():
            content = path.read_bytes()
            return read(RawDocument(doc_id, path, media_type, sha256(content)), content, Limits())
    raise WorkspaceError(f"{raw}: has no document {doc_id}, of which there is an annotation")


def _occurrences(text: str, annotation: AnnotatedDocument) -> Iterator[Mark]:
    """Every occurrence of a name, the longest where they overlap; what is optional is left open, what is none is none."""
    labels: dict[str, str | None] = {}
    for names, label in (
        ([surface for organisation in annotation.organisations for surface in organisation.surfaces], "ORG"),
        (annotation.optional_organisations, UNKNOWN),
        (annotation.not_organisations, None),
    ):
        for name in names:
            labels[fold(name).text] = label
    folded = fold(text)
    longest_first = sorted(labels, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, longest_first)) or r"(?!)", folded.text):
        label = labels[match[0]]
        if label is not None and is_bounded(folded.text, match.start(), match.end()):
            yield (*folded.span(match.start(), match.end()), label)
