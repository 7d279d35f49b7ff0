"""What a terminal shows while documents are read, and that nothing else is shown it."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.progress import Progress

from pipeline.console import RateColumn
from pipeline.notebook import ingest
from pipeline.workspace import Workspace

MakeWorkspace = Callable[[dict[str, str]], Workspace]

SIGNED = "Harrow Marine plc signed it on 3 March 2026.\n"
WIDTH = 80


def ingest_on_terminal(workspace: Workspace, **variables: str) -> str:
    """What `oboegaki ingest` sends to a terminal on stderr, as it comes."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "--workspace", str(workspace.root), "ingest", "--no-fetch"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**kept, "TERM": "xterm", **variables},
    )
    os.close(theirs)
    sent = b""
    try:
        while piece := os.read(ours, 4096):
            sent += piece
    except OSError:
        pass  # how Linux says that nobody writes to it any more
    os.close(ours)
    assert process.wait() == 0
    return sent.decode("utf-8")


def shown(sent: str) -> list[str]:
    """The lines without the codes that place and colour them."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent)
    return [line for line in re.split(r"[\r\n]+", plain) if line.strip()]


def test_a_terminal_shows_how_many_are_done_how_fast_and_how_long_it_will_take(make_workspace: MakeWorkspace) -> None:
    names = ["a", "b", "c", "d", "x" * 150]
    sent = ingest_on_terminal(make_workspace({f"raw/{name}.txt": SIGNED for name in names}))
    lines = shown(sent)
    assert all(len(line) <= WIDTH for line in lines)
    assert any(re.search(r"loading models .* 0/5 +-:--:--$", line) for line in lines)
    assert re.search(r"tables and review .* 5/5 [\d.]+/(s|min) 0:00:00$", lines[-1])
    assert sent.endswith("\x1b[2K")  # the line is taken away again


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": "1"}])
def test_nothing_moves_where_there_is_no_terminal(make_workspace: MakeWorkspace, variables: dict[str, str]) -> None:
    workspace = make_workspace({"raw/a.txt": SIGNED})
    command = [sys.executable, "-m", "pipeline.cli", "--workspace", str(workspace.root), "ingest", "--no-fetch"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **variables})
    assert result.stderr == ""
    assert "loading models" not in result.stdout


def test_nothing_moves_on_a_terminal_that_cannot_move(make_workspace: MakeWorkspace) -> None:
    assert ingest_on_terminal(make_workspace({"raw/a.txt": SIGNED}), TERM="dumb") == ""


@pytest.mark.parametrize(("seconds", "rate"), [(0.25, "4.0/s"), (1, "1.0/s"), (2.5, "24.0/min")])
def test_the_rate_is_that_of_the_documents_after_the_first(seconds: float, rate: str) -> None:
    now = 0.0
    bar = Progress(get_time=lambda: now, disable=True)
    task = bar.add_task("reading", total=10)
    assert RateColumn().render(bar.tasks[0]).plain == ""
    now = 30.0  # the models are loaded before the first is done
    for _ in range(4):
        bar.advance(task)
        now += seconds
    assert RateColumn().render(bar.tasks[0]).plain == rate


def test_progress_is_told_of_every_document_and_first_of_their_number(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({f"raw/{name}.txt": SIGNED for name in "ab"})
    told: list[tuple[int, int, str]] = []
    ingest(workspace.root, jobs=1, progress=lambda *what: told.append(what))
    assert told == [(0, 2, ""), (1, 2, "a"), (2, 2, "b")]
    Path(workspace.raw / "c.txt").write_text(SIGNED, encoding="utf-8")
    told.clear()
    ingest(workspace.root, jobs=1, progress=lambda *what: told.append(what))
    assert told == [(0, 1, ""), (1, 1, "c")]
