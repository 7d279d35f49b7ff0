"""The rows of a run's tables that are scored, by document."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import WorkspaceError


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """A row of `organisation_mentions.csv`."""

    text: str
    organisation_id: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A row of `dates.csv`; `value` is the first and the last day in ISO 8601."""

    text: str
    value: tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class FoundObjective:
    """A row of `objectives.csv`."""

    words: str
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class FoundRows:
    """All rows of one document."""

    organisations: list[FoundOrganisation] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    objectives: list[FoundObjective] = field(default_factory=list)


def read_rows(extracted: Path) -> dict[str, FoundRows]:
    """Reads the three scored tables of a folder; gives their rows by `doc_id`.

    Raises:
        WorkspaceError: a table or one of its columns is not there, or a row does not fit its header.
    """
    found: dict[str, FoundRows] = {}
    for row in _read(extracted / "organisation_mentions.csv", ("doc_id", "text", "organisation_id")):
        mention = FoundOrganisation(row["text"], row["organisation_id"])
        found.setdefault(row["doc_id"], FoundRows()).organisations.append(mention)
    for row in _read(extracted / "dates.csv", ("doc_id", "text", "start", "end")):
        value = row["start"][: len("2025-06-19")], row["end"][: len("2025-06-19")]
        found.setdefault(row["doc_id"], FoundRows()).dates.append(FoundDate(row["text"], value))
    for row in _read(extracted / "objectives.csv", ("doc_id", "form", "kind", "heading", "text")):
        words = " ".join(part for part in (row["heading"], row["text"]) if part)
        objective = FoundObjective(words, row["kind"], row["form"])
        found.setdefault(row["doc_id"], FoundRows()).objectives.append(objective)
    return found


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    if not path.is_file():
        raise WorkspaceError(f"{path}: the table is not there; run `oboegaki ingest` first")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.reader(handle, strict=True)
        try:
            header = next(reader, [])
            absent = [column for column in columns if column not in header]
            if absent:
                raise WorkspaceError(f"{path}: the table has no column {', '.join(absent)}")
            for cells in reader:
                if len(cells) != len(header):
                    raise WorkspaceError(
                        f"{path}:{reader.line_num}: {len(cells)} cells in a table of {len(header)} columns"
                    )
                yield dict(zip(header, cells, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            raise WorkspaceError(f"{path}:{reader.line_num}: the table cannot be read: {error}") from error
