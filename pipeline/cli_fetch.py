"""The commands that fetch, and fetching as the first step of `ingest`."""

from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from pipeline.console import DONE, LOOK, err, on_terminal, out
from pipeline.fetch import FetchReport, check, fetch
from pipeline.fetch.report import SourceReport
from pipeline.workspace import Workspace

commands = typer.Typer()
sources = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
commands.add_typer(sources, name="sources", help="Look at the sources of config/sources.yml.")

_SHOWN = 20
"""Failures and warnings of one source that are listed; the others are counted."""


@commands.command("fetch")
def fetch_(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Sources to ask, enabled or not; default: all that are enabled.")
    ] = None,
) -> None:
    """Bring into raw/ what the sources of config/sources.yml have that is new or changed.

    Examples:

        oboegaki fetch

        oboegaki fetch mext cabinet-office
    """
    report = run_fetch(context.obj, tuple(ids or ()))
    if not report.sources:
        out.print("No source is enabled in config/sources.yml.")
    print_report(report)
    raise typer.Exit(LOOK if report.needs_a_look else DONE)


@sources.command("check")
def check_(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help="Sources to look at, enabled or not; default: all that are enabled.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Documents to show of each source; 0 for all.")] = 20,
) -> None:
    """Ask for the lists of the sources, and for nothing else, and show what each would bring.

    Examples:

        oboegaki sources check

        oboegaki sources check mext --limit 0
    """
    report = check(context.obj, ids=tuple(ids or ()))
    if not report.sources:
        out.print("No source is enabled in config/sources.yml; name those to look at.")
    for source in report.sources:
        _print_listed(source, limit)
    raise typer.Exit(LOOK if report.needs_a_look else DONE)


def fetch_before_ingest(workspace: Workspace) -> bool:
    """The first step of a run: asks the sources that are enabled; whether something needs a look."""
    report = run_fetch(workspace, ())
    print_report(report)
    return report.needs_a_look


def run_fetch(workspace: Workspace, ids: tuple[str, ...]) -> FetchReport:
    """Fetches with a bar for each source, on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True, disable=not on_terminal()) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(source: str, done: int, total: int) -> None:
            if source not in tasks:
                tasks[source] = bar.add_task(source, total=total)
            bar.update(tasks[source], completed=done, total=total)

        return fetch(workspace, ids=ids, progress=progress)


def print_report(report: FetchReport) -> None:
    """A line for each source, what needs a look below it, and one line for all that could not be reached."""
    for source in report.sources:
        if source.unreachable:
            continue
        counts = [f"{len(what)} {word}" for word, what in _outcomes(source) if what]
        out.print(f"{source.source}: {', '.join([*counts, f'{source.unchanged} unchanged'])}", markup=False)
        for word, what in _outcomes(source)[1:4]:
            if what:
                out.print(f"    {word}: {_some(what)}", markup=False)
        notes = [*source.warnings, *source.failures]
        for note in notes[:_SHOWN]:
            out.print(f"    {note}", style="yellow", markup=False)
        if len(notes) > _SHOWN:
            out.print(f"    … and {len(notes) - _SHOWN} more", style="yellow")
    missed = [f"{source.source} ({source.unreachable})" for source in report.sources if source.unreachable]
    if missed:
        out.print(f"Could not be reached: {'; '.join(missed)}", style="yellow", markup=False)


def _some(doc_ids: list[str]) -> str:
    more = f" … and {len(doc_ids) - _SHOWN} more" if len(doc_ids) > _SHOWN else ""
    return ", ".join(doc_ids[:_SHOWN]) + more


def _outcomes(source: SourceReport) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("new", source.new),
        ("changed by their source", source.changed),
        ("moved", source.moved),
        ("gone at source", source.gone),
        ("failed", source.failures),
    )


def _print_listed(source: SourceReport, limit: int) -> None:
    if source.unreachable:
        out.print(f"{source.source}: could not be reached: {source.unreachable}", style="yellow", markup=False)
        return
    fresh = sum(not known for _, known in source.listed)
    out.print(f"{source.source}: {len(source.listed)} documents, {fresh} of them new", markup=False)
    for item, known in source.listed[: limit or None]:
        mark, day = " " if known else "+", item.published or item.updated or "          "
        out.print(f"  {mark} {day}  {item.title or ''}  {item.url}", markup=False)
    if limit and len(source.listed) > limit:
        out.print(f"    … and {len(source.listed) - limit} more; --limit 0 shows all")
    for note in source.warnings:
        out.print(f"    {note}", style="yellow", markup=False)
