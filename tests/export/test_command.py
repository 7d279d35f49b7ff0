"""`oboegaki export` and `oboegaki dictionary`, as a user types them."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from pipeline.workspace import Workspace
from tests.conftest import ROOT
from tests.run.test_ingest import MakeWorkspace, oboegaki

RELEASE = {"raw/wind.txt": "Harrow Marine plc signed a memorandum on 3 March 2026.\n"}


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    made = make_workspace(RELEASE)
    assert oboegaki(made, "ingest", "--jobs", "1").returncode == 0
    return made


def test_all_three_at_once(workspace: Workspace, tmp_path: Path) -> None:
    book, base, site = tmp_path / "out/t.xlsx", tmp_path / "out/t.sqlite", tmp_path / "out/site"
    result = oboegaki(workspace, "export", "--excel", str(book), "--sqlite", str(base), "--html", str(site))
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [f"Written: {path}" for path in (book, base, site / "index.html")]
    assert openpyxl.load_workbook(book)["organisations"]["B2"].value == "Harrow Marine plc"
    with closing(sqlite3.connect(base)) as connection:
        assert connection.execute("SELECT start FROM dates").fetchall() == [("2026-03-03",)]
    assert "Harrow Marine plc" in (site / "documents/wind.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what to write"),
        (("--accepted", "--sqlite", "t.sqlite"), "type `make accept`"),
        (("--excel", "{root}/raw/t.xlsx"), "is inside"),
        (("--html", "{root}/extracted"), "is inside"),
        (("--excel", "{root}/config/settings.yml"), "is there already; --force replaces it"),
        (("--html", "{root}/config"), "is there already; --force replaces it"),
    ],
)
def test_what_it_refuses(workspace: Workspace, arguments: tuple[str, ...], message: str) -> None:
    before = sorted(workspace.root.rglob("*"))
    result = oboegaki(workspace, "export", *(part.format(root=workspace.root) for part in arguments))
    assert result.returncode == 2
    assert message in result.stderr
    assert sorted(workspace.root.rglob("*")) == before


def test_tables_that_are_not_there(make_workspace: MakeWorkspace) -> None:
    result = oboegaki(make_workspace(RELEASE), "export", "--sqlite", "t.sqlite")
    assert result.returncode == 2
    assert "run `make ingest`" in result.stderr


def test_a_site_is_brought_up_to_date(workspace: Workspace, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert oboegaki(workspace, "export", "--html", str(site)).returncode == 0
    (site / "robots.txt").write_text("mine", encoding="utf-8")
    (workspace.raw / "wind.txt").rename(workspace.raw / "sea.txt")
    assert oboegaki(workspace, "ingest", "--jobs", "1").returncode == 0
    assert oboegaki(workspace, "export", "--html", str(site), "--force").returncode == 0
    assert (site / "documents/sea.html").exists()
    assert not (site / "documents/wind.html").exists()
    assert (site / "robots.txt").read_text(encoding="utf-8") == "mine"


def test_the_accepted_tables(workspace: Workspace, tmp_path: Path) -> None:
    assert oboegaki(workspace, "accept").returncode == 0
    (workspace.raw / "wind.txt").write_text("Harrow Marine plc signed it on 4 March 2026.\n", encoding="utf-8")
    assert oboegaki(workspace, "ingest", "--jobs", "1").returncode == 0
    base = tmp_path / "t.sqlite"
    assert oboegaki(workspace, "export", "--sqlite", str(base), "--accepted").returncode == 0
    with closing(sqlite3.connect(base)) as connection:
        assert connection.execute("SELECT start FROM dates").fetchall() == [("2026-03-03",)]


@pytest.mark.parametrize("command", ["export", "dictionary"])
def test_it_explains_itself(command: str) -> None:
    result = oboegaki(Workspace(ROOT), command, "--help")
    assert f" {command}" in result.stdout.partition("Examples:")[2]


def test_the_data_dictionary_is_that_of_the_schema() -> None:
    result = oboegaki(Workspace(ROOT), "dictionary")
    kept = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert result.stdout == kept, "write it anew: oboegaki dictionary > docs/data_dictionary.md"


def test_exporting_waits_for_no_pandas() -> None:
    code = (
        "import sys, pathlib; from pipeline.workspace import Workspace; from pipeline.tables.reading import read_tables;"
        "from pipeline.export.excel import excel_bytes; from pipeline.export.sqlite import sqlite_bytes;"
        "from pipeline.export.site import site_files; tables = read_tables(Workspace(pathlib.Path('.')));"
        "from pipeline.resolve.parties import party_rows;"
        "excel_bytes({**tables, 'parties': party_rows(tables, {})}); sqlite_bytes(tables, {}); site_files(tables, {});"
        "print([name for name in ('pandas', 'pyarrow', 'spacy', 'numpy') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
