"""A run: what is new or changed in `raw/` is done, and the tables are made anew from all that is known."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from concurrent.futures import Executor, Future
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from pipeline.config import Settings, load_settings
from pipeline.errors import WorkspaceError
from pipeline.files import write_atomically
from pipeline.records import Failure
from pipeline.review.current import is_current
from pipeline.run.configuration import stored_configuration
from pipeline.run.discover import Discovered, discover, list_files
from pipeline.run.inputs import documents_digest, load_run, run_fingerprint, run_id, run_inputs, run_json
from pipeline.run.machine import cores, without_collecting
from pipeline.run.store import Store
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.review.namings import ReadNamings
    from pipeline.run.tables import Tables

Progress = Callable[[int, int, str], None]
"""Called with the number of documents done, the number to do, and the doc_id that ended last; first with 0 and ""."""

_AT_ONCE = 1_000
_AGAIN = frozenset({"timed_out", "crashed"})
"""Statuses that may come from the machine and not from the document: such a document is tried in each run."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did.

    Attributes:
        done: documents of which a stage had to be done, from reading to rows.
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
    digest = partial(_digest, store=store)
    with without_collecting():
        listing = list_files(workspace.raw)
        known = store.listed(listing.digest)
        before = _last_run(workspace, run_fingerprint(workspace, settings, known), digest) if known else None
        documents: Sequence[Discovered] = ()
        if before is None:
            documents = discover(workspace.raw, store, settings.limits, listing)
            run = run_inputs(workspace, settings, documents)
            # What is wrong with a file can be mended without its listing changing: a permission.
            if listing.digest and not any(item.failure for item in documents):
                store.keep_listed(listing.digest, documents_digest(documents))
            before = _last_run(workspace, run["fingerprint"], digest)
    if before is not None:
        if not is_current(workspace, digest, before):
            from pipeline.review.build import write_review
            from pipeline.run.cuts import recall_cuts

            recall_cuts(workspace, store, digest)
            write_review(workspace, digest)
        store.keep_digests()
        return _report(before, len(before["documents"]), documents, done=0)

    # All that follows needs the heavy libraries, and a run with nothing to do must not wait for them.
    from pipeline.run.documents import do_documents, versions_of, without_text
    from pipeline.run.side_process import SideProcess
    from pipeline.tables.corrections import load_corrections

    configuration = stored_configuration(workspace, settings, store)
    corrections = load_corrections(workspace.corrections)
    versions = versions_of(workspace, configuration)
    begun: list[Tables] = []
    namings: list[ReadNamings] = []

    def begin(waited_for: Set[str]) -> Iterator[None]:
        """Does in small steps what can be done of the tables without the documents that are waited for."""
        from pipeline.run.tables import Tables

        yield
        from pipeline.review import build  # noqa: F401
        from pipeline.review.accepted import read_ahead
        from pipeline.review.report_html import template
        from pipeline.review.sides import WHOLE
        from pipeline.run.cuts import recall_cuts

        template()
        yield
        begun.append(Tables(workspace, configuration, corrections, store, versions))
        known = [doc_id for doc_id in _with_text(documents, store) if doc_id not in waited_for]
        for place in range(0, len(known), _AT_ONCE):
            with without_collecting():
                begun[0].add(known[place : place + _AT_ONCE])
            yield
        with without_collecting():
            recall_cuts(workspace, store, digest)
        yield
        with without_collecting():
            begun[0].prepare()
        yield
        with without_collecting():
            read_ahead(workspace, WHOLE)
        yield
        namings.append(_namings(workspace, digest, beside))

    with SideProcess() as beside:
        undone, done = do_documents(
            versions, configuration, documents, store, jobs=jobs, progress=progress, meanwhile=begin
        )
        from pipeline.review.build import write_review
        from pipeline.run.cuts import keep_cuts

        with without_collecting():
            raws, failures, tables = [item.raw for item in documents], without_text(documents, undone, store), begun[0]
            tables.add([raw.doc_id for raw in raws if raw.doc_id not in failures])
            written = tables.write(raws, failures, beside)
            run["statuses"], run["rows"] = written.statuses, written.rows
            run["failures"] = {raw.doc_id: asdict(failures[raw.doc_id]) for raw in raws if raw.doc_id in failures}
            run["files"] = written.files
            run["corrections"] = [item.as_dict() for item in written.corrections]
            run["id"] = run_id(run)
            try:
                write_review(workspace, digest, run, namings[0])
            finally:  # the tables are those of this run, whatever is wrong with the accepted ones
                run["files"] = dict(sorted(tables.finish().items()))
                # Written last: without it, or with another fingerprint in it, the next run makes the tables again.
                write_atomically(workspace.run_file, run_json(run))
            store.forget_all_but({raw.doc_id for raw in raws})
            keep_cuts(workspace, store, digest)
            store.keep_digests()
    return _report(run, len(documents), documents, done=done)


def _namings(workspace: Workspace, digest: Callable[[Path], str], beside: Executor) -> "ReadNamings":
    """Reads in another process who names an organisation; of the accepted mentions from now on."""
    from pipeline.review.namings import Namings, read_namings

    name = "organisation_mentions"
    accepted, parquet = workspace.accepted / f"{name}.csv", workspace.extracted / f"{name}.parquet"

    def ask(path: Path) -> Future[Namings]:
        return beside.submit(read_namings, path, parquet, digest(path))

    ahead = ask(accepted) if accepted.exists() else None
    return lambda path: (ahead if ahead and path == accepted else ask(path)).result()


def _with_text(documents: Sequence[Discovered], store: Store) -> Iterator[str]:
    """The documents in which names, dates and objectives were looked for, by this run or an earlier one."""
    found = store.fingerprints()["find"]
    return (item.raw.doc_id for item in documents if item.failure is None and item.raw.doc_id in found)


def _last_run(workspace: Workspace, wanted: str, digest: Callable[[str], str]) -> dict[str, Any] | None:
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
        intact = all(digest(f"{folder}/{name}") == known for name, known in run["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return run if intact else None


def _digest(path: Path | str, store: Store) -> str:
    return store.digest(path, os.stat(path))


def _report(run: Mapping[str, Any], number: int, documents: Sequence[Discovered], *, done: int) -> RunReport:
    failures = {doc_id: Failure(**item) for doc_id, item in run["failures"].items()}
    untried = sum(item.failure is not None for item in documents)
    unchanged = number - done - untried
    stale = {item["key"]: item["problem"] for item in run["corrections"] if item["problem"]}
    return RunReport(done, untried, unchanged, run["statuses"], run["rows"], failures, stale, _gone(run))


def _gone(run: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(doc_id for doc_id, item in run["documents"].items() if "gone" in item)
