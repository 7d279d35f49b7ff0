"""Fetching through the command line: as the first step of a run, killed, twice at once, and without a network."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.fetch import fetch
from pipeline.workspace import Workspace
from tests.fetch.conftest import MakeWorkspace
from tests.fetch.site import Answer, Site
from tests.run.test_ingest import oboegaki, outputs

Listing = Callable[[int], dict[str, object]]


@pytest.fixture
def listing(site: Site) -> Listing:
    """A page that lists so many releases, all of them on the site, and the source for it."""

    def make(number: int) -> dict[str, object]:
        links = []
        for nth in range(number):
            path = f"/releases/wind-{nth:03}.txt"
            text = f"Harrow Marine plc and Acme signed memorandum {nth} on {nth % 28 + 1} March 2026.\n"
            site.answers[path] = Answer(text, "text/plain")
            links.append(f'<li><a class="release" href="{path}">Memorandum {nth}</a></li>')
        site.answers["/index.html"] = Answer(f"<ul>{''.join(links)}</ul>")
        return {"id": "demo", "kind": "page", "url": site.url("/index.html"), "links": "a.release", "language": "en"}

    return make


def waiting_until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_run_fetches_first_and_shows_what_its_sources_changed(
    site: Site, workspace: MakeWorkspace, listing: Listing
) -> None:
    there = workspace(listing(12))
    first = oboegaki(there, "ingest", "--jobs", "1")
    assert first.returncode == 0, first.stderr + first.stdout
    assert first.stderr == ""
    assert "demo: 12 new, 0 unchanged" in first.stdout
    assert "12 documents read, 0 unchanged" in first.stdout
    assert oboegaki(there, "accept").returncode == 0
    before = outputs(there)

    asked = len(site.log)
    second = oboegaki(there, "ingest")
    assert "demo: 12 unchanged" in second.stdout
    assert "0 documents read, 12 unchanged" in second.stdout
    assert "Nothing to review" in second.stdout
    assert len(site.log) == asked + 14
    assert all(one.conditional for one in site.log[asked:] if one.path != "/robots.txt")
    assert outputs(there) == before

    for nth in (2, 5, 9):
        path = f"/releases/wind-{nth:03}.txt"
        site.answers[path] = Answer(
            f"Harrow Marine plc and Acme signed memorandum {nth} on 1 April 2026.\n", "text/plain"
        )
    site.answers["/releases/wind-007.txt"] = Answer(status=410)
    third = oboegaki(there, "ingest", "--jobs", "1")
    assert "demo: 3 changed by their source, 1 gone at source, 8 unchanged" in third.stdout
    assert "Gone at source, and kept: demo/wind-007" in third.stdout
    assert "3 documents read, 9 unchanged" in third.stdout
    changes = json.loads((there.extracted / "review" / "diff.json").read_text(encoding="utf-8"))["changes"]
    causes = {(change["doc_id"], *change["causes"][0].values()) for change in changes}
    assert causes == {
        ("demo/wind-002", "source", "", ""),
        ("demo/wind-005", "source", "", ""),
        ("demo/wind-009", "source", "", ""),
        ("demo/wind-007", "source", "gone at source", ""),
    }
    (gone,) = [change for change in changes if change["doc_id"] == "demo/wind-007"]
    assert gone["table"] == "documents"
    assert [field["column"] for field in gone["fields"]] == ["message"]
    assert gone["after"]["message"].startswith("gone at source since ")
    rows = (there.extracted / "dates.csv").read_text(encoding="utf-8")
    assert "demo/wind-007" in rows


def test_without_a_network_the_run_goes_on(workspace: MakeWorkspace, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "here.txt").write_text("Acme signed a memorandum on 3 March 2026.\n", encoding="utf-8")
    there = workspace(
        {"id": "one", "kind": "feed", "url": "http://127.0.0.1:1/feed"},
        {"id": "two", "kind": "feed", "url": "http://no-such-host.invalid/feed"},
        {"id": "three", "kind": "folder", "path": "nowhere"},
        retries=0,
    )
    result = oboegaki(there, "ingest")
    assert "1 documents read" in result.stdout
    lines = [line for line in result.stdout.splitlines() if "Could not be reached" in line]
    assert len(lines) == 1
    assert all(name in lines[0] for name in ("one (", "two (", "three (", "refused", "no folder nowhere"))
    assert result.returncode == 1
    assert result.stderr == ""
    assert "Could not be reached" not in oboegaki(there, "ingest", "--no-fetch").stdout


def test_a_run_without_sources_imports_no_scrapy(workspace: MakeWorkspace, tmp_path: Path) -> None:
    there = workspace({"id": "off", "kind": "feed", "url": "http://127.0.0.1:1/feed", "enabled": False})
    code = (
        "import sys; from pathlib import Path; from pipeline.fetch import fetch; from pipeline.fetch.state import gone\n"
        f"from pipeline.workspace import Workspace; there = Workspace(Path({str(tmp_path)!r}))\n"
        "assert fetch(there).sources == () and gone(there) == {}\n"
        "print([name for name in ('scrapy', 'twisted', 'lxml', 'spacy', 'pandas') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
    assert not there.raw.exists()
    shown = oboegaki(there, "fetch")
    assert (shown.returncode, shown.stdout.strip()) == (0, "No source is enabled in config/sources.yml.")
    assert oboegaki(there, "fetch", "nothing").returncode == 2


def test_a_broken_configuration_stops_before_anything_is_written(workspace: MakeWorkspace, tmp_path: Path) -> None:
    there = workspace({"id": "a", "kind": "feed", "url": "file:///etc/passwd"})
    result = oboegaki(there, "ingest")
    assert result.returncode == 2
    assert "sources.yml:1: " in result.stderr
    assert not there.raw.exists()
    assert not there.extracted.exists()


def test_a_killed_run_goes_on_where_it_was_and_two_do_not_run_at_once(
    site: Site, workspace: MakeWorkspace, listing: Listing
) -> None:
    there = workspace(listing(8), timeout=60)
    go_on = threading.Event()
    slow = site.answers["/releases/wind-004.txt"]
    assert isinstance(slow, Answer)

    def wait() -> Answer:
        go_on.wait(60)
        return slow

    site.answers["/releases/wind-004.txt"] = wait
    command = [sys.executable, "-m", "pipeline.cli", "-w", str(there.root), "fetch"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        waiting_until(lambda: site.asked("/releases/wind-004.txt"))
        holder = json.loads((there.raw / ".fetch.holder").read_text(encoding="utf-8"))
        second = oboegaki(there, "ingest")
        assert second.returncode == 2
        assert f"another fetch is under way: process {holder['process']} of " in second.stderr
        os.kill(running.pid, signal.SIGKILL)
    waiting_until(lambda: not _runs(holder["process"]))
    go_on.set()
    assert sorted(path.name for path in there.raw.glob("demo/*.txt")) == [f"wind-{nth:03}.txt" for nth in range(4)]
    asked = len(site.log)
    report = fetch(there).sources[0]
    assert report.new == [f"demo/wind-{nth:03}" for nth in range(4, 8)]
    again = [one.path for one in site.log[asked:] if one.path != "/robots.txt"]
    assert again == ["/index.html", *(f"/releases/wind-{nth:03}.txt" for nth in range(4, 8))]
    assert not list(there.raw.rglob("*.tmp"))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
    except ProcessLookupError:
        return False


def test_check_shows_what_a_source_would_bring(site: Site, workspace: MakeWorkspace, listing: Listing) -> None:
    there: Workspace = workspace({**listing(3), "enabled": False})
    result = oboegaki(there, "sources", "check", "demo", "--limit", "2")
    assert result.returncode == 0, result.stderr
    assert "demo: 3 documents, 3 of them new" in result.stdout
    assert "Memorandum 1" in result.stdout
    assert "and 1 more" in result.stdout
    assert {one.path for one in site.asked()} == {"/index.html"}
