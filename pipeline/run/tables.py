"""The tables and texts of a run, put together from what the store has of each document."""

import csv
import io
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Configuration, OrganisationEntry
from pipeline.fetch.state import gone, with_gone
from pipeline.files import sha256, written_atomically
from pipeline.records import Failure, RawDocument
from pipeline.resolve.resolution import Resolution, resolve
from pipeline.resolve.rows import Mentions, organisation_rows, table_of_documents
from pipeline.resolve.summary import Summary
from pipeline.run.known import ROW_TABLES, Known, Stored
from pipeline.run.store import Store
from pipeline.schema import TABLES, DocumentRow, MentionRow, Row, Table
from pipeline.tables import csv_bytes, datapackage_bytes, parquet_bytes
from pipeline.tables.correcting import Applied, correct_tables
from pipeline.tables.corrections import Correction
from pipeline.tables.files import csv_head, csv_lines, parquet_of_csv, parse_csv
from pipeline.tables.reading import typed_rows
from pipeline.workspace import Workspace

Lines = Mapping[str, bytes]
"""The lines of one document in each table of rows."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote.

    Attributes:
        statuses: number of documents by status.
        rows: number of rows by table.
        files: the SHA-256 of each file by its path below `extracted/`.
        corrections: what became of each correction.
    """

    statuses: Mapping[str, int]
    rows: Mapping[str, int]
    files: Mapping[str, str]
    corrections: Sequence[Applied]


def write_tables(
    workspace: Workspace,
    raws: Sequence[RawDocument],
    failures: Mapping[str, Failure],
    configuration: Configuration,
    corrections: Sequence[Correction],
    store: Store,
    stored: Stored,
) -> Written:
    """Makes the tables and texts of all documents and writes those that changed.

    Args:
        raws: the documents.
        failures: of those that have no text, by doc_id.
        stored: what `load_stored` gave, maybe before documents were done again.
    """
    doc_ids = [raw.doc_id for raw in raws if raw.doc_id not in failures]
    known = Known(store, doc_ids, configuration, stored)
    summaries = known.summaries()
    resolution = resolve(summaries, known.documents, known.findings, configuration, known.memo)
    known.keep_memo()
    documents = table_of_documents(raws, summaries, failures, resolution.translations)
    lines: dict[str, Lines] = dict(known.lines(summaries, resolution))

    touched = _touched(corrections, resolution, summaries)
    rows = {table.name: [row for key in sorted(touched) for row in _rows(table, lines[key])] for table in ROW_TABLES}
    mentions = list(_mentions({key: item for key, item in summaries.items() if key not in touched}, resolution))
    registered = {entry.id: entry for entry in configuration.organisations}
    corrected, applied = correct_tables(
        {**rows, "documents": documents},
        corrections,
        known.documents,
        organisations={organisation_id for organisation_id, *_ in mentions},
        registered=registered.keys(),
    )
    lines |= _lines(corrected, touched)
    writer = _Writer(workspace, store)
    with ThreadPoolExecutor(1) as beside:  # pyarrow needs the interpreter for hardly anything
        for table in ROW_TABLES:
            parts = _in_order({key: item[table.name] for key, item in lines.items()})
            writer.write(f"{table.name}.csv", [csv_head(table), *parts])
        parquets = {table: beside.submit(_write_parquet, workspace.extracted, table) for table in ROW_TABLES}
        whole = _whole(workspace, corrected, mentions, registered)
        for table in (table for table in TABLES if table.name in whole):
            writer.write(f"{table.name}.csv", [csv_bytes(table, whole[table.name])])
            writer.write(f"{table.name}.parquet", [parquet_bytes(table, whole[table.name])])
        for table, parquet in parquets.items():
            parquet.result()
            writer.remember(f"{table.name}.parquet")
    writer.write("datapackage.json", [datapackage_bytes()])
    for doc_id, item in summaries.items():
        writer.write_text(doc_id, item.text_sha256, known)
    writer.remove_other_texts()
    store.keep_digests()
    statuses = Counter(row.status for row in whole["documents"] if isinstance(row, DocumentRow))
    numbers = {name: len(rows_of_table) for name, rows_of_table in whole.items()}
    numbers |= _numbers({key: item for key, item in summaries.items() if key not in touched}, corrected)
    return Written(
        dict(sorted(statuses.items())), {table.name: numbers[table.name] for table in TABLES}, writer.digests, applied
    )


def _touched(corrections: Sequence[Correction], resolution: Resolution, summaries: Mapping[str, Summary]) -> set[str]:
    """The documents whose rows corrections can change: their own, those they point to, and their other versions."""
    keys = [item.key for item in corrections]
    keys += [cell for item in corrections for cell in map(str, item.value.values()) if "#" in cell]
    found = {key.rpartition("#")[0] for key in keys}
    for item in resolution.translations:
        if found & {item.original, item.translation}:
            found |= {item.original, item.translation}
    return found & summaries.keys()


