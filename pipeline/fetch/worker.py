"""The process that fetches: it holds the lock, writes the documents, and tells the one that asked."""

import getpass
import json
import multiprocessing
import os
import platform
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.config import FetchSettings
from pipeline.errors import OboegakiError, WorkspaceError
from pipeline.fetch.keep import Keeper
from pipeline.fetch.report import Event, FetchReport, SourceReport
from pipeline.fetch.sources import Source
from pipeline.fetch.state import STATE, State
from pipeline.files import write_atomically
from pipeline.workspace import Workspace

Tell = Callable[[Event], None]
"""Tells the process that asked how far a source is."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to fetch, and how."""

    workspace: Workspace
    sources: tuple[Source, ...]
    settings: FetchSettings
    user_agent: str
    only_lists: bool = False


def work(job: Job, pipe: "Connection[Event | FetchReport | OboegakiError, object]") -> None:
    """Does a job in a process of its own and sends what happens; the last message is the report or an error."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked gets it, too, and ends this one
    try:
        pipe.send(_work(job, pipe.send))
    except (OboegakiError, OSError) as error:
        pipe.send(error if isinstance(error, WorkspaceError) else WorkspaceError(str(error)))


def _work(job: Job, tell: Tell) -> FetchReport:
    raw = job.workspace.raw
    raw.mkdir(exist_ok=True)
    reports = {source.id: SourceReport(source.id) for source in job.sources}
    with _locked(raw), State.open(raw / STATE) as state:
        keeper = Keeper(raw, state)
        for source in job.sources:
            if source.kind == "folder":
                from pipeline.fetch.folder import copy_folder

                copy_folder(job, source, keeper, state, reports[source.id], tell)
        web = tuple(source for source in job.sources if source.kind != "folder")
        if web:
            from pipeline.fetch.crawl import crawl  # Scrapy takes half a second to import

            crawl(job, web, keeper, state, reports, tell)
    return FetchReport(tuple(reports.values()))


@contextmanager
def _locked(raw: Path) -> Iterator[None]:
    """Holds the lock of `raw/`, and says beside it who does.

    Raises:
        WorkspaceError: somebody else holds it; the message says who.
    """
    holder = raw / ".fetch.holder"
    lock = FileLock(raw / ".fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WorkspaceError(f"{raw}: another fetch is under way{_said(holder)}; wait until it is done") from None
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        values = {"process": os.getpid(), "computer": platform.node(), "user": _user(), "since": now}
        write_atomically(holder, json.dumps(values, ensure_ascii=False).encode())
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _said(holder: Path) -> str:
    try:
        values = json.loads(holder.read_text(encoding="utf-8"))
        return ": process {process} of {user} on {computer}, since {since}".format(**values)
    except (OSError, ValueError, KeyError, IndexError):
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "an unknown user"  # a container whose user has no name


def _end_with_parent() -> None:
    """Ends this process when the one that asked is gone; every file and every row is written whole or not at all."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
