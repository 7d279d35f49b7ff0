"""The commands of a review: diff, accept, correct, reject, add, show, why; each a few lines that call a verb."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import DONE, LOOK, out
from pipeline.errors import WorkspaceError
from pipeline.workspace import Workspace

commands = typer.Typer()

Documents = Annotated[list[str] | None, typer.Option("--doc", help="Only of this document; can be repeated.")]
TableNames = Annotated[list[str] | None, typer.Option("--table", help="Only of this table; can be repeated.")]
Key = Annotated[str, typer.Argument(help="The row's key, as `diff` and `show` print it.", show_default=False)]
Values = Annotated[list[str], typer.Argument(help="column=value …", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why; kept with the correction.", show_default=False)]
By = Annotated[str | None, typer.Option(help="Who decides; default: the name of the account.")]


@commands.command()
def diff(
    context: typer.Context,
    doc: Documents = None,
    table: TableNames = None,
    why: Annotated[bool, typer.Option("--why", help="Say of each row why it changed.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="How many rows to show; 0 for all.")] = 50,
    json_: Annotated[bool, typer.Option("--json", help="The whole review as JSON.")] = False,
    from_: Annotated[
        Path | None, typer.Option("--from", help="Show a diff.json that was kept.", dir_okay=False)
    ] = None,
) -> None:
    """Show what this run changed against the accepted tables; exit code 1 while there is something to review.

    Examples:

        oboegaki diff --why

        oboegaki diff --doc jfusion-mou-en --table dates --limit 0

        oboegaki diff --from extracted/review/diff.json
    """
    from pipeline.review.accept import Selection
    from pipeline.review.build import write_review
    from pipeline.review.changes import load_review, review_json
    from pipeline.review.current import is_current
    from pipeline.review.report_terminal import review_lines

    workspace: Workspace = context.obj
    if from_ is None and not is_current(workspace):
        write_review(workspace)
    review = load_review(from_ or workspace.diff_file)
    if json_:
        out.out(review_json(review).decode("utf-8"), end="", highlight=False)
        raise typer.Exit(DONE if review.is_empty else LOOK)
    selection = Selection(frozenset(doc or ()), frozenset(table or ()))
    chosen = [change for change in review.changes if selection.has(change)]
    for line in review_lines(review, chosen[: limit or None], causes=why):
        out.print(line)
    if limit and len(chosen) > limit:
        out.print(f"\n… {len(chosen) - limit} more rows; --limit 0 shows all", style="dim")
    if review.is_empty:
        out.print("Nothing to review: this run says what was accepted.")
        raise typer.Exit(DONE)
    out.print("\nIf it is right: oboegaki accept; if a row is wrong: oboegaki correct, reject or add")
    raise typer.Exit(LOOK)


@commands.command()
def accept(
    context: typer.Context,
    doc: Documents = None,
    table: TableNames = None,
    key: Annotated[list[str] | None, typer.Option("--key", help="Only this row; can be repeated.")] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Apply a file of decisions (decisions.yml).", dir_okay=False)
    ] = None,
    allow_removals: Annotated[
        bool, typer.Option("--allow-removals", help="Let more than a tenth of a table's accepted rows go.")
    ] = False,
    run: Annotated[str | None, typer.Option(help="Refuse if the tables are of another run than this.")] = None,
    by: By = None,
) -> None:
    """Make rows of this run the accepted ones, noted in extracted/accepted/ledger.csv.

    Examples:

        oboegaki accept

        oboegaki accept --doc jfusion-mou-en --table dates

        oboegaki accept --decisions decisions.yml
    """
    workspace: Workspace = context.obj
    if decisions is not None:
        if doc or table or key or run:
            raise WorkspaceError("--decisions says itself which rows and which run; leave the other options out")
        from pipeline.review.decide import apply_decisions

        done = apply_decisions(workspace, decisions, allow_removals=allow_removals)
    else:
        from pipeline.review.accept import Selection
        from pipeline.review.accept import accept as verb

        selection = Selection(frozenset(doc or ()), frozenset(table or ()), frozenset(key or ()))
        done = verb(workspace, selection, allow_removals=allow_removals, run=run, by=by)
    out.print(f"Accepted: {done.added} rows added, {done.removed} removed, {done.changed} changed.")
    if done.stale:
        out.print(f"{done.stale} rows stay as they were: their document could not be read this time.")
    out.print(f"{done.left} rows are left to review." if done.left else "Nothing is left to review.")
    out.print(f"Noted in {done.ledger}", markup=False)


@commands.command()
def correct(context: typer.Context, key: Key, values: Values, reason: Reason, by: By = None) -> None:
    """Write down that columns of a row are to say something else, in every run from now on.

    What follows is filled in: start=2026-03-04 of a single day also moves its end and EDTF form.

    Examples:

        oboegaki correct 'release-en#m09a02b29-1' organisation_id=mofa-japan --reason "old name of the ministry"

        oboegaki correct 'release-en#d0c366841-1' start=2026-03-04 --reason "amended release"
    """
    from pipeline.review.decide import correct as verb

    verb(context.obj, key, _values(values), reason=reason, by=by)
    _written(context.obj)


@commands.command()
def reject(context: typer.Context, key: Key, reason: Reason, by: By = None) -> None:
    """Write down that a row is no finding; it stays away even where its words move within the document.

    Examples:

        oboegaki reject 'release-en#d0a5eec65-1' --reason "a version number, no date"
    """
    from pipeline.review.decide import reject as verb

    verb(context.obj, key, reason=reason, by=by)
    _written(context.obj)


@commands.command()
def add(
    context: typer.Context,
    table: Annotated[str, typer.Argument(help="organisation_mentions, dates or objectives.", show_default=False)],
    doc_id: Annotated[str, typer.Argument(metavar="DOC", help="The document.", show_default=False)],
    values: Values,
    text: Annotated[str, typer.Option(help="The words, as `show` prints them without marks.", show_default=False)],
    reason: Reason = "missed",
    nth: Annotated[int | None, typer.Option(min=1, help="Which of the places with these words.")] = None,
    by: By = None,
) -> None:
    """Write down a row that was missed, in every run from now on.

    Examples:

        oboegaki add dates release-en start=2026-03-04 --text "the fourth of March"

        oboegaki add organisation_mentions release-en organisation_id=mofa-japan --text "the Ministry" --nth 2
    """
    from pipeline.review.decide import add as verb

    entry = verb(context.obj, table, doc_id, text, _values(values), reason=reason, occurrence=nth, by=by)
    out.print(f"{entry.key}", markup=False)
    _written(context.obj)


@commands.command()
def show(
    context: typer.Context,
    doc_id: Annotated[str, typer.Argument(metavar="DOC", help="The document.", show_default=False)],
) -> None:
    """Print a document with its findings marked, and under each line what they say.

    Examples:

        oboegaki show jfusion-mou-en
    """
    from pipeline.review.show import document_lines
    from pipeline.review.sides import read_sides

    for line in document_lines(read_sides(context.obj), doc_id):
        out.print(line)


@commands.command()
def why(context: typer.Context, key: Key) -> None:
    """Tell where a row came from: file, page, sentence, rules or model, registry entry, correction.

    Examples:

        oboegaki why 'release-en#d0c366841-1'

        oboegaki why mofa-japan
    """
    from pipeline.review.build import build_review
    from pipeline.review.sides import read_sides
    from pipeline.review.why import provenance

    sides = read_sides(context.obj)
    for label, words in provenance(sides, build_review(sides), key):
        out.print(f"{label:12} {words}", markup=False)


def _values(given: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    wrong = [name for name, equals, _ in pairs if not equals or not name.strip()]
    if wrong:
        raise WorkspaceError(f"{wrong[0]}: write column=value")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _written(workspace: Workspace) -> None:
    out.print(f"Written to {workspace.corrections}. Next: oboegaki ingest", markup=False)
