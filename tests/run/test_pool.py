"""Workers that die, hang or grow: the document that did it is named, the others go on, nothing is left running."""

import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from pipeline.config import load_configuration
from pipeline.errors import OboegakiError
from pipeline.files import sha256
from pipeline.records import Failure, RawDocument
from pipeline.run import pool
from pipeline.run.pool import run_tasks
from pipeline.run.tasks import Task, Versions
from pipeline.workspace import CONFIG_FILES, Workspace
from tests.conftest import ROOT
from tests.run import misbehaving
from tests.run.test_ingest import ENGLISH

MakeWorkspace = Callable[[dict[str, str]], Workspace]
Run = Callable[..., dict[str, Failure | None]]


@pytest.fixture
def run(make_workspace: MakeWorkspace, small_models: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Does documents, given by their text, and gives what failed."""
    monkeypatch.setattr(pool, "serve", misbehaving.serve)

    def run(*texts: str, jobs: int = 1, limits: str = "seconds: 3, memory_megabytes: 700") -> dict[str, Failure | None]:
        settings = {"config/settings.yml": f"{small_models}limits: {{{limits}}}\n"}
        workspace = make_workspace(settings | {f"raw/{number}.txt": text for number, text in enumerate(texts)})
        configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
        tasks = [Task(_raw(workspace.raw / f"{number}.txt"), "") for number in range(len(texts))]
        outcomes = list(run_tasks(Versions("", "", "", "", ""), configuration, tasks, jobs=jobs))
        assert sorted(task.raw.doc_id for task, _ in outcomes) == sorted(task.raw.doc_id for task in tasks)
        by_id = {texts[int(task.raw.doc_id)]: outcome for task, outcome in outcomes}
        return {text: outcome if isinstance(outcome, Failure) else None for text, outcome in by_id.items()}

    return run


def _raw(path: Path) -> RawDocument:
    return RawDocument(path.stem, path, "text/plain", sha256(path.read_bytes()))


ENDS = {
    "sleep": ("timed_out", "not done after 3 s (limits.seconds in settings.yml)"),
    "spin": ("timed_out", "limits.seconds"),
    "grow": ("too_large", "more than 700 MB of memory (limits.memory_megabytes in settings.yml)"),
    "ask": ("too_large", "limits.memory_megabytes"),
    "die": ("crashed", "SIGKILL"),
    "fault": ("crashed", "SIGSEGV"),
    "exit 0": ("crashed", "exit code 0"),
    "quit": ("crashed", "exit code 1"),
    "recurse": ("crashed", "RecursionError"),
}


def test_the_document_that_did_it_is_named_and_the_others_go_on(run: Run) -> None:
    good = [f"{ENGLISH} {number}" for number in range(len(ENDS))]
    failures = run(*(text for pair in zip(good, ENDS, strict=True) for text in pair), jobs=2)
    for text, (status, words) in ENDS.items():
        failure = failures.pop(text)
        assert failure is not None
        assert failure.status == status
        assert words in failure.message
    assert failures == dict.fromkeys(good)
    assert not multiprocessing.active_children()


def test_what_others_left_in_memory_is_not_a_documents_fault(run: Run) -> None:
    kept = [f"keep 25{number}" for number in range(4)]
    assert run(*kept) == dict.fromkeys(kept)


def test_what_a_document_started_ends_with_it(run: Run, tmp_path: Path) -> None:
    run(f"child {tmp_path / 'pid'}")
    child = int((tmp_path / "pid").read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_workers_that_never_start_are_no_documents_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "serve", misbehaving.serve_never)
    with pytest.raises(OboegakiError, match=r"no worker process can be started: .*exit code 3"):
        run("a", "b", jobs=2)


def _script(folder: Path, small_models: str, *before: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script as people write them, without `if __name__ == "__main__"`."""
    (folder / "raw").mkdir()
    (folder / "raw" / "a.txt").write_text(ENGLISH, encoding="utf-8")
    shutil.copytree(ROOT / "config", folder / "config")
    (folder / "config" / "settings.yml").write_text(small_models, encoding="utf-8")
    lines = "import pipeline", *before, f"print(pipeline.ingest({str(folder)!r}).done)"
    (folder / "script.py").write_text("\n".join(lines), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(folder / "script.py")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def test_workers_do_not_run_the_script_that_started_them(tmp_path: Path, small_models: str) -> None:
    run = _script(tmp_path, small_models)
    assert (run.returncode, run.stdout) == (0, "1\n"), run.stderr


def test_workers_that_die_before_they_ask_for_anything_do_not_keep_their_parent_waiting(
    tmp_path: Path, small_models: str
) -> None:
    dead = shutil.which("false")
    run = _script(tmp_path, small_models, "import multiprocessing", f"multiprocessing.set_executable({dead!r})")
    assert run.returncode == 1
    assert "no worker process can be started: the worker process died (exit code 1)" in run.stderr


def test_what_the_parent_does_meanwhile_is_not_the_documents_time(
    make_workspace: MakeWorkspace, small_models: str
) -> None:
    settings = {"config/settings.yml": f"{small_models}limits: {{seconds: 1}}\n"}
    workspace = make_workspace(settings | {f"raw/{number}.txt": f"document {number}" for number in range(3)})
    configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
    tasks = [Task(_raw(path), "") for path in sorted(workspace.raw.iterdir())]
    steps = iter([time.sleep] * 8)
    outcomes = run_tasks(
        Versions("", "", "", "", ""), configuration, tasks, jobs=1, meanwhile=(step(1.5) for step in steps)
    )
    assert [type(outcome) for _, outcome in outcomes] == [dict, dict, dict]
    assert len(list(steps)) < 7  # or there was nothing to disturb


def test_workers_are_gone_where_there_was_nothing_to_do(make_workspace: MakeWorkspace, small_models: str) -> None:
    workspace = make_workspace({"raw/0.txt": "a"})
    configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
    assert list(run_tasks(Versions("", "", "", "", ""), configuration, [], jobs=2)) == []
    assert not multiprocessing.active_children()


def test_a_run_that_is_left_ends_its_workers(run: Run, make_workspace: MakeWorkspace, small_models: str) -> None:
    workspace = make_workspace({"raw/0.txt": "a", "raw/1.txt": "sleep"})
    configuration = load_configuration(*(workspace.config(name) for name in CONFIG_FILES))
    tasks = [Task(_raw(path), "") for path in sorted(workspace.raw.iterdir())]
    outcomes = run_tasks(Versions("", "", "", "", ""), configuration, tasks, jobs=2)
    next(outcomes)
    assert multiprocessing.active_children()
    outcomes.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


_ORPHANS = """
import multiprocessing, os, signal, subprocess, threading, time
from pipeline.run import worker

def work():
    os.setpgid(0, 0)
    threading.Thread(target=worker._end_with_parent, daemon=True).start()
    print(subprocess.Popen(["sleep", "300"]).pid, flush=True)
    time.sleep(300)

if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=work).start()
    time.sleep(300)
"""


def test_what_a_worker_has_started_ends_when_the_run_is_killed(tmp_path: Path) -> None:
    (tmp_path / "orphans.py").write_text(_ORPHANS, encoding="utf-8")
    with subprocess.Popen([sys.executable, tmp_path / "orphans.py"], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        child = psutil.Process(int(run.stdout.readline()))
        run.kill()
        assert not psutil.wait_procs([child], timeout=30)[1]
