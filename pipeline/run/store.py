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
from pipeline.files import file_sha256, sha256

_VERSION = 1
FileHash = tuple[Path, int, int, str]
"""A file, its size in bytes, the time of its last change in nanoseconds, and its SHA-256."""

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS configuration (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memo (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
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
        self._files: dict[bytes, tuple[int, int, str]] | None = None
        self._read: list[FileHash] = []

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

    def digest(self, path: Path | str, status: os.stat_result) -> str:
        """The SHA-256 of a file, read only if its size or time of change is another than when it was last known.

        Raises:
            OSError: the file cannot be read.
        """
        if self._files is None:
            rows = self._connection.execute("SELECT path, size, mtime_ns, sha256 FROM files")
            self._files = {path: (size, changed, digest) for path, size, changed, digest in rows}
        now = status.st_size, status.st_mtime_ns
        size, changed, digest = self._files.get(os.fsencode(path), (None, None, ""))
        if (size, changed) == now:
            return digest
        digest = file_sha256(Path(path))
        self._files[os.fsencode(path)] = (*now, digest)
        self._read.append((Path(path), *now, digest))
        return digest

    def keep_digests(self) -> None:
        """Keeps what `digest` had to read files for."""
        if self._read:
            self.remember_files(self._read)
            self._read.clear()

    def remember_files(self, files: Iterable[FileHash]) -> None:
        """Keeps the hashes of files."""
        self._files = None
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

    def having(self, name: str) -> set[str]:
        """The documents that have a stage; all have the first, `read`."""
        return {doc_id for (doc_id,) in self._connection.execute("SELECT doc_id FROM stages WHERE stage = ?", (name,))}

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

    def payloads(self, name: str) -> dict[str, tuple[str, bytes]]:
        """One stage of all documents that have it: what it was made from, and its outcome."""
        rows = self._connection.execute("SELECT doc_id, fingerprint, payload FROM stages WHERE stage = ?", (name,))
        return {doc_id: (fingerprint, payload) for doc_id, fingerprint, payload in rows}

    def add(self, stages: Iterable[tuple[str, str, Stage]]) -> None:
        """Writes stages of documents (doc_id, name, stage) beside the others; `save` drops them, for they stand on these."""
        rows = ((doc_id, name, stage.fingerprint, stage.digest, stage.payload) for doc_id, name, stage in stages)
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?, ?)", rows)

    def memo(self, fingerprint: str) -> bytes | None:
        """What was made of several documents, where it was made from what has this fingerprint."""
        row = self._connection.execute("SELECT payload FROM memo WHERE fingerprint = ?", (fingerprint,)).fetchone()
        return row[0] if row else None

    def keep_memo(self, values: Mapping[str, bytes]) -> None:
        """Keeps such values by their fingerprints, and no others."""
        known = {fingerprint for (fingerprint,) in self._connection.execute("SELECT fingerprint FROM memo")}
        with self._connection:
            self._connection.executemany(
                "DELETE FROM memo WHERE fingerprint = ?", [(key,) for key in known - values.keys()]
            )
            new = [(key, value) for key, value in values.items() if key not in known]
            self._connection.executemany("INSERT INTO memo VALUES (?, ?)", new)

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
        gone = self.having("read") - doc_ids
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
