"""What is in `raw/`: documents, each with its sidecar."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import load_sidecar
from pipeline.errors import ConfigurationError, WorkspaceError
from pipeline.files import file_sha256
from pipeline.read import MEDIA_TYPES
from pipeline.records import Failure, RawDocument, Sidecar
from pipeline.run.fingerprints import fingerprint
from pipeline.run.store import Store

SIDECAR = ".yml"
# What people and file managers leave in folders.
_NO_DOCUMENTS = ("readme", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Discovered:
    """A file in `raw/`; `failure` says why it cannot even be tried."""

    raw: RawDocument
    sidecar_sha256: str | None
    failure: Failure | None = None

    def read_fingerprint(self, read_version: str) -> str:
        """What reading this document depends on."""
        return fingerprint(read_version, self.raw.doc_id, self.raw.media_type, self.raw.sha256, self.sidecar_sha256)


def discover(raw: Path, store: Store) -> list[Discovered]:
    """Gives the documents below `raw/`, in the order of their doc_id.

    Hidden files and folders, README files and sidecars are no documents.

    Raises:
        WorkspaceError: there is no document, or two files have one doc_id.
    """
    if not raw.is_dir():
        raise WorkspaceError(f"{raw}: there is no such folder; make it and put documents into it")
    paths = {path.relative_to(raw).as_posix(): path for path in _files(raw)}
    wrong = sorted(name for name, path in paths.items() if path.suffix.lower() == ".yaml")
    if wrong:
        raise WorkspaceError(f"{raw / wrong[0]}: sidecars end in {SIDECAR}; rename it")
    documents = {name: path for name, path in paths.items() if path.suffix.lower() != SIDECAR}
    if not documents:
        raise WorkspaceError(f"{raw}: there are no documents; put some there ({', '.join(sorted(MEDIA_TYPES))})")
    by_id: dict[str, str] = {}
    for name in sorted(documents):
        doc_id = _doc_id(name)
        if doc_id in by_id:
            raise WorkspaceError(
                f"{raw / name}: has the same doc_id, {doc_id}, as {raw / by_id[doc_id]}; rename one of them"
            )
        by_id[doc_id] = name
    orphans = [name for name in paths if name not in documents and _doc_id(name) not in by_id]
    if orphans:
        raise WorkspaceError(
            f"{raw / min(orphans)}: a sidecar without a document; name it after the document, or remove it"
        )
    found = [_discovered(doc_id, documents[name], store) for doc_id, name in sorted(by_id.items())]
    store.remember_files(
        (str(item.raw.path), status.st_size, status.st_mtime_ns, item.raw.sha256)
        for item in found
        if item.failure is None and (status := item.raw.path.stat())
    )
    return found


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.lower().startswith(_NO_DOCUMENTS):
                yield Path(where, name)


def _doc_id(name: str) -> str:
    folder, _, last = name.rpartition("/")
    stem = last.rpartition(".")[0] or last
    return f"{folder}/{stem}" if folder else stem


def _discovered(doc_id: str, path: Path, store: Store) -> Discovered:
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    sidecar_path = path.with_name(path.name.removesuffix(path.suffix) + SIDECAR)
    try:
        digest = _sha256(path, store)
    except OSError as error:
        failure = Failure("malformed", f"{path.name} cannot be read: {error.strerror or error}")
        return Discovered(RawDocument(doc_id, path, media_type, ""), None, failure)
    if not sidecar_path.exists():
        return Discovered(RawDocument(doc_id, path, media_type, digest), None)
    try:
        sidecar: Sidecar = load_sidecar(sidecar_path)
    except ConfigurationError as error:
        failure = Failure("malformed", f"the sidecar {sidecar_path.name}{_line(error)}: {error.message}")
        return Discovered(RawDocument(doc_id, path, media_type, digest), None, failure)
    return Discovered(RawDocument(doc_id, path, media_type, digest, sidecar), file_sha256(sidecar_path))


def _line(error: ConfigurationError) -> str:
    return f", line {error.line}" if error.line else ""


def _sha256(path: Path, store: Store) -> str:
    status = path.stat()
    return store.file_sha256(str(path), status.st_size, status.st_mtime_ns) or file_sha256(path)
