"""What is in `raw/`: documents, each with its sidecar; what is wrong with one file is no reason to leave out the others."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.config import Limits
from pipeline.errors import ConfigurationError, UnreadableDocumentError, WorkspaceError, too_large
from pipeline.files import file_sha256
from pipeline.read import MEDIA_TYPES
from pipeline.records import Failure, RawDocument, Sidecar
from pipeline.run.fingerprints import code_version, fingerprint
from pipeline.run.names import doc_id, is_too_long, printable
from pipeline.run.sidecars import Sidecars
from pipeline.run.store import Store

SIDECAR = ".yml"
_NO_SIDECAR = Sidecar()
_SIDECARS = (SIDECAR, ".yaml")
# What people and file managers leave in folders.
_NO_DOCUMENTS = ("readme", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Discovered:
    """A file in `raw/`; `failure` says why it cannot even be tried."""

    raw: RawDocument
    sidecar_sha256: str | None = None
    failure: Failure | None = None

    def read_fingerprint(self, read_version: str) -> str:
        """What reading this document depends on."""
        return fingerprint(read_version, self.raw.doc_id, self.raw.media_type, self.raw.sha256, self.sidecar_sha256)


class File(NamedTuple):
    """A file below `raw/`: `failure` says why it is none that can be read, `status` what the system says of it."""

    path: str
    failure: Failure | None
    status: os.stat_result | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands below `raw/`, before a byte of it is read.

    Attributes:
        files: by their names below it, with sidecars.
        digest: of names, sizes and times of change; empty where that would not say all.
    """

    files: Mapping[str, File]
    digest: str


def list_files(raw: Path) -> Listing:
    """Lists the files below `raw/`, without hidden ones and README files."""
    files = {name: File(path, failure, _status(path)) for name, path, failure in _files(raw)}
    if any(file.failure or file.status is None or not stat.S_ISREG(file.status.st_mode) for file in files.values()):
        return Listing(files, "")
    # What is discovered follows from the listing by the code of sidecars, which `find` has, and by this.
    code = [
        code_version("find"),
        *(file_sha256(Path(__file__).with_name(name)) for name in ("discover.py", "names.py")),
    ]
    told = (f"{name}/{file.status.st_size}/{file.status.st_mtime_ns}" for name, file in files.items() if file.status)
    return Listing(files, fingerprint(*code, "\0".join(sorted(told))))


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None  # told where it is read


def discover(raw: Path, store: Store, limits: Limits, listing: Listing | None = None) -> list[Discovered]:
    """Gives the documents below `raw/`, in the order of their doc_id.

    Hidden files and folders, README files and sidecars are no documents. What can be no document but may have been
    meant as one (a sidecar without a document, a link to nothing, a second file with one doc_id) is given with its failure.

    Args:
        listing: of `raw`, where it was made already.

    Raises:
        WorkspaceError: there is no document.
    """
    if not raw.is_dir():
        raise WorkspaceError(f"{raw}: there is no such folder; make it and put documents into it")
    files = (listing or list_files(raw)).files
    sidecars = {name for name in files if name.lower().endswith(_SIDECARS)}
    by_id: dict[str, list[str]] = {}
    doc_ids = {name: doc_id(name) for name in sorted(files.keys() - sidecars)}
    for name, key in doc_ids.items():
        by_id.setdefault(key.casefold(), []).append(name)
    if not by_id:
        raise WorkspaceError(f"{raw}: there are no documents; put some there ({', '.join(sorted(MEDIA_TYPES))})")

    known = Sidecars(store)
    # Where there are a.yaml and a.yml, it is a.yaml that has to be noticed.
    sidecar_of = {doc_id(name): name for name in sorted(sidecars, reverse=True)}
    found: list[Discovered] = []
    odd: list[tuple[str, Failure]] = []  # files that have no doc_id of their own
    for names in by_id.values():
        file, chosen = files[names[0]], doc_ids[names[0]]
        failure = file.failure
        sidecar = sidecar_of.pop(chosen, None)
        if len(names) > 1:
            failure = _one_doc_id(names)
            odd += [(name, failure) for name in names[1:]]
        if failure is None:
            found.append(_discovered(chosen, file, files[sidecar].path if sidecar else None, limits, store, known))
        else:
            found.append(Discovered(_raw(chosen, file.path), failure=failure))
    lonely = Failure("malformed", "a sidecar without a document; name it after the document, or remove it")
    odd += [(name, lonely) for name in sidecar_of.values()]
    taken = set(by_id)
    for name, failure in sorted(odd):
        key = printable(name)
        while key.casefold() in taken:
            key += "~"
        taken.add(key.casefold())
        found.append(Discovered(_raw(key, files[name].path), failure=failure))
    known.keep()
    store.keep_digests()
    return sorted(found, key=lambda item: item.raw.doc_id)


