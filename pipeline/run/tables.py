"""The tables and texts of a run, put together from what the store has of each document."""

import io
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Configuration
from pipeline.fetch.state import gone, with_gone
from pipeline.files import sha256, write_parts
from pipeline.records import Failure, RawDocument
from pipeline.resolve.resolution import Resolution, Resolver, themes
from pipeline.resolve.rows import Named, table_of_documents
from pipeline.resolve.summary import Summary
from pipeline.run.known import Known
from pipeline.run.organisations import OrganisationLines
from pipeline.run.row_files import Lines, write_csv, write_parquet
from pipeline.run.store import Store
from pipeline.run.tasks import Versions
from pipeline.schema import ROW_TABLES, TABLES, MentionRow, Row, Table
from pipeline.tables import datapackage_bytes
from pipeline.tables.correcting import Applied, correct_tables
from pipeline.tables.corrections import Correction
from pipeline.tables.files import csv_head, csv_lines, parse_csv
from pipeline.tables.reading import typed_rows
from pipeline.workspace import Workspace

_DOCUMENTS, _ORGANISATIONS = (
    next(table for table in TABLES if table.name == name) for name in ("documents", "organisations")
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote.

    Attributes:
        statuses: number of documents by status.
        rows: number of rows by table.
        files: the SHA-256 of each file by its path below `extracted/`, without the Parquet files.
        corrections: what became of each correction.
    """

    statuses: Mapping[str, int]
    rows: Mapping[str, int]
    files: Mapping[str, str]
    corrections: Sequence[Applied]


class Tables:
    """Makes the tables of documents, of which those that are known early can be added early."""

    def __init__(
        self,
        workspace: Workspace,
        configuration: Configuration,
        corrections: Sequence[Correction],
        store: Store,
        versions: Versions,
    ) -> None:
        self._workspace, self._configuration, self._corrections = workspace, configuration, corrections
        self._store, self._known, self._resolver = store, Known(store, versions), Resolver(configuration)
        self._registered = {entry.id: entry for entry in configuration.organisations}
        self._organisations = OrganisationLines(self._registered, store, versions.summary)
        self._files = _Files(workspace, store)
        self._parquets: dict[str, Future[None]] = {}

    def add(self, doc_ids: Iterable[str]) -> None:
        """Adds those of some documents that are not there yet; all of their stages are done."""
        new = self._known.add(doc_id for doc_id in doc_ids if doc_id not in self._known.summaries)
        self._resolver.add(new)
        for doc_id, item in new.items():
            self._files.write_text(doc_id, item.text_sha256, self._known)

    def prepare(self) -> None:
        """Does ahead, for documents that were added, what hardly one more of them will change."""
        self._known.check_lines(self._resolver.found)
        self._organisations.of(self._resolver.named())

    def write(self, raws: Sequence[RawDocument], failures: Mapping[str, Failure], beside: Executor) -> Written:
        """Makes the tables and texts of all documents and writes those that changed.

        Args:
            raws: the documents.
            failures: of those that have no text, by doc_id; all others were added.
            beside: writes the Parquet files, which needs the interpreter for hardly anything.
        """
        known, summaries, corrections = self._known, self._known.summaries, self._corrections
        resolution = self._resolver.resolve(known.documents, known.findings, known.memo)
        known.keep_memo()
        known.update_lines(resolution, themes(self._configuration))
        documents = table_of_documents(raws, summaries, failures, resolution.translations)

        touched = _touched(corrections, resolution, summaries)
        rows = {
            table.name: [row for key in sorted(touched) for row in _rows(table, key, known)] for table in ROW_TABLES
        }
        named = _named(resolution, summaries, touched)
        corrected, applied = correct_tables(
            {**rows, "documents": documents},
            corrections,
            known.documents,
            organisations=named.keys(),
            registered=self._registered.keys(),
        )
        by_document = _by_document(corrected, touched)
        numbers = {key: _numbers(item) for key, item in summaries.items()}
        numbers |= {key: {name: len(found) for name, found in tables.items()} for key, tables in by_document.items()}
        rows_of = {table: sum(of_tables[table.name] for of_tables in numbers.values()) for table in ROW_TABLES}
        # The largest last: the Parquet files of the others are written meanwhile.
        for table in sorted(ROW_TABLES, key=rows_of.__getitem__):
            name = f"{table.name}.csv"
            lines, load = _lines(table, known, numbers, by_document)
            digest = write_csv(self._workspace.extracted, table, lines, load, self._files.digest(name))
            self._files.take_up(name, digest)
            self._write_parquet(table, beside)
        listed = with_gone(corrected["documents"], gone(self._workspace))
        named = _named_with(corrected["organisation_mentions"], named)
        self._write_whole(_DOCUMENTS, csv_lines(_DOCUMENTS, listed), beside)
        self._write_whole(_ORGANISATIONS, self._organisations.of(named), beside)
        self._organisations.keep()
        self._files.write("datapackage.json", datapackage_bytes())
        self._files.remove_other_texts()
        self._store.keep_digests()
        statuses = Counter(row.status for row in listed)
        rows_of |= {_DOCUMENTS: len(listed), _ORGANISATIONS: len(named)}
        ordered = {table.name: rows_of[table] for table in TABLES}
        return Written(dict(sorted(statuses.items())), ordered, dict(self._files.digests), applied)

    def finish(self) -> Mapping[str, str]:
        """Waits until the Parquet files are there and gives the SHA-256 of every file, as in `Written`."""
        for name, written in self._parquets.items():
            written.result()
            self._files.take_up(name)
        return self._files.digests

    def _write_whole(self, table: Table, lines: bytes, beside: Executor) -> None:
        self._files.write(f"{table.name}.csv", csv_head(table) + lines)
        self._write_parquet(table, beside)

    def _write_parquet(self, table: Table, beside: Executor) -> None:
        digest = self._files.digests[f"{table.name}.csv"]
        done = beside.submit(write_parquet, self._workspace.extracted, table, digest)
        self._parquets[f"{table.name}.parquet"] = done


def _touched(corrections: Sequence[Correction], resolution: Resolution, summaries: Mapping[str, Summary]) -> set[str]:
    """The documents whose rows corrections can change: their own, those they point to, and their other versions."""
    keys = [item.key for item in corrections]
    keys += [cell for item in corrections for cell in map(str, item.value.values()) if "#" in cell]
    found = {key.rpartition("#")[0] for key in keys}
    for item in resolution.translations:
        if found & {item.original, item.translation}:
            found |= {item.original, item.translation}
    return found & summaries.keys()


def _rows(table: Table, doc_id: str, known: Known) -> list[Row]:
    """The rows of a document from its lines."""
    path = Path(f"{table.name}.csv")
    text = (csv_head(table) + known.lines(doc_id, table.name)).decode("utf-8")
    return typed_rows(table, parse_csv(table, io.StringIO(text, ""), path), path)


def _by_document(rows: Mapping[str, Iterable[Row]], documents: Iterable[str]) -> dict[str, dict[str, list[Row]]]:
    """The rows of some documents, by document and table, from the rows of all of them."""
    found: dict[str, dict[str, list[Row]]] = {key: {table.name: [] for table in ROW_TABLES} for key in documents}
    for table in ROW_TABLES:
        for row in rows[table.name]:
            found[row.doc_id][table.name].append(row)  # type: ignore[union-attr]
    return found


def _lines(
    table: Table,
    known: Known,
    numbers: Mapping[str, Mapping[str, int]],
    corrected: Mapping[str, Mapping[str, Sequence[Row]]],
) -> tuple[dict[str, Lines], Callable[[str], bytes]]:
    """The lines of each document that has rows in a table, and how they are got."""
    anew = {doc_id: csv_lines(table, rows[table.name]) for doc_id, rows in corrected.items()}
    digests = known.digests(table.name) | {doc_id: sha256(content) for doc_id, content in anew.items()}
    rows_of = ((doc_id, of_tables[table.name]) for doc_id, of_tables in numbers.items())
    lines = {doc_id: Lines(digests[doc_id], number) for doc_id, number in rows_of if number}
    return lines, lambda doc_id: anew[doc_id] if doc_id in anew else known.lines(doc_id, table.name)


def _named_with(mentions: Iterable[Row], named: Mapping[str, Named]) -> dict[str, Named]:
    """The organisations that documents name: those of corrected mentions, and what other documents name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for row in mentions:
        if isinstance(row, MentionRow):
            counts[row.organisation_id][row.text] += 1
            documents[row.organisation_id].add(row.doc_id)
    return {**named, **{key: _sum(named.get(key, ({}, 0)), (counts[key], len(documents[key]))) for key in counts}}


def _sum(one: Named, other: Named) -> Named:
    return Counter(one[0]) + Counter(other[0]), one[1] + other[1]


def _named(resolution: Resolution, summaries: Mapping[str, Summary], touched: Set[str]) -> dict[str, Named]:
    """The organisations that documents name, without those that corrections touched."""
    documents, counts = Counter(resolution.documents), dict(resolution.links.counts)
    for names in (summaries[doc_id].names for doc_id in touched):
        documents.subtract({resolution.found[body] for body in names.mentioned()})
        for body, numbers in zip(names.bodies, names.mentions, strict=True):
            key = resolution.found[body]
            counts[key] = Counter(counts.get(key, {})) - Counter(dict(zip(body.names, numbers, strict=True)))
    return {key: (counts[key], number) for key, number in documents.items() if number}


def _numbers(item: Summary) -> dict[str, int]:
    """The number of a document's rows in each table of rows."""
    return {"organisation_mentions": item.names.number(), "dates": item.dates, "objectives": len(item.objectives)}


class _Files:
    """Writes below `extracted/` what is not there already.

    Attributes:
        digests: the SHA-256 of each file by its path there.
    """

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._folder, self._store = workspace.extracted, store
        self.digests: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        """Writes a file."""
        before = self.digest(name)
        self.take_up(name, write_parts(self.path(name), [content], unless=before))

    def write_text(self, doc_id: str, digest: str, known: Known) -> None:
        """Writes the text of a document."""
        name = f"text/{doc_id}.txt"
        if self.digest(name) == digest:
            self.digests[name] = digest
        else:
            self.write(name, known.documents[doc_id].text.encode("utf-8"))

    def remove_other_texts(self) -> None:
        """Removes the texts of documents that are there no more."""
        above = len(str(self._folder)) + 1
        for where, _, names in os.walk(self._folder / "text"):
            for name in names:
                # macOS may give a name back with its marks taken apart.
                path = unicodedata.normalize("NFC", f"{where[above:]}/{name}".replace(os.sep, "/"))
                if name.endswith(".txt") and path not in self.digests:
                    Path(where, name).unlink()

    def take_up(self, name: str, digest: str | None = None) -> None:
        """Takes up a file that was written, with its SHA-256 if that is known."""
        path = self.path(name)
        if digest is not None:
            self._store.know_digest(path, path.stat(), digest)
        self.digests[name] = self.digest(name)

    def path(self, name: str) -> Path:
        """Where a file stands."""
        return self._folder / name

    def digest(self, name: str) -> str:
        """The SHA-256 of a file that is there; empty if none is."""
        path = f"{self._folder}/{name}"
        try:
            return self._store.digest(path, os.stat(path))
        except OSError:
            return ""
