"""What the fetcher remembers between runs: addresses, validators, what is gone. `raw/.fetch.sqlite`.

It is kept beside the documents and not in `extracted/`, which may be thrown away. What is lost with it can be asked for
again: documents are known again by the `url` in their sidecars.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.errors import WorkspaceError
from pipeline.schema import DocumentRow, Row
from pipeline.workspace import Workspace

STATE = ".fetch.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, started TEXT, finished TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    source TEXT, url TEXT, etag TEXT, last_modified TEXT, content TEXT, PRIMARY KEY (source, url)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    doc_id TEXT PRIMARY KEY, source TEXT, url TEXT, name TEXT, sha256 TEXT, etag TEXT, last_modified TEXT,
    checked_at TEXT, gone_status INTEGER, gone_since TEXT, release_page TEXT, written TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS addresses (url TEXT PRIMARY KEY, doc_id TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a source gave.

    Attributes:
        url: where it is asked for; that of the folder kind is the path in the folder.
        name: of the file in `raw/<source>/`; empty until it was written once.
        sha256: of the bytes that were last received; empty until all of them and the sidecar are written.
        etag, last_modified: the validators that came with them; those of the folder kind are size and time.
        checked_at: when the source was last asked for it, ISO 8601 in UTC.
        gone_status, gone_since: the HTTP status with which the source said that it has it no more, and since when.
        release_page: the doc_id of the page that links to it, if it came with one.
        written: what was written into the sidecar of keys that people may edit.
    """

    doc_id: str
    source: str
    url: str
    name: str = ""
    sha256: str = ""
    etag: str | None = None
    last_modified: str | None = None
    checked_at: str = ""
    gone_status: int | None = None
    gone_since: str | None = None
    release_page: str | None = None
    written: str = "{}"

    @property
    def written_values(self) -> dict[str, Any]:
        """`written` as a mapping."""
        values: dict[str, Any] = json.loads(self.written)
        return values


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that its source has no more: the HTTP status that said so (404 or 410), and the day, ISO 8601."""

    status: int
    since: str


@dataclass(frozen=True, slots=True)
class Page:
    """An index page or robots.txt as it was last received: its validators, and what was read from it."""

    etag: str | None
    last_modified: str | None
    content: str


_COLUMNS = ", ".join(item.name for item in fields(Document))
_PLACES = ", ".join("?" for _ in fields(Document))


def gone(workspace: Workspace) -> dict[str, Gone]:
    """The documents that their sources no longer have, by doc_id; nothing where nothing was ever fetched."""
    path = workspace.raw / STATE
    if not path.exists():
        return {}
    try:
        with State.open(path) as state:
            return state.gone()
    except WorkspaceError:
        return {}  # the next fetch makes it anew, and says so


def with_gone(rows: Sequence[Row], missing: Mapping[str, Gone]) -> list[DocumentRow]:
    """The rows of `documents`, those that their sources no longer have with a message that says so."""
    return [_with_gone(row, missing.get(row.doc_id)) for row in rows if isinstance(row, DocumentRow)]


def _with_gone(row: DocumentRow, item: Gone | None) -> DocumentRow:
    if item is None:
        return row
    said = f"gone at source since {item.since} (HTTP {item.status})"
    return replace(row, message=f"{row.message}; {said}" if row.message else said)


class State:
    """The state of one workspace; each change is a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["State"]:
        """Opens the state, made anew where there is none.

        Raises:
            WorkspaceError: the file is damaged or of another version.
        """
        try:
            connection = sqlite3.connect(path, timeout=30)
            with closing(connection):
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version not in (0, _VERSION):
                    raise WorkspaceError(f"{path}: was written by another version of oboegaki; update, or move it away")
                if version == 0:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(_TABLES + f"PRAGMA user_version = {_VERSION};")
                connection.execute("PRAGMA synchronous = NORMAL")
                yield cls(connection)
        except sqlite3.DatabaseError as error:
            raise WorkspaceError(
                f"{path}: cannot be used ({error}); move it away, and the next fetch makes it again from the sidecars"
            ) from None

    def started(self, source: str, now: str, *, not_before: str) -> str:
        """When the run that this one belongs to started: an unfinished one is gone on with unless it is too old."""
        row = self._connection.execute("SELECT started, finished FROM sources WHERE source = ?", (source,)).fetchone()
        if row and row[1] is None and row[0] > not_before:
            return str(row[0])
        self._write("INSERT OR REPLACE INTO sources VALUES (?, ?, NULL)", (source, now))
        return now

    def finish(self, source: str, now: str) -> None:
        """Notes that all of a source was looked at."""
        self._write("UPDATE sources SET finished = ? WHERE source = ?", (now, source))

    def page(self, source: str, url: str) -> Page | None:
        """An index page as it was last received."""
        row = self._connection.execute(
            "SELECT etag, last_modified, content FROM pages WHERE source = ? AND url = ?", (source, url)
        ).fetchone()
        return Page(*row) if row else None

    def save_page(self, source: str, url: str, page: Page) -> None:
        """Keeps an index page."""
        values = (source, url, page.etag, page.last_modified, page.content)
        self._write("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", values)

    def gone(self) -> dict[str, Gone]:
        """The documents that their sources no longer have, by doc_id."""
        rows = self._connection.execute(
            "SELECT doc_id, gone_status, gone_since FROM documents WHERE gone_status IS NOT NULL ORDER BY doc_id"
        )
        return {doc_id: Gone(status, since[:10]) for doc_id, status, since in rows}

    def documents(self, source: str) -> list[Document]:
        """The documents of a source, by doc_id."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM documents WHERE source = ? ORDER BY doc_id",  # noqa: S608 – names of our own fields
            (source,),
        )
        return [Document(*row) for row in rows]

    def document(self, doc_id: str) -> Document | None:
        """A document by its doc_id."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()  # noqa: S608
        return Document(*row) if row else None

    def at(self, url: str) -> Document | None:
        """The document that an address led to."""
        row = self._connection.execute("SELECT doc_id FROM addresses WHERE url = ?", (url,)).fetchone()
        return self.document(row[0]) if row else None

    def with_bytes(self, source: str, digest: str) -> Document | None:
        """A document of a source that has these bytes."""
        row = self._connection.execute(
            "SELECT doc_id FROM documents WHERE source = ? AND sha256 = ? ORDER BY doc_id LIMIT 1", (source, digest)
        ).fetchone()
        return self.document(row[0]) if row else None

    def doc_ids(self, source: str) -> list[str]:
        """The doc_ids of a source that are taken."""
        return [row[0] for row in self._connection.execute("SELECT doc_id FROM documents WHERE source = ?", (source,))]

    def save(self, document: Document, addresses: Iterable[str] = ()) -> None:
        """Writes a document, and the addresses that led to it."""
        values = tuple(getattr(document, item.name) for item in fields(Document))
        with self._connection:
            self._connection.execute(f"INSERT OR REPLACE INTO documents VALUES ({_PLACES})", values)  # noqa: S608
            self._connection.executemany(
                "INSERT OR REPLACE INTO addresses VALUES (?, ?)",
                [(url, document.doc_id) for url in {document.url, *addresses}],
            )

    def touch(self, document: Document, addresses: Iterable[str] = (), **values: Any) -> Document:
        """Writes a document with other values, and gives it."""
        changed = replace(document, **values)
        self.save(changed, addresses)
        return changed

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with self._connection:
            self._connection.execute(statement, values)


def dump(values: Mapping[str, Any]) -> str:
    """Values for `Document.written`."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
