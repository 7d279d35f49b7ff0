"""A run: what is new or changed in `raw/` is done, and the tables are made anew from all that is known."""

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from pipeline.config import Configuration, Settings, load_settings
from pipeline.errors import WorkspaceError
from pipeline.fetch.state import gone, with_gone
from pipeline.files import sha256, write_atomically
from pipeline.records import DocumentOutcome, Failure
from pipeline.review.current import is_current
from pipeline.run.configuration import stored_configuration
from pipeline.run.discover import Discovered, discover
from pipeline.run.inputs import load_run, run_id, run_inputs
from pipeline.run.machine import cores, without_collecting
from pipeline.run.store import Store
from pipeline.schema import TABLES, DocumentRow
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.tables.corrections import Correction

Progress = Callable[[int, int, str], None]
"""Called with the number of documents done, the number to do, and the doc_id that ended last; first with 0 and ""."""

_AGAIN = frozenset({"timed_out", "crashed"})
"""Statuses that may come from the machine and not from the document: such a document is tried in each run."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did.

    Attributes:
        done: documents that had to be read or searched again.
        untried: documents that could not even be tried: a broken sidecar, a file without permission, two with one name.
        unchanged: documents of which nothing had moved.
        statuses: number of documents by status.
        rows: number of rows by table.
        failures: documents without text, with status and message.
        stale_corrections: corrections that were not applied: key and why.
        gone: documents that their source has no more; they and their rows stay.
    """

    done: int
    untried: int
    unchanged: int
    statuses: Mapping[str, int]
    rows: Mapping[str, int]
    failures: Mapping[str, Failure]
    stale_corrections: Mapping[str, str]
    gone: Sequence[str] = ()


def ingest(workspace: Workspace, *, jobs: int | None = None, progress: Progress | None = None) -> RunReport:
    """Brings the tables of a workspace up to date with its documents and configuration.

    Args:
        workspace: where `raw/` is.
        jobs: number of worker processes; as many as there are cores for it if None.
        progress: told of each document that is done.

    Raises:
        WorkspaceError: no documents, or another run under way.
        ConfigurationError: a configuration file that can't be used; nothing was written.
    """
    settings = load_settings(workspace.config("settings.yml"))
    if not workspace.raw.is_dir():
        raise WorkspaceError(f"{workspace.raw}: there is no such folder; make it and put documents into it")
    workspace.extracted.mkdir(exist_ok=True)
    lock = FileLock(workspace.extracted / ".lock")
    try:
        with lock.acquire(timeout=0), Store.open(workspace.store) as store:
            return _ingest(workspace, settings, store, jobs or cores(), progress)
    except Timeout:
        raise WorkspaceError(f"{workspace.extracted}: another run is writing there; wait until it is done") from None


def is_up_to_date(workspace: Workspace) -> bool:
    """Whether documents and configuration are those of the last run."""
    settings = load_settings(workspace.config("settings.yml"))
    with Store.open(workspace.store) as store:
        inputs = run_inputs(workspace, settings, discover(workspace.raw, store, settings.limits))
    return bool(inputs["fingerprint"] == load_run(workspace)["fingerprint"])


def _ingest(workspace: Workspace, settings: Settings, store: Store, jobs: int, progress: Progress | None) -> RunReport:
    documents = discover(workspace.raw, store, settings.limits)
    run = run_inputs(workspace, settings, documents)
    before = _last_run(workspace, run["fingerprint"], store)
    if before is not None:
        if not is_current(workspace, partial(_digest, store=store)):
            from pipeline.review.build import write_review

            write_review(workspace)
        store.keep_digests()
        return _report(before, documents, done=0)

    # All that follows needs the heavy libraries, and a run with nothing to do must not wait for them.
    from pipeline.run.documents import do_documents
    from pipeline.tables.corrections import load_corrections

    configuration = stored_configuration(workspace, settings, store)
    corrections = load_corrections(workspace.corrections)
    outcomes, done = do_documents(workspace, configuration, documents, store, jobs=jobs, progress=progress)
    with without_collecting():
        _write(workspace, run, outcomes, configuration, corrections, store)
    return _report(run, documents, done=done)


