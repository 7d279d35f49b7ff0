"""The command that trains a name model: train."""

import os
import sys
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from pipeline.console import out
from pipeline.errors import WorkspaceError
from pipeline.records import Language
from pipeline.workspace import CONFIG_FILES, Workspace

commands = typer.Typer()


@commands.command()
def train(
    context: typer.Context,
    lang: Annotated[str, typer.Option(help="Language: en or ja.")],
    data: Annotated[Path, typer.Option(help="Folder with checkouts of the public corpora, by their names.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to write the model to.")],
    annotated: Annotated[
        Path | None, typer.Option(help="Documents annotated as in tests/gold/FORMAT.md, with raw/ beside them.")
    ] = None,
    steps: Annotated[
        int, typer.Option(min=1, help="Batches at most; training ends early when it brings nothing.")
    ] = 7_000,
    seed: Annotated[int, typer.Option(help="Another seed gives another model of about the same quality.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace a model that is there.")] = False,
) -> None:
    """Train a name model on public corpora, and on your own annotated documents.

    It can then be named under `names` in settings.yml. docs/model-card.md says which corpora are known, where they are
    from, and what they may be used for. An hour on one core.

    Examples:

        oboegaki train --lang ja --data corpora --annotated my-documents --to models/ja_mine
    """
    # Small matrices: a second thread costs more than it brings. Set before NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from pipeline.config import load_configuration
    from pipeline.training.train import Shape, train_names

    if lang not in get_args(Language):
        raise WorkspaceError(f"--lang {lang}: is none of {', '.join(get_args(Language))}")
    if to.exists() and not force:
        raise WorkspaceError(f"{to}: is there already; give --force to replace it")
    workspace: Workspace = context.obj
    language = cast("Language", lang)
    configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
    model = train_names(
        language,
        data,
        to,
        base=configuration.settings.models[language].pipeline,
        registered=[name for entry in configuration.organisations for name in entry.names],
        annotated=annotated,
        shape=Shape(steps=steps),
        seed=seed,
        log=sys.stderr,
    )
    out.print(f"Model: {model}; name it in config/settings.yml, models: {lang}: names: {model}", markup=False)
