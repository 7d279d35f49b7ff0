"""Calls in a process beside this one: what they give, what they raise, and that nothing is left of them."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from pipeline.errors import OboegakiError
from pipeline.run.side_process import SideProcess


def test_calls_are_made_one_after_another_in_another_process() -> None:
    with SideProcess() as beside:
        pids = [beside.submit(os.getpid) for _ in range(2)]
        assert pids[0].result() == pids[1].result() != os.getpid()
        large = beside.submit(bytes, 1_000_000)  # more than a pipe holds, and nobody asks for it yet
        assert beside.submit(divmod, 7, 4).result() == (1, 3)
        assert len(large.result()) == 1_000_000
    assert not psutil.pid_exists(pids[0].result())


def test_no_process_is_started_for_nothing() -> None:
    before = psutil.Process().children()
    with SideProcess():
        assert psutil.Process().children() == before


def test_what_a_call_raises_is_raised_by_its_result_alone() -> None:
    with SideProcess() as beside:
        failed, other = beside.submit(divmod, 1, 0), beside.submit(divmod, 1, 1)
        with pytest.raises(ZeroDivisionError):
            failed.result()
        assert other.result() == (1, 0)


def test_a_process_that_dies_is_an_error_and_no_wait() -> None:
    with SideProcess() as beside:
        pid = beside.submit(os.getpid).result()
        killed = beside.submit(os.kill, pid, signal.SIGKILL)
        for lost in (killed, beside.submit(os.getpid)):
            with pytest.raises(OboegakiError, match="has died"):
                lost.result(timeout=20)


def test_it_ends_with_a_parent_that_was_killed() -> None:
    code = (
        "import os, signal; from pipeline.run.side_process import SideProcess\n"
        "print(SideProcess().submit(os.getpid).result(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pid = int(done.stdout)
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.1)
    pytest.fail("it goes on without its parent")
