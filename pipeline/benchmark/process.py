"""Runs a command of ours as its user would, in a process of its own, and says what that took."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import psutil

from pipeline.errors import OboegakiError
from pipeline.workspace import CONFIG_FILES, Workspace

_LOOK = 0.1  # seconds between two looks at what the processes take


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, from its start to its end.

    Attributes:
        seconds: wall clock.
        processor: seconds of the processor, of the process and of all that it started.
        main: those of the process itself: start-up, and for `ingest` all but reading and searching the documents.
        megabytes: the most resident memory that all of them had together, in 10**6 bytes; libraries that two processes
            share count in both.
        main_megabytes: the most that the process itself had.
    """

    seconds: float
    processor: float
    main: float
    megabytes: float
    main_megabytes: float


@dataclass(slots=True)
class _Watch:
    """Looks again and again at a process and what it has started; what was there between two looks is not seen."""

    process: psutil.Process
    main: float = 0
    megabytes: float = 0
    main_megabytes: float = 0

    def until(self, ended: threading.Event) -> None:
        while not ended.wait(_LOOK):
            with suppress(psutil.Error):  # it has just ended
                times = self.process.cpu_times()
                self.main = times.user + times.system
                own = self.process.memory_info().rss / 1e6
                self.main_megabytes = max(self.main_megabytes, own)
                self.megabytes = max(self.megabytes, own + sum(map(_megabytes, self.process.children(recursive=True))))


def _megabytes(process: psutil.Process) -> float:
    with suppress(psutil.Error):  # it has just ended
        return float(process.memory_info().rss) / 1e6
    return 0


def run_command(workspace: Workspace, *arguments: str) -> Cost:
    """Runs `oboegaki` with some arguments in a workspace.

    Raises:
        OboegakiError: it ended with an exit code other than 0, so that what it took is not what was to be measured.
    """
    command = [sys.executable, "-m", "pipeline.cli", "--workspace", str(workspace.root), *arguments]
    ended = threading.Event()
    with tempfile.TemporaryFile() as said:
        begin = monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)  # noqa: S603 - our own command
        watch = _Watch(psutil.Process(process.pid))
        watcher = threading.Thread(target=watch.until, args=(ended,))
        watcher.start()
        try:
            # Unlike Popen.wait it also says what the process and those that it waited for have used.
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            seconds = monotonic() - begin
            ended.set()
            watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            words = said.read().decode("utf-8", errors="replace").strip()
            raise OboegakiError(f"oboegaki {' '.join(arguments)} ended with exit code {process.returncode}: {words}")
    return Cost(seconds, used.ru_utime + used.ru_stime, watch.main, watch.megabytes, watch.main_megabytes)


def new_workspace(folder: Path, like: Workspace) -> Workspace:
    """An empty workspace with the configuration of another one."""
    workspace = Workspace(folder)
    workspace.raw.mkdir(parents=True)
    (folder / "config").mkdir()
    for name in CONFIG_FILES:
        shutil.copy(like.config(name), folder / "config" / name)
    return workspace
