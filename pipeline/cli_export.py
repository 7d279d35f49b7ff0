"""The commands that write the tables in other forms: export, dictionary."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from pipeline.console import out
from pipeline.errors import WorkspaceError
from pipeline.files import write_atomically
from pipeline.schema import PARTIES, DocumentRow
from pipeline.workspace import Workspace

commands = typer.Typer()


@commands.command()
def export(
    context: typer.Context,
    excel: Annotated[Path | None, typer.Option(help="Write a workbook, .xlsx: a typed sheet each table.")] = None,
    sqlite: Annotated[Path | None, typer.Option(help="Write a SQLite database with full-text search.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a web site into this folder.")] = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="The accepted tables, not those of the last run.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write the tables as a workbook, a database or a web site.

    Examples:

        oboegaki export --excel tables.xlsx

        oboegaki export --sqlite tables.sqlite --accepted

        oboegaki export --html site --force
    """
    from pipeline.tables.reading import read_tables

    workspace: Workspace = context.obj
    if not (excel or sqlite or html):
        raise WorkspaceError("say what to write: --excel FILE.xlsx, --sqlite FILE or --html DIR")
    for target in (excel, sqlite, html):
        _check(target, workspace, force=force)
    tables = read_tables(workspace, accepted=accepted)
    texts = _texts(workspace, [row.doc_id for row in tables["documents"] if isinstance(row, DocumentRow)])
    if excel or sqlite:
        from pipeline.resolve.parties import party_rows

        with_parties = {**tables, PARTIES.name: party_rows(tables, texts)}
    if excel:
        from pipeline.export.excel import excel_bytes

        write_atomically(excel, excel_bytes(with_parties))
    if sqlite:
        from pipeline.export.sqlite import sqlite_bytes

        write_atomically(sqlite, sqlite_bytes(with_parties, texts))
    if html:
        from pipeline.export.site import site_files

        _write_site(html, site_files(tables, texts))
    for target in filter(None, (excel, sqlite, html and html / "index.html")):
        out.print(f"Written: {target}", markup=False)


@commands.command()
def dictionary() -> None:
    """Print the data dictionary: what every table and column means, in Markdown.

    Examples:

        oboegaki dictionary > docs/data_dictionary.md
    """
    from pipeline.tables.dictionary import data_dictionary

    out.out(data_dictionary(), end="", highlight=False)


def _check(target: Path | None, workspace: Workspace, *, force: bool) -> None:
    """Refuses to write over what is not an export."""
    if target is None:
        return
    for ours in (workspace.raw, workspace.extracted):
        if target.resolve().is_relative_to(ours.resolve()):
            raise WorkspaceError(f"{target}: is inside {ours}, which is for other files; write it somewhere else")
    there = any(target.iterdir()) if target.is_dir() else target.exists()
    if there and not force:
        raise WorkspaceError(f"{target}: is there already; --force replaces it")


def _texts(workspace: Workspace, doc_ids: list[str]) -> dict[str, str]:
    texts = ((doc_id, workspace.text(doc_id)) for doc_id in doc_ids)
    return {doc_id: text for doc_id, text in texts if text is not None}


def _write_site(folder: Path, site: Mapping[str, bytes]) -> None:
    """Writes a site over the one before: pages that it no longer has go, files that are not its own stay."""
    from pipeline.export.site import MANIFEST

    before: list[str] = []
    if (folder / MANIFEST).is_file():
        try:
            before = [str(name) for name in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]]
        except (ValueError, KeyError, TypeError):
            raise WorkspaceError(f"{folder / MANIFEST}: is not as an export wrote it; remove {folder}") from None
    for name, content in site.items():
        write_atomically(folder / name, content)
    for name in before:
        path = (folder / name).resolve()
        if name not in site and path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
