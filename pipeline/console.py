"""Where the command line prints to, and its exit codes."""

import os
import sys

from rich.console import Console

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
