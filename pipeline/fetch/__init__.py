"""Sources to bytes with sidecars: never parses what it keeps, never overwrites.

Scrapy runs in a process of its own, so neither it nor a reactor is ever in the process that asks for a fetch.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

from pipeline import __version__
from pipeline.config import FetchSettings, load_settings
from pipeline.errors import ConfigurationError, OboegakiError, WorkspaceError
from pipeline.fetch.report import Event, FetchReport
from pipeline.fetch.sources import Source, chosen, load_sources
from pipeline.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Called with the id of a source, the number of its documents that were looked at, and the number to look at."""

__all__ = ["FetchReport", "Progress", "check", "fetch"]


def fetch(workspace: Workspace, *, ids: tuple[str, ...] = (), progress: Progress | None = None) -> FetchReport:
    """Brings what the sources have into `raw/`; what could not be had is in the report.

    Args:
        workspace: where `raw/` is.
        ids: sources to ask, enabled or not; all that are enabled if there are none.
        progress: told of each document that was looked at.

    Raises:
        ConfigurationError: `sources.yml` or `settings.yml` can't be used; nothing was asked for.
        WorkspaceError: another fetch is under way, or the state is damaged.
    """
    return _run(workspace, ids, progress, only_lists=False)


def check(workspace: Workspace, *, ids: tuple[str, ...] = ()) -> FetchReport:
    """Asks for the lists of the sources and nothing else; `SourceReport.listed` says what they would bring.

    Raises:
        ConfigurationError: `sources.yml` or `settings.yml` can't be used; nothing was asked for.
        WorkspaceError: another fetch is under way, or the state is damaged.
    """
    return _run(workspace, ids, None, only_lists=True)


def _run(workspace: Workspace, ids: tuple[str, ...], progress: Progress | None, *, only_lists: bool) -> FetchReport:
    path = workspace.config("sources.yml")
    sources = chosen(load_sources(path), ids)
    if not sources:
        return FetchReport(())
    settings = load_settings(workspace.config("settings.yml")).fetch
    if not workspace.root.is_dir():
        raise WorkspaceError(f"{workspace.root}: there is no such folder")
    from pipeline.fetch.worker import Job, work

    job = Job(workspace, sources, settings, _user_agent(workspace, sources, settings), only_lists)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(job, theirs), name="oboegaki-fetch", daemon=True)
    child.start()
    theirs.close()
    try:
        return _follow(ours, child, progress)
    except BaseException:
        child.terminate()
        raise
    finally:
        child.join(30)
        ours.close()


def _follow(
    pipe: "Connection[object, Event | FetchReport | OboegakiError]",
    child: "multiprocessing.context.SpawnProcess",
    progress: Progress | None,
) -> FetchReport:
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            child.join(30)
            raise WorkspaceError(
                f"the fetching process died (exit code {child.exitcode}); run again, and it goes on where it was"
            ) from None
        if isinstance(message, FetchReport):
            return message
        if isinstance(message, Exception):
            raise message
        if progress:
            progress(*message)


def _user_agent(workspace: Workspace, sources: tuple[Source, ...], settings: FetchSettings) -> str:
    if settings.contact is None and not settings.allow_private_addresses and any(item.addresses for item in sources):
        raise ConfigurationError(
            workspace.config("settings.yml"),
            "sources are asked with a contact: write `fetch:` and below it `  contact: ` with an e-mail or web address",
        )
    return f"oboegaki/{__version__} (+{settings.contact})" if settings.contact else f"oboegaki/{__version__}"
