"""The records at every seam of the pipeline: frozen, typed, and free of imports of our own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Language = Literal["en", "ja"]
BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "caption", "footnote", "header_footer"]
FoundBy = Literal["registry", "definition", "pattern", "model"]
OrganisationKind = Literal[
    "ministry", "agency", "company", "university", "institute", "association", "international", "committee", "other"
]
Precision = Literal["day", "month", "quarter", "season", "half", "year", "fiscal_year", "decade", "range"]
ObjectiveForm = Literal["listed", "stated"]
ObjectiveKind = Literal["objective", "area", "commitment", "activity"]
EntityKind = Literal["organisation", "person", "place", "facility", "product", "event", "other"]
PublishedFrom = Literal["sidecar", "metadata", "dateline", "file name"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is known of a document from outside its text (`<name>.yml` beside the file)."""

    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    language: Language | None = None
    retrieved_at: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file in `raw/` as it was received.

    Attributes:
        doc_id: the path below `raw/` without its ending.
        sha256: of the file's bytes, in hexadecimal.
    """

    doc_id: str
    path: Path | str
    media_type: str
    sha256: str
    sidecar: Sidecar = Sidecar()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item … of a document.

    Attributes:
        start, end: characters into `TextDocument.text`; the marker of a list item lies before `start`.
        page: counted from 1; None where the format has no pages.
        box: left, top, right, bottom on the page, in points.
        level: depth of a heading (1 is the highest) or of a nested list item (0 is the outermost).
        marker: "•", "1.", "(a)", "①" …, as written; empty where there is none.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    level: int = 0
    marker: str = ""
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document as people read it: reading order, wraps joined, characters normalised.

    Attributes:
        text: what `extracted/text/<doc_id>.txt` holds; every offset in the tables points into it.
        blocks: in reading order, not overlapping.
        pages: number of pages; None where the format has none.
        repairs: what the reader mended, in words, for `documents.message`.
        warnings: what a person should look at, in words; with them the document's status is `warnings`.
    """

    doc_id: str
    language: Language
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    pages: int | None = None
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document gave no text: a status of `pipeline.schema.Status` and a message for people."""

    status: str
    message: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that a model named, with the kind of thing that settings.yml maps its label to."""

    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A name of an organisation in a text; `start`, `end` are characters into `TextDocument.text`."""

    start: int
    end: int
    text: str
    found_by: FoundBy


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, as an interval of calendar days that is as wide as the source is imprecise.

    Attributes:
        start, end: characters into `TextDocument.text`.
        first, last: calendar days, both inclusive.
        edtf: the same in Extended Date/Time Format (ISO 8601-2).
        relative_to: what a value that the words alone do not give was anchored to; None for an absolute date.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    precision: Precision
    edtf: str
    relative_to: str | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """What an agreement, programme or body is for, or commits itself to do.

    Attributes:
        start, end: characters into `TextDocument.text` of `text` (the heading lies before).
        ordinal: place in the document, counted from 1.
        lead_in: the sentence or heading that says what the enumeration lists; empty for a stated objective.
    """

    start: int
    end: int
    text: str
    form: ObjectiveForm
    kind: ObjectiveKind
    ordinal: int
    heading: str = ""
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a finder saw and could not decide; it becomes a warning in `documents.message`."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Definition:
    """Two names that a document itself says are one organisation's: `Japan Space Forum (JSF)`."""

    name: str
    alias: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document, each in the order of the text."""

    organisations: tuple[OrganisationMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    objectives: tuple[Objective, ...] = ()
    definitions: tuple[Definition, ...] = ()
    doubts: tuple[Doubt, ...] = ()
