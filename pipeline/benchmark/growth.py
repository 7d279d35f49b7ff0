"""How the cost of a run grows with the documents that are there: whole runs in one workspace that is made to grow."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.benchmark.corpus import write_corpus
from pipeline.benchmark.process import Cost, new_workspace, run_command
from pipeline.config import load_configuration
from pipeline.workspace import CONFIG_FILES, Workspace


@dataclass(frozen=True, slots=True)
class Growth:
    """What runs took with so many documents in the workspace.

    Attributes:
        documents: how many are there.
        added: how many of them were new in the first of the runs; those before had been accepted.
        full: that run, from nothing where all are new.
        nothing: a run with nothing new, all accepted; the fastest of several.
        one: a run with one new document, all others accepted; the fastest of several.
        alone: a run with such a document alone, in an empty workspace; the fastest of as many.
    """

    documents: int
    added: int
    full: Cost
    nothing: Cost
    one: Cost
    alone: Cost


def sizes(documents: int) -> tuple[int, ...]:
    """100, 300, 1,000, 3,000 … as far as `documents`, and that itself."""
    steps = (factor * 10**power for power in range(2, 9) for factor in (1, 3))
    return (*(step for step in steps if step < documents), documents)


def measure_growth(like: Workspace, steps: Sequence[int], *, repeat: int = 3) -> Iterator[Growth]:
    """Measures at each number of documents, as soon as the workspace has that many.

    Args:
        like: whose text documents in `raw/` are varied, and whose configuration is used.
        steps: the numbers of documents, ascending.
        repeat: how often all but the first run is measured.

    Raises:
        OboegakiError: a run failed.
    """
    configuration = load_configuration(*(like.config(name) for name in CONFIG_FILES))
    with tempfile.TemporaryDirectory(prefix="oboegaki-bench-") as folder:
        made = Path(folder) / "made"
        write_corpus(like.raw, made, steps[-1], configuration.organisations)
        waiting = sorted(made.glob("*.txt"))
        growing = new_workspace(Path(folder) / "growing", like)
        there = 0
        for number, size in enumerate(steps, start=1):
            added = size - there
            for path in waiting[:added]:
                for part in (path, path.with_suffix(".yml")):
                    part.rename(growing.raw / part.name)
            del waiting[:added]
            full = _ingest(growing)
            run_command(growing, "accept")
            nothing = _fastest(_ingest(growing) for _ in range(repeat))

            one, alone = [], []
            for turn in range(repeat):
                name = f"new-{number}-{turn}"
                # It is made of the same sample each time, so that all of these runs can be compared.
                write_corpus(like.raw, Path(folder) / name, 1, configuration.organisations, seed=repeat * number + turn)
                new = [path.rename(path.with_stem(name)) for path in (Path(folder) / name).iterdir()]
                empty = new_workspace(Path(folder) / f"alone-{number}-{turn}", like)
                for workspace in (growing, empty):
                    for part in new:
                        shutil.copy(part, workspace.raw)
                one.append(_ingest(growing))
                alone.append(_ingest(empty))
                for part in new:
                    (growing.raw / part.name).unlink()
                _ingest(growing)
            yield Growth(size, added, full, nothing, _fastest(one), _fastest(alone))
            there = size


def _ingest(workspace: Workspace) -> Cost:
    return run_command(workspace, "ingest", "--no-fetch")


def _fastest(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.seconds)
