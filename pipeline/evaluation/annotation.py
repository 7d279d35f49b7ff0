"""Annotated documents: reading and validating them, and what of them is not in the text."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import ConfigurationError
from pipeline.evaluation.words import organisation_key, squeeze
from pipeline.records import Language, ObjectiveKind

_MOST_PROBLEMS = 5


def _with_a_letter(words: str) -> str:
    if not any(char.isalnum() for char in words):
        raise ValueError("needs at least one letter or digit")
    return words


Words = Annotated[str, AfterValidator(_with_a_letter)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class AnnotatedOrganisation(_Strict):
    """An organisation with every form that its name has in the document."""

    id: Words
    surfaces: tuple[Words, ...] = Field(min_length=1)


class AnnotatedDate(_Strict):
    """One occurrence of a date; `start` and `end` are calendar days, both inclusive."""

    text: Words
    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> "AnnotatedDate":
        if self.start > self.end:
            raise ValueError(f"{self.text!r} starts on {self.start}, after its end on {self.end}")
        return self

    @property
    def value(self) -> tuple[str, str]:
        """The first and the last day, as the tables have them."""
        return self.start.isoformat(), self.end.isoformat()


class OptionalObjective(_Strict):
    """An objective that counts neither for nor against."""

    kind: ObjectiveKind | None = None
    heading: Words | None = None
    text: Words | None = None

    @model_validator(mode="after")
    def _has_words(self) -> "OptionalObjective":
        if self.heading is None and self.text is None:
            raise ValueError("needs a text or a heading")
        return self

    @property
    def words(self) -> str:
        """Heading and text in one."""
        return " ".join(part for part in (self.heading, self.text) if part)


class AnnotatedObjective(OptionalObjective):
    """An objective that is to be found."""

    kind: ObjectiveKind


class AnnotatedObjectives(_Strict):
    """The objectives of a document by form."""

    listed: tuple[AnnotatedObjective, ...]
    stated: tuple[AnnotatedObjective, ...]
    optional: tuple[OptionalObjective, ...] = ()


class AnnotatedDocument(_Strict):
    """What is to be found in a document, and what is left open; `None` where nobody has annotated it."""

    doc_id: Words
    language: Language
    published: date | None = None
    organisations: tuple[AnnotatedOrganisation, ...]
    not_organisations: tuple[Words, ...] = ()
    optional_organisations: tuple[Words, ...] = ()
    dates: tuple[AnnotatedDate, ...] | None = None
    optional_dates: tuple[Words, ...] = ()
    objectives: AnnotatedObjectives | None = None


def read_annotations(folder: Path) -> tuple[AnnotatedDocument, ...]:
    """Reads the annotated documents of a folder and those below it, sorted by file name.

    Raises:
        ConfigurationError: the folder has none, or a file is not of the form; names the file and the place in it.
    """
    # The folder may be a workspace as well, with raw/ and a run's own JSON files in extracted/.
    own = {"raw", "extracted"}
    paths = sorted(path for path in folder.rglob("*.json") if path.relative_to(folder).parts[0] not in own)
    if not paths:
        raise ConfigurationError(folder, "there is no annotated document here: write one <doc_id>.json a document")
    return tuple(_read(path, path.relative_to(folder).as_posix().removesuffix(".json")) for path in paths)


def doubts(document: AnnotatedDocument, text: str) -> Iterator[tuple[str, str]]:
    """Gives what of an annotation cannot be found in the text of the document, as what and words."""
    hay = squeeze(text)
    surfaces = [surface for organisation in document.organisations for surface in organisation.surfaces]
    words = [("organisation", surface) for surface in surfaces]
    words += [("optional organisation", surface) for surface in document.optional_organisations]
    objectives, dates = document.objectives or AnnotatedObjectives(listed=(), stated=()), document.dates or ()
    for form, items in (
        ("listed", objectives.listed),
        ("stated", objectives.stated),
        ("optional", objectives.optional),
    ):
        words += [(f"{form} objective", part) for item in items for part in (item.heading, item.text) if part]
    yield from ((f"{what} not in the text", part) for what, part in words if squeeze(part) not in hay)
    written = {squeeze(mention.text): mention.text for mention in reversed(dates)}
    for key, count in Counter(squeeze(mention.text) for mention in dates).items():
        if key not in hay:
            yield "date not in the text", written[key]
        elif hay.count(key) < count:
            yield "date annotated more often than it is in the text", written[key]
    owners: dict[str, set[str]] = {}
    for organisation in document.organisations:
        for surface in organisation.surfaces:
            owners.setdefault(organisation_key(surface), set()).add(organisation.id)
    for surface in surfaces:
        if len(owners.pop(organisation_key(surface), ())) > 1:
            yield "organisation with two ids", surface


def _read(path: Path, doc_id: str) -> AnnotatedDocument:
    try:
        content = path.read_text(encoding="utf-8-sig")
        json.loads(content, object_pairs_hook=_unique)
        document = AnnotatedDocument.model_validate_json(content)
    except ValidationError as error:
        raise ConfigurationError(path, _explained(error)) from error
    except json.JSONDecodeError as error:
        raise ConfigurationError(path, f"this is no JSON: {error.msg}", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(path, f"this cannot be read: {error}") from error
    if document.doc_id != doc_id:
        raise ConfigurationError(path, f"its doc_id is {document.doc_id!r}, but the file is named for {doc_id!r}")
    return document


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuses a key that comes twice, of which the standard reader would keep the last without a word."""
    for key, count in Counter(key for key, _ in pairs).items():
        if count > 1:
            raise ValueError(f"the key {key!r} comes {count} times in one object")
    return dict(pairs)


def _explained(error: ValidationError) -> str:
    problems = [f"{'.'.join(map(str, problem['loc'])) or 'document'}: {problem['msg']}" for problem in error.errors()]
    more = [f"and {len(problems) - _MOST_PROBLEMS} more"] if len(problems) > _MOST_PROBLEMS else []
    return "; ".join(problems[:_MOST_PROBLEMS] + more)
