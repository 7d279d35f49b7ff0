"""The store: what was found in each document, stage by stage, so that nothing is done twice.

One SQLite file; each document is written in one transaction, so a run that is killed keeps the documents that it
had finished.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.files import file_sha256, sha256
from pipeline.schema import ROW_TABLES

STAGES = ("read", "entities", "find", "summary", *(table.name for table in ROW_TABLES))
"""The stages of a document, in their order; its lines in each table of rows are one each."""
_VERSION = 5
FileHash = tuple[Path, int, int, str]
"""A file, its size in bytes, the time of its last change in nanoseconds, and its SHA-256."""

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS configuration (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sidecars (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listing (digest TEXT PRIMARY KEY, documents TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS organisations (fingerprint TEXT PRIMARY KEY, line BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cuts (sha256 TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memo (fingerprint TEXT PRIMARY KEY, payload BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stages (
    stage TEXT, doc_id TEXT, fingerprint TEXT, digest TEXT, payload BLOB, PRIMARY KEY (stage, doc_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fingerprints ON stages (stage, doc_id, fingerprint, digest);
"""
# The index has what `fingerprints` reads: without it that goes through all outcomes, hundreds of megabytes of them.


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
        self._fingerprints: dict[str, dict[str, tuple[str, str]]] | None = None  # not read yet

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
        size, changed, digest = self._load_files().get(os.fsencode(path), (None, None, ""))
        if (size, changed) == (status.st_size, status.st_mtime_ns):
            return digest
        digest = file_sha256(Path(path))
        self.know_digest(path, status, digest)
        return digest

    def know_digest(self, path: Path | str, status: os.stat_result, digest: str) -> None:
        """Takes up the SHA-256 of a file as `digest` would tell it."""
        self._load_files()[os.fsencode(path)] = (status.st_size, status.st_mtime_ns, digest)
        self._read.append((Path(path), status.st_size, status.st_mtime_ns, digest))

    def _load_files(self) -> dict[bytes, tuple[int, int, str]]:
        if self._files is None:
            rows = self._connection.execute("SELECT path, size, mtime_ns, sha256 FROM files")
            self._files = {path: (size, changed, digest) for path, size, changed, digest in rows}
        return self._files

    def keep_digests(self) -> None:
        """Keeps what `digest` had to read files for, and what it was told."""
        if self._read:
            self.remember_files(self._read)
            self._read.clear()

    def remember_files(self, files: Iterable[FileHash]) -> None:
        """Keeps the hashes of files."""
        # The bytes of the path: a name need not be UTF-8.
        rows = [(os.fsencode(path), size, changed, digest) for path, size, changed, digest in files]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)
        if self._files is not None:
            self._files |= {path: (size, changed, digest) for path, size, changed, digest in rows}

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

    def listed(self, digest: str) -> str | None:
        """What was discovered where the listing of `raw/` had this digest, as `documents_digest` says it."""
        row = self._connection.execute("SELECT documents FROM listing WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def keep_listed(self, digest: str, documents: str) -> None:
        """Keeps what was discovered, in place of what was before."""
        with self._connection:
            self._connection.execute("DELETE FROM listing")
            self._connection.execute("INSERT INTO listing VALUES (?, ?)", (digest, documents))

    def sidecars(self) -> dict[str, bytes]:
        """The sidecars that were read, by what each was made from."""
        return dict(self._connection.execute("SELECT fingerprint, payload FROM sidecars"))

    def keep_sidecars(self, payloads: Mapping[str, bytes]) -> None:
        """Keeps sidecars, in place of those before."""
        with self._connection:
            self._connection.execute("DELETE FROM sidecars")
            self._connection.executemany("INSERT INTO sidecars VALUES (?, ?)", payloads.items())

    def fingerprints(self) -> Mapping[str, Mapping[str, tuple[str, str]]]:
        """What each stage of each document was made from, and the digest of what came out: by stage and doc_id."""
        if self._fingerprints is None:
            wanted = "SELECT doc_id, fingerprint, digest FROM stages WHERE stage = ?"
            self._fingerprints = {
                name: {
                    doc_id: (made_from, digest)
                    for doc_id, made_from, digest in self._connection.execute(wanted, (name,))
                }
                for name in STAGES
            }
        return self._fingerprints

    def stages(self, doc_id: str, *names: str) -> dict[str, Stage]:
        """Those of some stages of a document that were done."""
        found = {}
        for name in names:
            row = self._connection.execute(
                "SELECT fingerprint, payload FROM stages WHERE stage = ? AND doc_id = ?", (name, doc_id)
            ).fetchone()
            if row:
                found[name] = Stage(*row)
        return found

    def payload(self, doc_id: str, name: str) -> bytes:
        """The outcome of one stage of a document, which has to be done."""
        row = self._connection.execute(
            "SELECT payload FROM stages WHERE stage = ? AND doc_id = ?", (name, doc_id)
        ).fetchone()
        found: bytes = row[0]
        return found

    def payloads(self, doc_ids: Iterable[str], name: str) -> dict[str, bytes]:
        """The outcomes of one stage of several documents, in which it has to be done, by doc_id in their order."""
        asked = [*doc_ids]
        wanted = "SELECT doc_id, payload FROM stages WHERE stage = ? AND doc_id IN (SELECT value FROM json_each(?))"
        found = dict(self._connection.execute(wanted, (name, json.dumps(asked))))
        return {doc_id: found[doc_id] for doc_id in asked}

    def add(self, stages: Iterable[tuple[str, str, Stage]]) -> None:
        """Writes stages of documents (doc_id, name, stage) beside the others; `save` drops them, for they stand on these."""
        rows = [(name, doc_id, stage.fingerprint, stage.digest, stage.payload) for doc_id, name, stage in stages]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?, ?)", rows)
        if self._fingerprints is not None:
            for name, doc_id, made_from, digest, _ in rows:
                self._fingerprints[name][doc_id] = made_from, digest

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

    def organisation_lines(self) -> dict[str, bytes]:
        """The lines of organisations, by what each was made from."""
        return dict(self._connection.execute("SELECT fingerprint, line FROM organisations"))

    def keep_organisation_lines(self, lines: Mapping[str, bytes]) -> None:
        """Keeps such lines, and no others."""
        known = {fingerprint for (fingerprint,) in self._connection.execute("SELECT fingerprint FROM organisations")}
        with self._connection:
            gone = [(fingerprint,) for fingerprint in known - lines.keys()]
            self._connection.executemany("DELETE FROM organisations WHERE fingerprint = ?", gone)
            new = [(fingerprint, line) for fingerprint, line in lines.items() if fingerprint not in known]
            self._connection.executemany("INSERT INTO organisations VALUES (?, ?)", new)

    def cut(self, sha256: str) -> bytes | None:
        """What is kept of where rows stand in a file with these bytes."""
        row = self._connection.execute("SELECT payload FROM cuts WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def cuts(self) -> set[str]:
        """The SHA-256 of the files of which that is kept."""
        return {sha256 for (sha256,) in self._connection.execute("SELECT sha256 FROM cuts")}

    def keep_cuts(self, known: Collection[str], new: Mapping[str, bytes]) -> None:
        """Keeps what there is of known files and what is new, by the SHA-256 of each, and of no others."""
        with self._connection:
            gone = [(sha256,) for sha256 in self.cuts() - {*known, *new}]
            self._connection.executemany("DELETE FROM cuts WHERE sha256 = ?", gone)
            self._connection.executemany("INSERT OR REPLACE INTO cuts VALUES (?, ?)", new.items())

    def save(self, doc_id: str, stages: Mapping[str, Stage]) -> None:
        """Writes the stages of one document, all or none, in place of those that it had."""
        with self._connection:
            self._forget(doc_id)
            self.add((doc_id, name, stage) for name, stage in stages.items())

    def forget_all_but(self, doc_ids: set[str]) -> None:
        """Drops documents that are no longer in `raw/`."""
        with self._connection:
            for doc_id in {doc_id for known in self.fingerprints().values() for doc_id in known} - doc_ids:
                self._forget(doc_id)

    def _forget(self, doc_id: str) -> None:
        # By the whole key: documents stand together by stage.
        keys = [(name, doc_id) for name in STAGES]
        self._connection.executemany("DELETE FROM stages WHERE stage = ? AND doc_id = ?", keys)
        for known in (self._fingerprints or {}).values():
            known.pop(doc_id, None)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"version {version}")
        if version != _VERSION:
            connection.executescript(_TABLES + f"PRAGMA user_version = {_VERSION};")
    except BaseException:
        connection.close()
        raise
    return connection
