"""The command line, with `cli_review.py` the only module that prints; each command is a few lines that call a verb."""

import gc
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer
from rich.table import Table

from pipeline import __version__, cli_bench, cli_export, cli_fetch, cli_train
from pipeline.cli_review import commands
from pipeline.console import DONE, INTERRUPTED, LOOK, WRONG, document_progress, err, out
from pipeline.errors import OboegakiError, WorkspaceError
from pipeline.records import OrganisationKind
from pipeline.run.ingest import RunReport
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.resolve.unregistered import Unregistered

app = typer.Typer(
    name="oboegaki",
    help="Tables of who agreed what with whom, when, and what for, from English and Japanese press releases.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    add_completion=False,
)


def main() -> None:
    """Runs the command line; an error that the user can mend is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character shows a mark for it, and the run does not end there.
            stream.reconfigure(errors="replace")
    try:
        app()
    except (OboegakiError, OSError) as error:
        err.print(f"oboegaki: {error}", style="red", markup=False)
        sys.exit(WRONG)
    except KeyboardInterrupt:
        err.print("oboegaki: interrupted; the documents that were done are kept, and the next run goes on from there")
        sys.exit(INTERRUPTED)
    finally:
        # All goes with the process; looking through it for garbage first took a tenth of a run with nothing to do.
        gc.freeze()


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"oboegaki {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _options(
    context: typer.Context,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="The folder that has raw/.", file_okay=False)
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    context.obj = Workspace(workspace)


@app.command()
def ingest(
    context: typer.Context,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes; default: all cores.")
    ] = None,
    fetch: Annotated[bool, typer.Option(help="Ask the sources of config/sources.yml first.")] = True,
) -> None:
    """Fetch from the sources, read what is new in raw/ and bring the tables in extracted/ up to date.

    Examples:

        oboegaki ingest

        oboegaki --workspace ~/hydrogen ingest --jobs 4

        oboegaki ingest --no-fetch
    """
    from pipeline.run.ingest import ingest as run

    workspace: Workspace = context.obj
    look = cli_fetch.fetch_before_ingest(workspace) if fetch else False
    with document_progress() as bar:
        task = bar.add_task("starting", total=None)

        def progress(done: int, total: int, doc_id: str) -> None:
            now = "tables and review" if done == total else doc_id or "loading models"
            bar.update(task, description=now, completed=done, total=total)

        report = run(workspace, jobs=jobs, progress=progress)
    loses_too_much = _print_run(workspace, report)
    raise typer.Exit(LOOK if report.failures or loses_too_much or look else DONE)


app.add_typer(commands)
app.add_typer(cli_fetch.commands)
app.add_typer(cli_export.commands)
app.add_typer(cli_train.commands)
app.add_typer(cli_bench.commands)


@app.command()
def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Option(help="Folder of annotated documents, <doc_id>.json each.")],
    texts: Annotated[
        Path | None, typer.Option(help="Count names in <doc_id>.txt of this folder, not in the extracted texts.")
    ] = None,
    documents: Annotated[bool, typer.Option("--documents", help="Also the F1 of each document.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also each thing missed or wrong.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
) -> None:
    """Score the tables against annotated documents: precision, recall and F1 of each measure.

    Examples:

        oboegaki evaluate --gold tests/gold

        oboegaki --workspace tests/gold evaluate --gold tests/gold --errors
    """
    from pipeline.evaluation import evaluate as run

    workspace: Workspace = context.obj
    result = run(workspace.extracted, gold, texts=texts)
    if json_:
        out.print_json(data=result.as_dict())
        raise typer.Exit(DONE)
    table = Table("measure", "precision", "recall", "F1", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, score in result.scores.items():
        table.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}")
    out.print(table)
    if documents:
        names = sorted({name for scores in result.by_document.values() for name in scores})
        by_document = Table("document", *names, box=None, pad_edge=False)
        for doc_id, scores in result.by_document.items():
            by_document.add_row(doc_id, *(f"{scores[name].f1:.2f}" if name in scores else "" for name in names))
        out.print(by_document)
    if errors:
        for item in (*result.errors, *result.doubts):
            out.print(f"{item.document}  {item.what}: {item.words}", markup=False)
    if result.missing:
        out.print(f"{len(result.missing)} more documents are annotated that are not in this workspace")


@app.command()
def organisations(
    context: typer.Context,
    add: Annotated[str | None, typer.Option(help="Write this organisation_id into organisations.yml.")] = None,
    alias_of: Annotated[str | None, typer.Option(help="With --add: as another name of this registered id.")] = None,
    entry_id: Annotated[str | None, typer.Option("--id", help="With --add: the id to give it.")] = None,
    kind: Annotated[str | None, typer.Option(help="With --add: ministry, agency, company, university …")] = None,
    country: Annotated[str | None, typer.Option(help="With --add: ISO 3166-1 alpha-2, EU or INT.")] = None,
    name_en: Annotated[str | None, typer.Option(help="With --add: its English name.")] = None,
    name_ja: Annotated[str | None, typer.Option(help="With --add: its Japanese name.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many to show; 0 for all.")] = 30,
) -> None:
    """List the organisations of the tables that organisations.yml does not know, or add one to it.

    Examples:

        oboegaki organisations

        oboegaki organisations --add harrow-photonics --kind company --country GB

        oboegaki organisations --add harrow --alias-of harrow-photonics
    """
    from pipeline.resolve.unregistered import add_alias, add_entry, unregistered

    workspace: Workspace = context.obj
    found = unregistered(workspace, limit=None if add or not limit else limit)
    if add is None:
        for item in found:
            _print_unregistered(item)
        if not found:
            out.print("Every organisation in the tables is registered.")
        return
    chosen = next((item for item in found if item.organisation_id == add), None)
    if chosen is None:
        raise WorkspaceError(
            f"{add}: no unregistered organisation of the tables has this id; see oboegaki organisations"
        )
    path = workspace.config("organisations.yml")
    if alias_of is not None:
        for name in chosen.names:
            add_alias(path, alias_of, name)
    else:
        checked = _organisation_kind(kind)
        add_entry(path, chosen, entry_id=entry_id, kind=checked, country=country, name_en=name_en, name_ja=name_ja)
    out.print(f"Written to {path}. Next: oboegaki ingest")


def _organisation_kind(kind: str | None) -> OrganisationKind | None:
    for known in get_args(OrganisationKind):
        if kind == known:
            return cast(OrganisationKind, known)
    if kind is None:
        return None
    raise WorkspaceError(f"--kind {kind}: must be one of {', '.join(get_args(OrganisationKind))}")


def _print_unregistered(item: "Unregistered") -> None:
    names = " · ".join(item.names)
    out.print(
        f"{item.organisation_id}  {names}  ({item.kind}; {item.mentions} in {item.documents} documents)", markup=False
    )
    if item.guess:
        out.print(f"    perhaps {item.guess.organisation_id}: {item.guess.name}", style="cyan", markup=False)
    for example in item.examples:
        out.print(f"    {example.doc_id}: {example.sentence}", style="dim", markup=False)


def _print_run(workspace: Workspace, report: RunReport) -> bool:
    """Prints what a run did; gives whether it would take away more than is allowed without asking."""
    from pipeline.review.head import load_head

    untried = f", {report.untried} could not be tried" if report.untried else ""
    out.print(f"{report.done} documents read, {report.unchanged} unchanged{untried}")
    statuses = ", ".join(f"{number} {status}" for status, number in report.statuses.items())
    out.print(f"Status: {statuses}")
    head = load_head(workspace.diff_file)
    tables = head.tables if head else ()
    table = Table("table", "rows", "new", "changed", "gone", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for part in tables:
        counts = (part.rows, part.added, part.changed + part.edited, part.removed)
        table.add_row(part.table, *(str(count) for count in counts))
    out.print(table)
    if report.gone:
        out.print(f"Gone at source, and kept: {', '.join(report.gone)}", markup=False)
    for doc_id, failure in report.failures.items():
        out.print(f"{doc_id}: {failure.status}: {failure.message}", style="yellow", markup=False)
    for key, problem in report.stale_corrections.items():
        out.print(f"correction of {key} is stale and was not applied: {problem}", style="yellow", markup=False)
    for part in tables:
        if part.over_limit:
            out.print(
                f"{part.table}: {part.removed} of {part.accepted} accepted rows would go, more than a tenth;"
                " accepting that needs --allow-removals",
                style="red",
            )
    out.print(f"Tables: {workspace.extracted}", markup=False)
    if all(part.is_same for part in tables):
        out.print("Nothing to review.")
    else:
        out.print("new, changed and gone are since the last acceptance. Next: oboegaki diff")
    return any(part.over_limit for part in tables)


if __name__ == "__main__":
    main()
