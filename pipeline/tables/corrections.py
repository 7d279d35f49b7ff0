"""`corrections.yml`: what reviewers said against the machine, kept as data and checked.

    corrections:
      - key: a/release-en#d0c366841-1
        action: correct            # or reject; or add, for what was missed
        value: {start: 2026-03-04, end: 2026-03-04, edtf: 2026-03-04}
        expect: {text: 3 March 2026, sentence: …, start: 2026-03-03, end: 2026-03-03, edtf: 2026-03-03}
        reason: the release was amended
        by: Reviewer
        on: 2026-03-09

`expect` says which words the correction is about and what the machine said of them. A correction whose words are gone
or of which the machine says something else is reported and not applied.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from pipeline.errors import ConfigurationError
from pipeline.schema import TABLES, Column, Table
from pipeline.yaml_files import load_yaml

Action = Literal["correct", "reject", "add"]

CORRECTABLE: dict[str, tuple[str, ...]] = {
    "documents": ("translation_of",),
    "organisation_mentions": ("organisation_id",),
    "dates": ("start", "end", "precision", "edtf", "relative_to"),
    "objectives": ("form", "kind", "heading", "themes", "organisations", "counterpart_id"),
}
"""What a correction can change, by table: the words themselves are the document's, and ids follow from them."""
LETTERS = {"m": "organisation_mentions", "d": "dates", "o": "objectives"}
"""The table that the letter in a key stands for."""
ADDED = "r"
"""What stands before the number in the key of a row that a reviewer added: no machine row can have that key."""


def _as_cell(value: object) -> object:
    """YAML's numbers, truths and lists as the cells of a CSV file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, int | float) else value


Cell = Annotated[str, BeforeValidator(_as_cell)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Correction(BaseModel):
    """One entry of the file.

    Attributes:
        value: the columns that are to say something else, or the cells of a row to add.
        expect: what the row must say for the correction to hold; `text` and `sentence` (of an objective: `lead_in`)
            find it again where it moved within its document.
        occurrence: which of several rows with the same words in the same sentence, counted from 1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: _Text
    action: Action
    value: Mapping[str, Cell] = {}
    expect: Mapping[str, Cell] = {}
    occurrence: Annotated[int, Field(ge=1)] = 1
    reason: _Text
    by: str = ""
    on: date | None = None

    @property
    def table(self) -> Table:
        """The table that the key belongs to."""
        return table_of(self.key)

    @model_validator(mode="after")
    def _fits(self) -> "Correction":
        name = self.table.name
        if (self.action == "reject") == bool(self.value):
            raise ValueError("a rejection has no `value`, and everything else has one")
        if name == "organisations" or (name == "documents" and self.action != "correct"):
            raise ValueError(f"{self.key} is not the key of a mention, a date or an objective")
        for column in self.value:
            if column not in CORRECTABLE[name]:
                raise ValueError(f"{column} of {name} can't be corrected; can be: {', '.join(CORRECTABLE[name])}")
        unknown = set(self.expect) - {column.name for column in self.table.columns}
        if unknown:
            raise ValueError(f"{name} has no column {min(unknown)}")
        if self.action == "add" and not self.expect.get("text"):
            raise ValueError("an addition says in `expect` which `text` of the document it is about")
        return self


class _CorrectionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    corrections: tuple[Correction, ...] = ()


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Reads the corrections of a workspace; none where there is no such file.

    Raises:
        ConfigurationError: the file is not YAML, or says something that can't be used.
    """
    if not path.exists():
        return ()
    found = load_yaml(path, _CorrectionsFile).corrections
    seen: set[tuple[str, str, int]] = set()
    for item in found:
        # A number moves with the text, so two rows can have had one key at different times; never in one sentence.
        identity = (item.key, item.expect.get("sentence", ""), item.occurrence)
        if identity in seen:
            raise ConfigurationError(path, f"two corrections are about {item.key}; make one of them")
        seen.add(identity)
    return found


def table_of(key: str) -> Table:
    """The table of a row's key: `…#d…` is a date; without a `#`, a document's."""
    _, mark, words = key.rpartition("#")
    name = LETTERS.get(words[:1], "organisations") if mark else "documents"
    return next(table for table in TABLES if table.name == name)


def parse_cell(column: Column, cell: str) -> str | int | bool | date | tuple[str, ...] | None:
    """A cell of a CSV file as the value of a row; an empty one is None, or no items of a list.

    Raises:
        ValueError: it can't be such a value; says what can.
    """
    if column.type == "list":
        return tuple(item.strip() for item in cell.split(";") if item.strip())
    if not cell:
        if column.required:
            raise ValueError(f"{column.name} can't be empty")
        return None
    if column.choices and cell not in column.choices:
        raise ValueError(f"{column.name} must be one of {', '.join(column.choices)} (it is {cell!r})")
    try:
        if column.type == "date":
            return date.fromisoformat(cell)
        return int(cell) if column.type == "integer" else cell == "true" if column.type == "boolean" else cell
    except ValueError:
        form = "a day, YYYY-MM-DD" if column.type == "date" else "a number"
        raise ValueError(f"{column.name} must be {form} (it is {cell!r})") from None
