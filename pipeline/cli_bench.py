"""The command that measures speed: bench."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.console import err, out
from pipeline.workspace import CONFIG_FILES, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.benchmark.growth import Growth

commands = typer.Typer()

# More documents change neither characters a second, which the stock model is slow to give, nor what a second worker brings.
_SPEED_DOCUMENTS, _WORKERS_DOCUMENTS = 200, 1_000


@commands.command()
def bench(
    context: typer.Context,
    documents: Annotated[int, typer.Option(min=1, help="How many are made from the text documents in raw/.")] = 200,
    repeat: Annotated[int, typer.Option(min=1, help="How often each short part runs; the fastest counts.")] = 3,
    write: Annotated[
        Path | None,
        typer.Option(help="Also write the report into this page, between its bench marks, and growth.png beside it."),
    ] = None,
) -> None:
    """Compare our speed with that of the models as they come, two workers with one, and runs over few and many documents.

    The documents are those in raw/, varied in names and days: always the same ones. Only the last part uses more than
    1,000 of them.

    Examples:

        oboegaki bench --documents 1000

        oboegaki bench --documents 10000 --write docs/benchmarks.md
    """
    from pipeline.benchmark import report
    from pipeline.benchmark.corpus import write_corpus
    from pipeline.benchmark.growth import measure_growth, sizes
    from pipeline.benchmark.speed import measure
    from pipeline.benchmark.workers import measure_workers
    from pipeline.config import load_configuration
    from pipeline.review.benchmark import measure_compare
    from pipeline.run.machine import cores

    if write is not None:
        report.place_in(write)  # not after an hour of measuring
    workspace: Workspace = context.obj
    configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
    said: list[str] = []

    def say(words: str) -> None:
        from rich.markdown import Markdown

        said.append(words)
        out.print(Markdown(words), soft_wrap=False)

    say(report.machine_words(f"oboegaki bench --documents {documents} --repeat {repeat}"))
    with TemporaryDirectory(prefix="oboegaki-bench-") as folder:
        made = Path(folder)
        write_corpus(workspace.raw, made / "few", min(documents, _SPEED_DOCUMENTS), configuration.organisations)
        say(report.speed_words(measure(made / "few", configuration, repeat=repeat)))
        if cores() > 1:
            write_corpus(workspace.raw, made / "more", min(documents, _WORKERS_DOCUMENTS), configuration.organisations)
            say(report.workers_words(measure_workers(made / "more", workspace)))
    growth = []
    for at in measure_growth(workspace, sizes(documents), repeat=repeat):
        growth.append(at)
        err.print(f"{at.documents:,} of {documents:,} documents", style="dim")
    say(report.growth_words(growth))
    if write is not None and _draw(growth, write.with_name("growth.png")):
        said.append("![Seconds of each kind of run by the number of documents](growth.png)\n")
    say(report.compare_words(measure_compare()))
    if write is not None:
        report.write_into(write, "\n".join(said))
        out.print(f"Written to {write}", markup=False)


def _draw(growth: "Sequence[Growth]", picture: Path) -> bool:
    try:
        from pipeline.benchmark.plot import draw_growth
    except ModuleNotFoundError as error:
        command = f"{sys.executable} -m pip install altair vl-convert-python"
        err.print(f"no {picture.name}: {error.name} is not installed ({command})", style="yellow", markup=False)
        return False
    draw_growth(growth, picture)
    return True