def _files(raw: Path) -> Iterator[tuple[str, str, Failure | None]]:
    """Files below a folder by their names in it, and what should have been files or folders with what is wrong with it.

    Paths are strings, for there are thousands of files and nothing else to do in most runs.
    """
    unread: list[OSError] = []
    above = len(str(raw)) + 1
    for where, folders, names in os.walk(raw, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = f"{where[above:].replace(os.sep, '/')}/".lstrip("/")
        for name in folders:
            if Path(where, name).is_symlink():
                failure = Failure("unsupported", "a link to a folder; put the folder itself into raw/")
                yield inside + name, f"{where}{os.sep}{name}", failure
        for name in names:
            if not name.startswith((".", "~$")) and not name.lower().startswith(_NO_DOCUMENTS):
                yield inside + name, f"{where}{os.sep}{name}", None
    for error in unread:
        path = Path(error.filename)
        failure = Failure("malformed", f"the folder cannot be read: {error.strerror}")
        yield path.relative_to(raw).as_posix(), str(path), failure


def _one_doc_id(names: list[str]) -> Failure:
    others = f"{', '.join(map(printable, names[:-1]))} and {printable(names[-1])}"
    return Failure(
        "malformed",
        f"{others} would have one doc_id (upper and lower case, NFC and NFD count as one); rename all but one",
    )


def _raw(doc_id: str, path: str, sha256: str = "", sidecar: Sidecar = _NO_SIDECAR) -> RawDocument:
    media_type = MEDIA_TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")
    return RawDocument(doc_id, path, media_type, sha256, sidecar)


def _discovered(
    doc_id: str, file: File, beside: str | None, limits: Limits, store: Store, sidecars: Sidecars
) -> Discovered:
    path, digest = file.path, ""
    if is_too_long(doc_id):
        failure = Failure("malformed", "the name is too long for the file of its text; shorten it")
        return Discovered(_raw(doc_id, path), failure=failure)
    try:
        digest = _hash(path, file.status or os.stat(path), limits, store)
        if beside is None:
            return Discovered(_raw(doc_id, path, digest))
        if not beside.lower().endswith(SIDECAR):
            raise ConfigurationError(Path(beside), f"sidecars end in {SIDECAR}; rename it")
        says, sidecar_digest = sidecars.load(beside)
        return Discovered(_raw(doc_id, path, digest, says), sidecar_digest)
    except UnreadableDocumentError as error:
        failure = Failure(error.status, error.message)
    except ConfigurationError as error:
        line = f", line {error.line}" if error.line else ""
        failure = Failure("malformed", f"the sidecar {error.path.name}{line}: {error.message}")
    except OSError as error:
        name = Path(error.filename or path).name
        failure = Failure("malformed", f"{name} cannot be read: {error.strerror or error}")
    return Discovered(_raw(doc_id, path, digest), failure=failure)


def _hash(path: str, status: os.stat_result, limits: Limits, store: Store) -> str:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError("unsupported", "a pipe, socket or device and not a file")
    size = status.st_size
    if size > limits.file_megabytes * 1_000_000:  # before it is read: it may be a terabyte
        raise too_large("the file has {} MB", size / 1_000_000, "file_megabytes", limits.file_megabytes)
    return store.digest(path, status)
