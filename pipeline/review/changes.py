"""The review as a value: every change with its cause, its words and how sure it is; renderers need nothing else.

It goes to `extracted/review/diff.json` and comes back from there, so that a review can be shown again later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from pipeline.errors import WorkspaceError
from pipeline.review.head import REVIEW_VERSION, TableSummary

State = Literal["removed", "edited", "changed", "added", "stale"]
"""What happened to a row, the gravest first.

`edited` is a removed and an added row of one document that are probably one: the same place or similar words. `stale`
rows stay accepted and need no decision: their document could not be read this time.
"""
STATES: tuple[State, ...] = ("removed", "edited", "changed", "added", "stale")

CauseKind = Literal["source", "sidecar", "configuration", "code", "model", "reviewer", "unknown"]
Certainty = Literal["model", "pattern", "definition", "registry", "reviewer"]
"""How a row was found, the least certain first."""
CERTAINTIES: tuple[Certainty, ...] = ("model", "pattern", "definition", "registry", "reviewer")
Decision = Literal["accept", "reject", "edit"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that moved since the row was accepted and that the row can have changed by.

    Attributes:
        detail: which file, version or correction, in words; may be empty.
        document: the other document whose change this is, where it is not the row's own; else empty.
    """

    kind: CauseKind
    detail: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A column that changed; an empty string is no value."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a row was read from, with what stands around them in the sentence.

    Attributes:
        page: counted from 1; empty where the format has no pages.
        char_start, char_end: characters into the document's text as it is now (`after`) or was accepted (`before`).
    """

    doc_id: str
    before: str
    words: str
    after: str
    page: str = ""
    char_start: int = 0
    char_end: int = 0


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that needs a look.

    Attributes:
        key: the row's key now; that of the accepted row where it is removed or stale.
        before_key: the key of the accepted row; empty for an added one.
        doc_id: the row's document; empty for an organisation.
        certainty: how it was found; None for a document.
        causes: what it changed by; more than one where several things moved and the row does not tell which.
        fields: the columns that differ, where there is a row on both sides.
        before, after: the whole rows, evidence too; None on the side where there is none.
        quote, quote_before: the words now, and those that the accepted row was read from.
        decisions: what a reviewer can say to it.
    """

    table: str
    key: str
    before_key: str
    state: State
    doc_id: str
    certainty: Certainty | None
    causes: tuple[Cause, ...]
    fields: tuple[FieldValue, ...]
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None
    quote: Quote | None
    quote_before: Quote | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document of this run, or an accepted one that is gone.

    Attributes:
        status: as in the table; "gone" where the file is no longer in raw/.
        changes: number of its rows that need a look.
    """

    doc_id: str
    title: str
    language: str
    status: str
    message: str
    translation_of: str
    changes: int


@dataclass(frozen=True, slots=True)
class CorrectionState:
    """A correction of corrections.yml in this run.

    Attributes:
        problem: why it was not applied; empty where it was.
    """

    action: str
    key: str
    reason: str
    by: str
    on: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to review.

    Attributes:
        run: the id of the run that it shows (`id` in run.json).
        accepted: what the accepted tables were when it was made; empty where nothing was accepted yet.
        changes: the gravest first, within them the least certain first, then by document and place; without the rows of
            new documents where these are very many.
    """

    run: str
    accepted: str
    tables: tuple[TableSummary, ...]
    documents: tuple[DocumentSummary, ...]
    changes: tuple[RowChange, ...]
    corrections: tuple[CorrectionState, ...] = ()
    schema_version: Literal[1] = REVIEW_VERSION

    @property
    def pending(self) -> tuple[RowChange, ...]:
        """The changes that need a decision."""
        return tuple(change for change in self.changes if change.state != "stale")

    @property
    def unlisted(self) -> int:
        """The number of rows of new documents that are counted in `tables` and are not in `changes`."""
        return sum(table.added for table in self.tables) - sum(change.state == "added" for change in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to review."""
        return all(table.is_same for table in self.tables)


_FIRST = ("schema_version", "run", "accepted", "tables")


@cache
def _adapter() -> "TypeAdapter[Review]":
    # Built on first use: a run with nothing to do only reads heads.
    return TypeAdapter(Review)


def review_json(review: Review) -> bytes:
    """A review as `diff.json` holds it: one line for the head, one for each document, correction and change."""
    data = {name: getattr(review, name) for name in review.__slots__}
    head = to_json({name: data.pop(name) for name in _FIRST})
    lines = [b"%b," % head.removesuffix(b"}")]
    for name, items in data.items():
        rows = b",\n".join(b"  %b" % to_json(item) for item in items)
        lines.append(b' "%b": [\n%b\n ],' % (name.encode(), rows) if items else b' "%b": [],' % name.encode())
    return b"\n".join(lines).removesuffix(b",") + b"\n}\n"


def load_review(path: Path) -> Review:
    """Reads a `diff.json` back.

    Raises:
        WorkspaceError: there is no such file, or it is not a review of this version.
    """
    try:
        return _adapter().validate_json(path.read_bytes())
    except FileNotFoundError:
        raise WorkspaceError(f"{path}: there is no such file; run `oboegaki ingest`") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise WorkspaceError(f"{path}: is not a review that can be shown ({where}: {first['msg']})") from None
