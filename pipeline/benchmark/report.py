"""What was measured, in words and tables of Markdown, and their place in a page."""

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from pipeline.benchmark.growth import Growth
from pipeline.benchmark.speed import STAGES, Speed
from pipeline.benchmark.workers import Workers
from pipeline.errors import WorkspaceError
from pipeline.files import write_atomically
from pipeline.review.benchmark import CompareSpeed
from pipeline.run.machine import cores

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
"""The lines of a page that the report stands between."""


def machine_words(command: str) -> str:
    """When and on what the measuring is done, and what else is done there; no name of the machine."""
    busy = psutil.cpu_percent(interval=1)
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    cores_ = f"{cores()} core{'s' if cores() > 1 else ''}"
    return (
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d}: {cores_}, {memory:.0f} GiB of memory, {system};"
        f" other programs kept {busy:.0f} % of the cores busy when it began.\n"
    )


def speed_words(speeds: Sequence[Speed]) -> str:
    """Ours beside the models as they come."""
    rows = []
    for speed in speeds:
        made_of = (f"{share:.0%}" for share in speed.shares.values())
        counts = (f"{number:,.0f}" for number in (speed.documents, speed.characters, speed.stock, speed.whole))
        rows.append((speed.language, *counts, f"**{speed.ratio:.1f}**", *made_of, f"{speed.megabytes:,.0f} MB"))
    return (
        "**Beside the stock models.** Characters a second of processor time on one core: the stock pipelines of `settings.yml` by `nlp.pipe`, and ours"
        " from the file to what was found in it; the share of each of our stages (reading, the model's names, rules); the"
        " most memory of the process with our models for both languages.\n\n"
        + _table(
            ("language", "documents", "characters", "stock", "ours", "ratio", *STAGES, "memory, both models"),
            rows,
        )
    )


def workers_words(workers: Workers) -> str:
    """A second worker beside one."""
    rows = [
        (
            number,
            f"{cost.seconds:,.1f} s",
            f"{cost.processor:,.1f} s",
            f"{cost.main / cost.processor:.0%}",
            f"{cost.megabytes:,.0f} MB",
            f"{cost.main_megabytes:,.0f} MB",
        )
        for number, cost in (("1", workers.one), ("2", workers.two))
    ]
    same = "the same, byte for byte" if workers.identical else "**not the same**"
    return (
        f"**Two workers.** Whole runs of `oboegaki ingest` from nothing over {workers.documents:,} documents, with `--jobs 1` and `--jobs"
        f" 2`: two workers are **{workers.ratio:.2f}** times as fast as one, start-up, loading of models and writing"
        f" included. Their tables and texts are {same}. What the main process takes of the processor's time is start-up,"
        " tables, comparison and review; the rest is the workers', loading the models included.\n\n"
        + _table(("jobs", "wall clock", "processor", "main process", "memory, all processes", "main process"), rows)
    )


def growth_words(growth: Sequence[Growth]) -> str:
    """Cost by the number of documents."""
    runs = [(at, (at.full, at.nothing, at.one, at.alone)) for at in growth]
    times = [
        (
            f"{at.documents:,}",
            f"{at.added:,}",
            *(f"{cost.seconds:,.1f} ({cost.processor:,.1f})" for cost in costs),
            f"{100 * at.full.seconds / at.added:,.1f}",
            f"{at.one.seconds - at.alone.seconds:+.1f}",
        )
        for at, costs in runs
    ]
    memory = [
        (
            f"{at.documents:,}",
            *(f"{cost.megabytes:,.0f} ({cost.main_megabytes:,.0f})" for cost in costs),
        )
        for at, costs in runs
    ]
    names = ("all new ones", "nothing new", "one new", "that one alone")
    return (
        "**Growth.** Whole runs of `oboegaki ingest` in one workspace that grows: wall clock in seconds, and in brackets"
        " seconds of the processor, those of the workers with it. Each row adds documents to those that are there and have"
        f" been accepted, so only the first is a run from nothing: “{names[0]}” is what adding them took, a worker on each"
        " core, the tables made anew of all rows; “100 of them” is its wall clock for every hundred added. Then all is"
        " accepted, and the run repeated with nothing new; then with one new document, which is also run alone in an empty"
        " workspace; “difference” is between these two. Of runs that were repeated the fastest counts.\n\n"
        + _table(("documents", "new", *names, "100 of them", "difference"), times)
        + "\nThe most memory in these runs, in MB: of all processes together, and in brackets of the one that makes the"
        " tables and the review.\n\n" + _table(("documents", *names), memory)
    )


def compare_words(compared: CompareSpeed) -> str:
    """The comparison of large tables."""
    return (
        f"**Comparison.** Comparing {compared.rows:,} rows of mentions with as many others: {compared.compare_seconds:.1f} s of the"
        f" processor, {compared.read_seconds:.1f} s more for reading both sides from CSV; {compared.megabytes:,.0f} MB for"
        f" the whole process; {compared.changes:,} changes found.\n"
    )


def place_in(path: Path) -> tuple[str, str]:
    """What a page has before and after the report's place.

    Raises:
        WorkspaceError: it can't be read, or has not exactly one line that begins the place and one after it that ends it.
    """
    try:
        page = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{path}: can't be read ({error})") from error
    before, begin, rest = page.partition(f"{BEGIN}\n")
    _, end, after = rest.partition(f"{END}\n")
    if not (begin and end) or page.count(BEGIN) != 1 or page.count(END) != 1:
        raise WorkspaceError(
            f"{path}: needs a line {BEGIN} and below it a line {END}, each once; the report goes between"
        )
    return before, after


def write_into(path: Path, report: str) -> None:
    """Puts a report in its place in a page, instead of the one that is there.

    Raises:
        WorkspaceError: as `place_in`; nothing is written.
    """
    before, after = place_in(path)
    write_atomically(path, f"{before}{BEGIN}\n{report.strip()}\n{END}\n{after}".encode())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
