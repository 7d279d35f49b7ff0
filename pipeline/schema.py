"""The tables: a row class each, whose fields are the columns, and what is said about them.

The datapackage, the CSV and Parquet files and the diff are all made from these classes, so a column is named,
typed and described here and nowhere else.
"""

import dataclasses
import types
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pipeline.records import FoundBy, Language, ObjectiveForm, ObjectiveKind, OrganisationKind, Precision, PublishedFrom

Status = Literal[
    "ok",
    "warnings",
    "empty",
    "unreadable_text",
    "needs_ocr",
    "encrypted",
    "too_large",
    "timed_out",
    "crashed",
    "malformed",
    "unsupported",
]
ColumnType = Literal["string", "integer", "boolean", "date", "list"]
Cell = str | int | bool | date | tuple[str, ...] | None

READ: frozenset[Status] = frozenset({"ok", "warnings"})
"""The statuses of documents that gave text; all others have a row in `documents` and nowhere else."""

SCHEMA_VERSION = 1
"""Raised when a column is added, removed or read differently."""


def column(description: str, *, evidence: bool = False) -> Any:
    """A column; `evidence` is shown beside a row and never compared between runs."""
    return field(metadata={"description": description, "evidence": evidence})


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One file in `raw/`, read or not."""

    doc_id: str = column("Path of the file below raw/ without its ending")
    title: str | None = column("Title, from the sidecar or else the text")
    language: Language | None = column("Main language")
    publisher: str | None = column("Who published it")
    published: date | None = column("Day of publication")
    published_from: PublishedFrom | None = column("Where the day of publication was taken from")
    url: str | None = column("Address it came from")
    media_type: str = column("Media type of the file")
    pages: int | None = column("Number of pages, where the format has pages")
    characters: int | None = column("Length of the text in characters", evidence=True)
    status: Status = column("ok, warnings, or why it could not be read")
    message: str | None = column("What the status means for this document, and where to look")
    translation_of: str | None = column("The document that this one is a translation of")
    sha256: str = column("SHA-256 of the file's bytes", evidence=True)
    retrieved_at: str | None = column("When it was received", evidence=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation, under all the names it was found by."""

    organisation_id: str = column("Readable, stable identifier")
    name: str = column("Name to show")
    name_en: str | None = column("English name")
    name_ja: str | None = column("Japanese name")
    aliases: tuple[str, ...] = column("Other names it has in the documents")
    kind: OrganisationKind = column("Sort of body")
    country: str | None = column("ISO 3166-1 alpha-2 code; EU for the European Union, INT for international bodies")
    registered: bool = column("Is it in config/organisations.yml?")
    documents: int = column("Number of documents that name it", evidence=True)
    mentions: int = column("Number of mentions", evidence=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """One place where a document names an organisation."""

    mention_id: str = column("<doc_id>#m<hash of the words>-<nth occurrence>")
    doc_id: str = column("Document")
    organisation_id: str = column("Organisation that is named")
    text: str = column("The name as the document has it")
    page: int | None = column("Page, counted from 1", evidence=True)
    char_start: int = column("First character in extracted/text/<doc_id>.txt, counted from 0", evidence=True)
    char_end: int = column("Character after the last one", evidence=True)
    found_by: FoundBy | Literal["reviewer"] = column(
        "Registry, definition in the document, pattern, model, or the reviewer who added it", evidence=True
    )
    sentence: str = column("The sentence around it", evidence=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One place where a document gives a date."""

    date_id: str = column("<doc_id>#d<hash of the words>-<nth occurrence>")
    doc_id: str = column("Document")
    text: str = column("The date as the document has it")
    start: date = column("First day, ISO 8601")
    end: date = column("Last day, inclusive, ISO 8601")
    precision: Precision = column("How precise the source is")
    edtf: str = column("The same in Extended Date/Time Format, ISO 8601-2")
    relative_to: str | None = column("What a date that needs one was anchored to")
    page: int | None = column("Page, counted from 1", evidence=True)
    char_start: int = column("First character in extracted/text/<doc_id>.txt, counted from 0", evidence=True)
    char_end: int = column("Character after the last one", evidence=True)
    sentence: str = column("The sentence around it", evidence=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRow:
    """One objective, area, commitment or activity that a document states."""

    objective_id: str = column("<doc_id>#o<hash of the words>-<nth occurrence>")
    doc_id: str = column("Document")
    ordinal: int = column("Place in the document, counted from 1", evidence=True)
    form: ObjectiveForm = column("Item of an enumeration (listed) or a sentence of its own (stated)")
    kind: ObjectiveKind = column("Goal, area of co-operation, promised action, or what a body does")
    heading: str | None = column("Heading of the item")
    text: str = column("The objective as the document has it")
    themes: tuple[str, ...] = column("Themes of config/themes.yml")
    organisations: tuple[str, ...] = column("Whose objective it is, where the words say so")
    counterpart_id: str | None = column("The same objective in the document's translation")
    page: int | None = column("Page, counted from 1", evidence=True)
    char_start: int = column(
        "First character of the text in extracted/text/<doc_id>.txt, counted from 0", evidence=True
    )
    char_end: int = column("Character after the last one", evidence=True)
    lead_in: str | None = column("The words that introduce the enumeration", evidence=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One party of the agreement that a document is about: told from other tables and the text, in exports only."""

    party_id: str = column("<doc_id>#p<nth party>")
    doc_id: str = column("Document")
    organisation_id: str = column("Organisation that is a party")
    name: str = column("Its name")
    char_start: int = column("First character of the sentence in the text, counted from 0", evidence=True)
    char_end: int = column("Character after the last one", evidence=True)
    sentence: str = column("The sentence or title that names the parties", evidence=True)


Row = DocumentRow | OrganisationRow | MentionRow | DateRow | ObjectiveRow | PartyRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is written to files."""

    name: str
    type: ColumnType
    required: bool
    evidence: bool
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the column that is its key, the class of its rows."""

    name: str
    key: str
    row: type[Row]
    description: str
    references: tuple[tuple[str, str], ...] = ()
    """Columns whose values are keys of another table: (column, table)."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their fixed order."""
        return _columns(self.row)  # type: ignore[arg-type]  # the stubs hold a dataclass for unhashable


TABLES: tuple[Table, ...] = (
    Table("documents", "doc_id", DocumentRow, "The files in raw/, read or not", (("translation_of", "documents"),)),
    Table("organisations", "organisation_id", OrganisationRow, "The organisations that are named"),
    Table(
        "organisation_mentions",
        "mention_id",
        MentionRow,
        "Each place where a document names an organisation",
        (("doc_id", "documents"), ("organisation_id", "organisations")),
    ),
    Table("dates", "date_id", DateRow, "Each date in a document", (("doc_id", "documents"),)),
    Table(
        "objectives",
        "objective_id",
        ObjectiveRow,
        "Each objective in a document",
        (("doc_id", "documents"), ("counterpart_id", "objectives")),
    ),
)

ROW_TABLES = tuple(table for table in TABLES if ("doc_id", "documents") in table.references)
"""The tables whose rows are of one document each, with keys that begin with its doc_id."""

PARTIES = Table(
    "parties",
    "party_id",
    PartyRow,
    "Who has agreed with whom: each party of each document",
    (("doc_id", "documents"), ("organisation_id", "organisations")),
)
"""A view and no table of a run: it is made for exports, and has no file of its own."""


@cache
def _columns(row: Any) -> tuple[Column, ...]:
    hints = get_type_hints(row)
    return tuple(_column(item, hints[item.name]) for item in dataclasses.fields(row))


def _column(item: "dataclasses.Field[Any]", hint: Any) -> Column:
    hints = [arg for arg in _members(hint) if arg is not types.NoneType]
    optional = len(hints) < len(_members(hint))
    choices: tuple[str, ...] = tuple(choice for arg in hints if get_origin(arg) is Literal for choice in get_args(arg))
    (hint, *_) = hints
    column_type: ColumnType = "string" if choices else _COLUMN_TYPES[hint]
    meta = item.metadata
    return Column(item.name, column_type, not optional, meta["evidence"], meta["description"], choices)


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


_COLUMN_TYPES: dict[Any, ColumnType] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    date: "date",
    tuple[str, ...]: "list",
}
