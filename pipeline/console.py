"""Where the command line prints to, how it shows that work goes on, and its exit codes."""

import os
import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text

DONE, LOOK, WRONG, INTERRUPTED = 0, 1, 2, 130


class _Console(Console):
    """Goes on where no one reads on (`oboegaki ingest | head -1`): the command ends as it would have."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        # What is still in Python's buffer would be written, and fail, when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


# In a pipe or a file there is no width to fit into, and nothing may be cut off.
out = _Console(highlight=False, soft_wrap=True, width=None if sys.stdout and sys.stdout.isatty() else 400)
err = _Console(stderr=True, highlight=False, soft_wrap=True)


def on_terminal() -> bool:
    """Whether stderr is one that somebody looks at: FORCE_COLOR asks for colours in a log, not for lines that move."""
    return err.is_terminal and not err.is_dumb_terminal and err.file.isatty()


class RateColumn(ProgressColumn):
    """Documents a second, or a minute where they are slower than that; rich has such a column for bytes only."""

    def render(self, task: Task) -> Text:
        """Empty until two are done: the first waits for the models."""
        speed = task.finished_speed or task.speed
        if speed is None:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{60 * speed:.1f}/min", style="progress.data.speed")


def document_progress() -> Progress:
    """A line with documents done and to do, their rate and the time left: on a terminal only, and gone in the end."""
    return Progress(
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        expand=True,
        # A long document among short ones must not double the estimate.
        speed_estimate_period=300,
        disable=not on_terminal(),
    )
