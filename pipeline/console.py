"""Where the command line prints to, and its exit codes."""

import sys

from rich.console import Console

DONE, LOOK, WRONG, INTERRUPTED = 0, 1, 2, 130

# In a pipe or a file there is no width to fit into, and nothing may be cut off.
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 400)
err = Console(stderr=True, highlight=False, soft_wrap=True)
