"""Runs end to end on small workspaces, through the command line, in processes of their own."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.files import file_sha256
from pipeline.workspace import Workspace
from tests.conftest import ROOT

MakeWorkspace = Callable[[dict[str, str]], Workspace]

ENGLISH = "The Coastal Wind Association (CWA) and Harrow Marine plc signed a memorandum on 3 March 2026.\n"
JAPANESE = "国立研究開発法人海底機構と株式会社みなと電機は、2026年3月3日、覚書を締結した。\n"


def oboegaki(workspace: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", "--workspace", str(workspace.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})


def outputs(workspace: Workspace) -> dict[str, str]:
    """The hash of every file that a run makes from its inputs alone; the review also depends on what is accepted."""
    return {
        path.relative_to(workspace.extracted).as_posix(): file_sha256(path)
        for path in sorted(workspace.extracted.rglob("*"))
        if path.is_file()
        and not path.name.startswith((".lock", "store.sqlite"))
        and path.relative_to(workspace.extracted).parts[0] not in ("accepted", "review")
    }


def test_a_run_fills_the_tables_and_a_second_one_does_nothing(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"raw/en.txt": ENGLISH, "raw/sub/ja.txt": JAPANESE, "raw/en.yml": "published: 2026-03-04\n"}
    )
    first = oboegaki(workspace, "ingest")
    assert first.returncode == 0, first.stderr
    assert "2 documents read, 0 unchanged" in first.stdout
    before = outputs(workspace)
    assert {"documents.csv", "documents.parquet", "run.json", "datapackage.json", "text/sub/ja.txt"} <= set(before)
    assert "CWA" in (workspace.extracted / "organisation_mentions.csv").read_text(encoding="utf-8")
    assert "2026-03-03" in (workspace.extracted / "dates.csv").read_text(encoding="utf-8")

    times = {path: path.stat().st_mtime_ns for path in workspace.extracted.glob("*.csv")}
    second = oboegaki(workspace, "ingest")
    assert "0 documents read, 2 unchanged" in second.stdout
    assert outputs(workspace) == before
    assert {path: path.stat().st_mtime_ns for path in workspace.extracted.glob("*.csv")} == times


def test_a_second_run_loads_no_model_and_no_pandas(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/en.txt": ENGLISH})
    assert oboegaki(workspace, "ingest").returncode == 0
    code = (
        "import sys; from pathlib import Path; from pipeline.run.ingest import ingest; from pipeline.workspace import Workspace\n"
        f"report = ingest(Workspace(Path({str(workspace.root)!r})))\n"
        "assert report.done == 0\n"
        "print([name for name in ('spacy', 'pandas', 'pyarrow', 'sudachipy', 'thinc', 'pdfplumber') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_run_with_a_new_document_loads_no_model_and_no_pandas_in_its_own_process(
    make_workspace: MakeWorkspace,
) -> None:
    workspace = make_workspace({"raw/en.txt": ENGLISH, "raw/ja.txt": JAPANESE})
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    (workspace.raw / "new.txt").write_text(ENGLISH.replace("3 March", "4 April"), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from pipeline.run.ingest import ingest; from pipeline.workspace import Workspace\n"
        f"report = ingest(Workspace(Path({str(workspace.root)!r})))\n"
        "assert report.done == 1\n"
        "print([name for name in ('spacy', 'pandas', 'pyarrow', 'numpy', 'sudachipy', 'thinc', 'pdfplumber') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
    assert "new" in (workspace.extracted / "review" / "diff.md").read_text(encoding="utf-8")


def test_only_what_changed_is_done_again(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "raw/b.txt": JAPANESE})
    oboegaki(workspace, "ingest")
    os.utime(workspace.raw / "a.txt")
    assert "0 documents read, 2 unchanged" in oboegaki(workspace, "ingest").stdout
    (workspace.raw / "a.txt").write_text(ENGLISH.replace("2026", "2027"), encoding="utf-8")
    assert "1 documents read, 1 unchanged" in oboegaki(workspace, "ingest").stdout
    assert "2027-03-03" in (workspace.extracted / "dates.csv").read_text(encoding="utf-8")
    (workspace.raw / "b.yml").write_text("published: 2026-03-09\n", encoding="utf-8")
    assert "1 documents read, 1 unchanged" in oboegaki(workspace, "ingest").stdout
    (workspace.raw / "b.txt").unlink()
    (workspace.raw / "b.yml").unlink()
    oboegaki(workspace, "ingest")
    assert not (workspace.texts / "b.txt").exists()
    assert "b" not in [line.split(",")[0] for line in (workspace.extracted / "documents.csv").read_text().splitlines()]


def test_what_was_deleted_or_edited_in_extracted_is_made_again(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    oboegaki(workspace, "ingest")
    before = outputs(workspace)
    (workspace.extracted / "dates.csv").unlink()
    (workspace.extracted / "objectives.csv").write_text("nonsense", encoding="utf-8")
    assert oboegaki(workspace, "diff").returncode == 2
    assert "0 documents read" in oboegaki(workspace, "ingest").stdout
    assert outputs(workspace) == before


def test_the_store_can_be_lost_or_broken(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    oboegaki(workspace, "ingest")
    before = outputs(workspace)
    workspace.store.write_bytes(b"no database at all" * 100)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 0, result.stderr
    assert outputs(workspace) == before


def test_any_number_of_workers_gives_the_same_bytes(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({f"raw/{name}.txt": ENGLISH if name < "c" else JAPANESE for name in "abcd"})
    oboegaki(workspace, "ingest", "--jobs", "1")
    before = outputs(workspace)
    workspace.store.unlink()
    oboegaki(workspace, "ingest", "--jobs", "3")
    assert outputs(workspace) == before


@pytest.mark.parametrize("after", [0.5, 1.5, 2.5])
def test_kill_at_any_moment_loses_nothing(make_workspace: MakeWorkspace, after: float) -> None:
    files = {f"raw/{number}.txt": ENGLISH * (number + 1) for number in range(6)}
    workspace = make_workspace(files)
    oboegaki(workspace, "ingest")
    expected = outputs(workspace)
    accepted = oboegaki(workspace, "accept")
    assert accepted.returncode == 0
    workspace.store.unlink()
    command = [sys.executable, "-m", "pipeline.cli", "-w", str(workspace.root), "ingest", "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert oboegaki(workspace, "ingest").returncode == 0
    found = outputs(workspace)
    assert {name: found[name] for name in expected} == expected
    assert oboegaki(workspace, "diff").returncode == 0
    assert not list(workspace.extracted.rglob("*.tmp"))


def test_two_runs_at_once(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    workspace.extracted.mkdir()
    code = (
        "import time; from filelock import FileLock\n"
        f"with FileLock({str(workspace.extracted / '.lock')!r}): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        result = oboegaki(workspace, "ingest")
        holder.kill()
    assert result.returncode == 2
    assert "another run is writing there" in result.stderr


def test_diff_and_accept(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "raw/b.txt": JAPANESE})
    assert oboegaki(workspace, "diff").returncode == 2  # there is no run yet
    oboegaki(workspace, "ingest")
    shown = oboegaki(workspace, "diff")
    assert shown.returncode == 1
    assert "Coastal Wind Association" in shown.stdout
    assert oboegaki(workspace, "accept").returncode == 0
    assert oboegaki(workspace, "diff").returncode == 0

    (workspace.raw / "a.txt").write_text(ENGLISH.replace("3 March", "4 March"), encoding="utf-8")
    oboegaki(workspace, "ingest")
    shown = oboegaki(workspace, "diff")
    assert shown.returncode == 1
    assert "4 March 2026" in shown.stdout
    assert "海底機構" not in shown.stdout
    oboegaki(workspace, "accept")
    ledger = (workspace.accepted / "ledger.csv").read_text(encoding="utf-8").splitlines()
    assert len(ledger) == 3
    assert ledger[0].startswith("when,who,what,run")


def test_rows_of_a_document_that_became_unreadable_stay_accepted(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH, "raw/b.txt": JAPANESE})
    oboegaki(workspace, "ingest")
    oboegaki(workspace, "accept")
    (workspace.raw / "a.txt").write_bytes(b"")
    assert oboegaki(workspace, "ingest").returncode == 1
    shown = oboegaki(workspace, "diff").stdout
    assert "not compared: their document could not be read" in shown
    oboegaki(workspace, "accept")
    assert "Coastal Wind Association" in (workspace.accepted / "organisation_mentions.csv").read_text(encoding="utf-8")


def test_the_committed_tables_are_what_a_fresh_run_gives(tmp_path: Path) -> None:
    (tmp_path / "raw").symlink_to(ROOT / "raw")
    workspace = Workspace(tmp_path)
    result = oboegaki(workspace, "ingest")
    assert result.returncode == 0, result.stderr
    committed = {
        path.relative_to(ROOT / "extracted").as_posix(): file_sha256(path)
        for path in (ROOT / "extracted").rglob("*")
        if path.is_file()
        and not path.name.startswith((".", "store.sqlite"))
        and not {"accepted", "review"} & set(path.parts)
    }
    assert outputs(workspace) == committed


def test_the_store_is_one_database_with_a_transaction_a_document(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": ENGLISH})
    oboegaki(workspace, "ingest")
    with sqlite3.connect(workspace.store) as store:
        stages = [stage for (stage,) in store.execute("SELECT stage FROM stages ORDER BY stage")]
    assert stages == ["dates", "entities", "find", "objectives", "organisation_mentions", "read", "summary"]
    run = json.loads(workspace.run_file.read_text(encoding="utf-8"))
    assert set(run["models"]) == {"en", "ja"}


def test_whose_fiscal_year_is_meant_is_a_setting_that_dates_alone_depend_on(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": "The Coastal Wind Association will spend the grant in FY2026.\n"})
    assert oboegaki(workspace, "ingest").returncode == 0
    assert "2026-04-01,2027-03-31" in (workspace.extracted / "dates.csv").read_text(encoding="utf-8")
    with (workspace.root / "config" / "settings.yml").open("a", encoding="utf-8") as settings:
        settings.write("dates: {fiscal_year_country: US}\n")
    again = oboegaki(workspace, "ingest")
    assert "1 documents read" in again.stdout
    assert "2025-10-01,2026-09-30" in (workspace.extracted / "dates.csv").read_text(encoding="utf-8")
