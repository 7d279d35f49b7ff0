"""How well a run does on annotated documents: precision, recall and F1 by measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.evaluation.annotation import doubts, read_annotations
from pipeline.evaluation.documents import Difference, score_document
from pipeline.evaluation.measures import LinkingScore, Score, b_cubed
from pipeline.evaluation.rows import FoundRows, read_rows

__all__ = ["Difference", "Evaluation", "LinkingScore", "Score", "evaluate"]

_LINKING = "organisation linking (B-cubed)"
# How well kinds are told apart depends on few items, too few to be divided by language.
_UNDIVIDED = {"objective kinds"}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a run.

    Attributes:
        scores: by measure and scope: "dates all", "dates en", "organisation linking (B-cubed)" …
        by_document: by doc_id, then by measure without scope: "dates" …
        errors: where tables and annotations do not agree, by document.
        doubts: what of the annotations is not in the texts, and so can never be found.
        missing: annotated documents of which the run has neither a row nor a text.
        unscored: annotated documents without a text to count occurrences in; they are in no score.
    """

    scores: Mapping[str, Score | LinkingScore]
    by_document: Mapping[str, Mapping[str, Score | LinkingScore]]
    errors: tuple[Difference, ...] = ()
    doubts: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON can hold it, shares to four digits."""
        return {
            "scores": {name: score.as_dict() for name, score in self.scores.items()},
            "by_document": {
                doc_id: {name: score.as_dict() for name, score in scores.items()}
                for doc_id, scores in self.by_document.items()
            },
            "errors": [error.as_dict() for error in self.errors],
            "doubts": [doubt.as_dict() for doubt in self.doubts],
            "missing": list(self.missing),
            "unscored": list(self.unscored),
        }


def evaluate(extracted: Path, gold: Path, *, texts: Path | None = None) -> Evaluation:
    """Scores the tables of a run against annotated documents.

    Args:
        extracted: the folder of the tables, with the texts of the documents in `text/`.
        gold: the folder of the annotations, one `<doc_id>.json` a document.
        texts: a folder of `<doc_id>.txt`, UTF-8, in which the occurrences of the annotated names are counted instead of
            the extracted text: then a reader that loses text loses recall. A document that it lacks is counted in its
            extracted text.

    Raises:
        ConfigurationError: an annotation is broken, or a folder is not there.
        WorkspaceError: a table or text is broken or not there.
    """
    for folder in (gold, extracted, texts):
        if folder is not None and not folder.is_dir():
            raise ConfigurationError(folder, "there is no such folder")
    annotations = read_annotations(gold)
    rows = read_rows(extracted)
    totals: dict[str, Score] = {}
    by_document: dict[str, Mapping[str, Score | LinkingScore]] = {}
    links: list[tuple[str, str]] = []
    errors: list[Difference] = []
    doubtful: list[Difference] = []
    missing: list[str] = []
    unscored: list[str] = []
    for document in annotations:
        doc_id = document.doc_id
        read = _text(extracted / "text" / f"{doc_id}.txt")
        given = _text(texts / f"{doc_id}.txt") if texts else None
        text = read if given is None else given
        if read is None and doc_id not in rows:
            missing.append(doc_id)
        if text is None:
            unscored.append(doc_id)
            continue
        result = score_document(document, text, rows.get(doc_id, FoundRows()))
        for name, score in result.scores.items():
            for scope in ("all",) if name in _UNDIVIDED else ("all", document.language):
                totals[f"{name} {scope}"] = totals.get(f"{name} {scope}", Score()) + score
        by_document[doc_id] = {**dict(sorted(result.scores.items())), _LINKING: b_cubed(result.links)}
        links += result.links
        errors += result.errors
        doubtful += [Difference(doc_id, what, words) for what, words in doubts(document, text)]
    return Evaluation(
        scores={**dict(sorted(totals.items())), _LINKING: b_cubed(links)},
        by_document=by_document,
        errors=tuple(errors),
        doubts=tuple(doubtful),
        missing=tuple(missing),
        unscored=tuple(unscored),
    )


def _text(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: the text is not UTF-8: {error}") from error