def _rows(table: Table, lines: Lines) -> list[Row]:
    """The rows of a document from its lines."""
    path = Path(f"{table.name}.csv")
    text = (csv_head(table) + lines[table.name]).decode("utf-8")
    return typed_rows(table, parse_csv(table, io.StringIO(text, ""), path), path)


def _lines(rows: Mapping[str, Iterable[Row]], documents: Iterable[str]) -> dict[str, Lines]:
    """The lines of some documents from the rows of all of them."""
    by_document: dict[str, dict[str, list[Row]]] = {key: {table.name: [] for table in ROW_TABLES} for key in documents}
    for table in ROW_TABLES:
        for row in rows[table.name]:
            by_document[row.doc_id][table.name].append(row)  # type: ignore[union-attr]
    return {
        key: {table.name: csv_lines(table, of_document[table.name]) for table in ROW_TABLES}
        for key, of_document in by_document.items()
    }


def _whole(
    workspace: Workspace,
    corrected: Mapping[str, Sequence[Row]],
    mentions: Sequence[Mentions],
    registered: Mapping[str, OrganisationEntry],
) -> dict[str, Sequence[Row]]:
    """The tables whose rows are of all documents together, from corrected rows and the mentions of other documents."""
    of_corrected = (row for row in corrected["organisation_mentions"] if isinstance(row, MentionRow))
    all_mentions = [*mentions, *((row.organisation_id, row.doc_id, row.text, 1) for row in of_corrected)]
    return {
        "documents": with_gone(corrected["documents"], gone(workspace)),
        "organisations": organisation_rows(all_mentions, registered),
    }


def _write_parquet(folder: Path, table: Table) -> None:
    with written_atomically(folder / f"{table.name}.parquet") as handle:
        parquet_of_csv(table, folder / f"{table.name}.csv", handle)


def _mentions(summaries: Mapping[str, Summary], resolution: Resolution) -> Iterator[Mentions]:
    for doc_id, item in summaries.items():
        for name, number in item.names.mentions.items():
            yield resolution.links.ids[doc_id, name], doc_id, name, number


def _numbers(summaries: Mapping[str, Summary], corrected: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """The number of rows: of documents as they are, and of those that corrections touched."""
    numbers = {table.name: len(corrected[table.name]) for table in ROW_TABLES}
    for item in summaries.values():
        numbers["organisation_mentions"] += sum(item.names.mentions.values())
        numbers["dates"] += item.dates
        numbers["objectives"] += len(item.objectives)
    return numbers


def _in_order(lines: Mapping[str, bytes]) -> list[bytes]:
    """The lines of all documents sorted by key, which begins with the doc_id and a #."""
    ordered = sorted(lines, key=lambda doc_id: f"{doc_id}#")
    if not any("#" in doc_id for doc_id in ordered):
        return [lines[doc_id] for doc_id in ordered]
    # The keys of `a` and of `a#b` may stand among one another.
    cells = [row for doc_id in ordered for row in csv.reader(io.StringIO(lines[doc_id].decode("utf-8"), ""))]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(sorted(cells))
    return [out.getvalue().encode("utf-8")]


class _Writer:
    """Writes below `extracted/` what is not there already.

    Attributes:
        digests: the SHA-256 of each file by its path there.
    """

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._folder, self._store = workspace.extracted, store
        self.digests: dict[str, str] = {}

    def write(self, name: str, parts: Sequence[bytes]) -> None:
        """Writes a file of so many parts."""
        digest = sha256(*parts)
        self.digests[name] = digest
        if self._is_there(name, digest):
            return
        with written_atomically(self._folder / name) as handle:
            handle.writelines(parts)
        self.remember(name)

    def write_text(self, doc_id: str, digest: str, known: Known) -> None:
        """Writes the text of a document."""
        name = f"text/{doc_id}.txt"
        if self._is_there(name, digest):
            self.digests[name] = digest
        else:
            self.write(name, [known.documents[doc_id].text.encode("utf-8")])

    def remove_other_texts(self) -> None:
        """Removes the texts of documents that are there no more."""
        above = len(str(self._folder)) + 1
        for where, _, names in os.walk(self._folder / "text"):
            for name in names:
                # macOS may give a name back with its marks taken apart.
                path = unicodedata.normalize("NFC", f"{where[above:]}/{name}".replace(os.sep, "/"))
                if name.endswith(".txt") and path not in self.digests:
                    Path(where, name).unlink()

    def remember(self, name: str) -> None:
        """Takes up a file that was written."""
        path = self._folder / name
        self.digests[name] = self._store.digest(path, path.stat())

    def _is_there(self, name: str, digest: str) -> bool:
        path = f"{self._folder}/{name}"
        try:
            return self._store.digest(path, os.stat(path)) == digest
        except OSError:
            return False