def _write(
    workspace: Workspace,
    run: dict[str, Any],
    outcomes: Sequence[DocumentOutcome],
    configuration: Configuration,
    corrections: "Sequence[Correction]",
    store: Store,
) -> None:
    """Makes the tables, texts and review of a run and writes them; `run` is given what came out."""
    from pipeline.find import Registry
    from pipeline.resolve import build_tables
    from pipeline.review.build import write_review
    from pipeline.run.rows import stored_rows
    from pipeline.tables import csv_bytes, datapackage_bytes, parquet_bytes
    from pipeline.tables.correcting import correct_tables

    made = build_tables(outcomes, configuration, stored_rows(store, configuration))
    tables, corrected = correct_tables(made, corrections, outcomes, Registry.of(configuration.organisations))
    tables["documents"] = with_gone(tables["documents"], gone(workspace))

    files: dict[str, bytes] = {"datapackage.json": datapackage_bytes()}
    for table in TABLES:
        files[f"{table.name}.csv"] = csv_bytes(table, tables[table.name])
        files[f"{table.name}.parquet"] = parquet_bytes(table, tables[table.name])
    for outcome in outcomes:
        if outcome.document is not None:
            files[f"text/{outcome.raw.doc_id}.txt"] = outcome.document.text.encode("utf-8")
    for name, content in files.items():
        _write_if_changed(workspace.extracted / name, content)
    for stale in workspace.texts.rglob("*.txt"):
        # macOS may give a name back with its marks taken apart.
        if unicodedata.normalize("NFC", stale.relative_to(workspace.extracted).as_posix()) not in files:
            stale.unlink()

    statuses = Counter(row.status for row in tables["documents"] if isinstance(row, DocumentRow))
    run["statuses"] = dict(sorted(statuses.items()))
    run["rows"] = {name: len(rows) for name, rows in tables.items()}
    run["failures"] = {item.raw.doc_id: asdict(item.failure) for item in outcomes if item.failure}
    run["files"] = {name: sha256(content) for name, content in sorted(files.items())}
    run["corrections"] = [item.as_dict() for item in corrected]
    run["id"] = run_id(run)
    # Written last: without it, or with another fingerprint in it, the next run makes the tables again.
    write_atomically(workspace.run_file, (json.dumps(run, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    _remember_outputs(workspace, run["files"], store)
    store.forget_all_but({item.raw.doc_id for item in outcomes})
    write_review(workspace)


def _last_run(workspace: Workspace, wanted: str, store: Store) -> dict[str, Any] | None:
    """The last run, if it was made from the same and everything that it wrote is still there."""
    try:
        run: dict[str, Any] = json.loads(workspace.run_file.read_text(encoding="utf-8"))
        if (
            run["fingerprint"] != wanted
            or "id" not in run
            or any(item["status"] in _AGAIN for item in run["failures"].values())
        ):
            return None
        folder = str(workspace.extracted)
        intact = all(_digest(f"{folder}/{name}", store) == digest for name, digest in run["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return run if intact else None


def _digest(path: Path | str, store: Store) -> str:
    return store.digest(path, os.stat(path))


def _remember_outputs(workspace: Workspace, files: Mapping[str, str], store: Store) -> None:
    seen = []
    for name, digest in files.items():
        path = workspace.extracted / name
        status = path.stat()
        seen.append((path, status.st_size, status.st_mtime_ns, digest))
    store.remember_files(seen)


def _write_if_changed(path: Path, content: bytes) -> None:
    if not (path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content):
        write_atomically(path, content)


def _report(run: Mapping[str, Any], documents: Sequence[Discovered], *, done: int) -> RunReport:
    failures = {doc_id: Failure(**item) for doc_id, item in run["failures"].items()}
    untried = sum(item.failure is not None for item in documents)
    unchanged = len(documents) - done - untried
    stale = {item["key"]: item["problem"] for item in run["corrections"] if item["problem"]}
    return RunReport(done, untried, unchanged, run["statuses"], run["rows"], failures, stale, _gone(run))


def _gone(run: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(doc_id for doc_id, item in run["documents"].items() if "gone" in item)
