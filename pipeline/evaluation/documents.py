"""The scores of one document."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import WorkspaceError
from pipeline.evaluation.annotation import AnnotatedDocument, AnnotatedObjective
from pipeline.evaluation.measures import Key, Score, compare, is_near, match_texts
from pipeline.evaluation.rows import FoundObjective, FoundRows
from pipeline.evaluation.words import count_occurrences, date_key, organisation_key, squeeze

_FORMS = ("listed", "stated")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where tables and annotation do not agree, or annotation and text do not.

    Attributes:
        document: its `doc_id`.
        what: "organisation missed", "date wrong" …
        words: as the document or the table has them; a date with its days, a kind with the one that is right.
        count: how often.
    """

    document: str
    what: str
    words: str
    count: int = 1

    def as_dict(self) -> dict[str, str | int]:
        """The fields by name."""
        return {"document": self.document, "what": self.what, "words": self.words, "count": self.count}


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The scores of one document.

    Attributes:
        scores: by measure without its scope: "organisation mentions", "dates" …; none for what nobody has annotated.
        links: for each mention of an annotated organisation, its annotated id and the one of the table.
    """

    scores: Mapping[str, Score]
    links: tuple[tuple[str, str], ...]
    errors: tuple[Difference, ...]


def score_document(document: AnnotatedDocument, text: str, found: FoundRows) -> DocumentScores:
    """Compares the rows of a document with its annotation.

    Args:
        document: the annotation.
        text: the document, in which the occurrences of the annotated names are counted.
        found: the rows.

    Raises:
        WorkspaceError: an objective of the tables is neither listed nor stated.
    """
    scores: dict[str, Score] = {}
    errors = [
        *_score_organisations(document, text, found, scores),
        *_score_dates(document, found, scores),
        *_score_objectives(document, found, scores),
    ]
    id_of = {
        organisation_key(s): organisation.id for organisation in document.organisations for s in organisation.surfaces
    }
    links = tuple(
        (id_of[organisation_key(row.text)], row.organisation_id)
        for row in found.organisations
        if organisation_key(row.text) in id_of
    )
    return DocumentScores(scores, links, tuple(errors))


def _score_organisations(
    document: AnnotatedDocument, text: str, found: FoundRows, scores: dict[str, Score]
) -> Iterator[Difference]:
    surfaces = [surface for organisation in document.organisations for surface in organisation.surfaces]
    names = [row.text for row in found.organisations]
    optional = {organisation_key(surface) for surface in document.optional_organisations}
    wanted = count_occurrences(text, surfaces, document.not_organisations + document.optional_organisations)
    result = compare(wanted, Counter(organisation_key(name) for name in names), optional)
    scores["organisation mentions"] = result.score
    scores["organisation names"] = Score(
        tp=len(result.right),
        fp=len(result.wrong.keys() - wanted.keys()),
        fn=len(result.missed.keys() - result.right.keys()),
    )
    annotated = _written((organisation_key(surface), surface) for surface in surfaces)
    tabled = _written((organisation_key(name), name) for name in names)
    yield from _differences(document.doc_id, "organisation missed", result.missed, annotated)
    yield from _differences(document.doc_id, "organisation wrong", result.wrong, tabled)


def _score_dates(document: AnnotatedDocument, found: FoundRows, scores: dict[str, Score]) -> Iterator[Difference]:
    if document.dates is None:
        return
    annotated = [(date_key(mention.text), mention.value, mention.text) for mention in document.dates]
    tabled = [(date_key(row.text), row.value, row.text) for row in found.dates]
    skipped = {date_key(text) for text in document.optional_dates}
    result = compare(
        Counter((key, value) for key, value, _ in annotated),
        Counter((key, value) for key, value, _ in tabled),
        {(key, value) for key, value, _ in tabled if key in skipped},
    )
    scores["dates"] = result.score
    for what, counts, dates in (("missed", result.missed, annotated), ("wrong", result.wrong, tabled)):
        written = _written(((key, value), f"{text} = {value[0]}..{value[1]}") for key, value, text in dates)
        yield from _differences(document.doc_id, f"date {what}", counts, written)


def _score_objectives(document: AnnotatedDocument, found: FoundRows, scores: dict[str, Score]) -> Iterator[Difference]:
    for row in found.objectives:
        if row.form not in _FORMS:
            raise WorkspaceError(f"{document.doc_id}: an objective is neither listed nor stated, but {row.form!r}")
    annotated = document.objectives
    if annotated is None:
        return
    optional = [squeeze(item.words) for item in annotated.optional]
    yield from _score_form(document.doc_id, "listed", annotated.listed, found, optional, scores)
    # An item of an enumeration that is also told as a sentence is not wrong, but no hit either.
    optional += [squeeze(item.words) for item in annotated.listed]
    yield from _score_form(document.doc_id, "stated", annotated.stated, found, optional, scores)


def _score_form(
    doc_id: str,
    form: str,
    wanted: Collection[AnnotatedObjective],
    found: FoundRows,
    optional: list[str],
    scores: dict[str, Score],
) -> Iterator[Difference]:
    mine = list(wanted)
    # Sorted, so that the order of the table decides nothing where two rows are equally similar.
    theirs: list[FoundObjective] = sorted(row for row in found.objectives if row.form == form)
    keys = [squeeze(row.words) for row in theirs]
    pairs = match_texts(
        [squeeze(item.words) for item in mine],
        keys,
        (lambda one, other: mine[one].kind == theirs[other].kind) if form == "listed" else None,
    )
    hits, matched = {one for one, _ in pairs}, {other for _, other in pairs}
    missed = [item.words for index, item in enumerate(mine) if index not in hits]
    wrong = [
        row.words for index, row in enumerate(theirs) if index not in matched and not is_near(keys[index], optional)
    ]
    scores[f"objectives {form}"] = Score(len(pairs), len(wrong), len(missed))
    yield from (Difference(doc_id, f"objective {form} missed", words) for words in missed)
    yield from (Difference(doc_id, f"objective {form} wrong", words) for words in wrong)
    if form == "listed":
        mistaken = [(mine[one], theirs[other].kind) for one, other in pairs if mine[one].kind != theirs[other].kind]
        scores["objective kinds"] = Score(len(pairs) - len(mistaken), len(mistaken), len(mistaken))
        for item, kind in mistaken:
            yield Difference(doc_id, "objective kind wrong", f"{item.words} = {item.kind}, not {kind or 'empty'}")


def _written(pairs: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    """For each key one of its spellings, the same whatever the order."""
    written: dict[Key, str] = {}
    for key, words in pairs:
        written[key] = min(words, written.get(key, words))
    return written


def _differences(doc_id: str, what: str, counts: Counter[Key], written: Mapping[Key, str]) -> Iterator[Difference]:
    lines = sorted((written[key], count) for key, count in counts.items())
    yield from (Difference(doc_id, what, words, count) for words, count in lines)
