"""The store: what was found in each document, stage by stage, so that nothing is done twice.

One SQLite file; each document is written in one transaction, so a run that is killed keeps the documents that it
had finished.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.files import sha256

_VERSION = 1
FileHash = tuple[Path, int, int, str]
"""A file, its size in bytes, the time of its last change in nanoseconds, and its SHA-256."""

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS configuration (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stages (
    doc_id TEXT, stage TEXT, fingerprint TEXT, digest TEXT, payload BLOB, PRIMARY KEY (doc_id, stage)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """The outcome of one stage for one document, and what it was made from."""

    fingerprint: str
    payload: bytes

    @property
    def digest(self) -> str:
        """What the stages that stand on this one are made from."""
        return sha256(self.payload)


class Store:
    """The store of one workspace."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["Store"]:
        """Opens the store, made anew where there is none or it is of another version or damaged.

        Raises:
            WorkspaceError: the file cannot be opened for writing.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connect(path)
        except sqlite3.DatabaseError:
            # Only a cache: whatever it held can be found again from raw/.
            for stale in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                stale.unlink(missing_ok=True)
            try:
                connection = _connect(path)
            except sqlite3.Error as error:
                raise WorkspaceError(f"{path}: cannot be opened: {error}") from None
        with closing(connection):
            yield cls(connection)

    def file_sha256(self, path: Path, size: int, mtime_ns: int) -> str | None:
        """The hash that a file had when it last had this size and time of change."""
        row = self._connection.execute(
            "SELECT sha256 FROM files WHERE path = ? AND size = ? AND mtime_ns = ?", (os.fsencode(path), size, mtime_ns)
        ).fetchone()
        return row[0] if row else None

    def remember_files(self, files: Iterable[FileHash]) -> None:
        """Keeps the hashes of files."""
        with self._connection:
            # The bytes of the path: a name need not be UTF-8.
            rows = ((os.fsencode(path), *rest) for path, *rest in files)
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

    def configuration(self, fingerprint: str) -> bytes | None:
        """The configuration that was made from files and code of this fingerprint."""
        row = self._connection.execute(
            "SELECT payload FROM configuration WHERE fingerprint = ?", (fingerprint,)
        ).fetchone()
        return row[0] if row else None

    def keep_configuration(self, fingerprint: str, payload: bytes) -> None:
        """Keeps a configuration, in place of the one before."""
        with self._connection:
            self._connection.execute("DELETE FROM configuration")
            self._connection.execute("INSERT INTO configuration VALUES (?, ?)", (fingerprint, payload))

    def fingerprints(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What each (document, stage) was made from, and the digest of what came out."""
        rows = self._connection.execute("SELECT doc_id, stage, fingerprint, digest FROM stages")
        return {(doc_id, stage): (fingerprint, digest) for doc_id, stage, fingerprint, digest in rows}

    def stages(self, doc_id: str, *names: str) -> dict[str, Stage]:
        """Those of some stages of a document that were done."""
        found = {}
        for name in names:
            row = self._connection.execute(
                "SELECT fingerprint, payload FROM stages WHERE doc_id = ? AND stage = ?", (doc_id, name)
            ).fetchone()
            if row:
                found[name] = Stage(*row)
        return found

    def add(self, doc_id: str, name: str, stage: Stage) -> None:
        """Writes one stage of a document beside the others; `save` drops it, for it stands on them."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?, ?)",
                (doc_id, name, stage.fingerprint, stage.digest, stage.payload),
            )

    def save(self, doc_id: str, stages: Mapping[str, Stage]) -> None:
        """Writes the stages of one document, all or none, in place of those that it had."""
        with self._connection:
            self._connection.execute("DELETE FROM stages WHERE doc_id = ?", (doc_id,))
            self._connection.executemany(
                "INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?, ?)",
                [(doc_id, name, stage.fingerprint, stage.digest, stage.payload) for name, stage in stages.items()],
            )

    def forget_all_but(self, doc_ids: set[str]) -> None:
        """Drops documents that are no longer in `raw/`."""
        gone = {doc_id for doc_id, _ in self.fingerprints()} - doc_ids
        with self._connection:
            self._connection.executemany("DELETE FROM stages WHERE doc_id = ?", [(doc_id,) for doc_id in gone])


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        connection.executescript(_TABLES + f"PRAGMA user_version = {_VERSION};")
    except BaseException:
        connection.close()
        raise
    return connection
