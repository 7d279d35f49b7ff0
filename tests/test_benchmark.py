"""What the figures of `make bench` are measured on, and that they are figures of what they say."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline.benchmark.corpus import write_corpus
from pipeline.benchmark.growth import Growth, measure_growth, sizes
from pipeline.benchmark.plot import draw_growth
from pipeline.benchmark.process import Cost, new_workspace, run_command
from pipeline.benchmark.report import BEGIN, END, growth_words, place_in, speed_words, workers_words, write_into
from pipeline.benchmark.speed import STAGES, Speed, measure
from pipeline.benchmark.workers import Workers, measure_workers
from pipeline.cli_bench import _draw
from pipeline.config import Configuration, load_configuration
from pipeline.errors import OboegakiError, WorkspaceError
from pipeline.workspace import CONFIG_FILES, Workspace, project_config
from tests.conftest import ROOT
from tests.run.test_ingest import oboegaki

MakeWorkspace = Callable[[dict[str, str]], Workspace]

SIGNED = "Acme and Harrow Marine plc met on 31 May 2025.\n\nAcme said so.\n"
COST = Cost(seconds=20, processor=30, main=3, megabytes=900, main_megabytes=200)
GROWTH = [Growth(100, 100, COST, COST, COST, COST), Growth(300, 199, COST, COST, COST, COST)]


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(*(project_config() / name for name in CONFIG_FILES))


def corpus(folder: Path, number: int, configuration: Configuration, seed: int = 0) -> list[str]:
    write_corpus(ROOT / "raw", folder, number, configuration.organisations, seed=seed)
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def test_the_same_documents_each_time_and_no_two_alike(tmp_path: Path, configuration: Configuration) -> None:
    texts = corpus(tmp_path / "a", 20, configuration)
    assert texts == corpus(tmp_path / "b", 20, configuration)
    assert texts != corpus(tmp_path / "c", 20, configuration, seed=1)
    assert len(set(texts)) == 20
    samples = {path.read_text(encoding="utf-8") for path in (ROOT / "raw").rglob("*.txt")}
    assert not samples & set(texts)


def test_a_name_is_the_same_throughout_a_document(tmp_path: Path, configuration: Configuration) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("CERN met CERN on 31 May 2025.\n\nCERN said so.\n", encoding="utf-8")
    write_corpus(tmp_path / "raw", tmp_path / "made", 5, configuration.organisations)
    for path in (tmp_path / "made").glob("*.txt"):
        first, second = path.read_text(encoding="utf-8").split(" on ")[0].split(" met ")
        assert first == second != "CERN"


def test_all_names_of_a_body_become_names_of_one_other(tmp_path: Path, configuration: Configuration) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Department of Energy (DOE)\n\nDOE\n\nDOE\n", encoding="utf-8")
    write_corpus(tmp_path / "raw", tmp_path / "made", 30, configuration.organisations)
    owners = {name: entry.id for entry in configuration.organisations for name in entry.names}
    exchanged = set()
    for path in (tmp_path / "made").glob("*.txt"):
        head, *short = path.read_text(encoding="utf-8").split("\n\n")
        full, _, first = head.rstrip(")").rpartition(" (")
        assert {first, *(name.strip() for name in short)} == {first}
        assert owners.get(full) == owners.get(first)
        exchanged.add(owners.get(full, full))
    assert len(exchanged) > 15


def test_both_languages_are_measured(tmp_path: Path, configuration: Configuration) -> None:
    corpus(tmp_path, 5, configuration)
    speeds = measure(tmp_path, configuration, repeat=1)
    assert [speed.language for speed in speeds] == ["en", "ja"]
    for speed in speeds:
        assert sum(speed.shares.values()) == pytest.approx(1)
        assert set(speed.shares) == set(STAGES)
        assert speed.ratio == pytest.approx(speed.whole / speed.stock)
        assert min(speed.stock, speed.whole, speed.megabytes) > 0
    assert sum(speed.documents for speed in speeds) == 5


def test_no_samples_are_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=re.escape(str(tmp_path))):
        write_corpus(tmp_path, tmp_path / "made", 5, ())


def test_what_a_command_takes_is_that_of_its_workers_too(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": SIGNED})
    cost = run_command(workspace, "ingest", "--no-fetch", "--jobs", "1")
    assert (workspace.extracted / "dates.csv").exists()
    assert 0 < cost.main < cost.processor  # the rest is the worker's
    assert 0 < cost.main_megabytes < cost.megabytes
    assert cost.seconds > 0


def test_a_command_that_fails_is_not_measured(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"raw/a.txt": SIGNED, "config/themes.yml": "nonsense: 1\n"})
    with pytest.raises(OboegakiError, match=r"(?s)ingest --no-fetch ended with exit code 2: .*themes\.yml"):
        run_command(workspace, "ingest", "--no-fetch")


def test_a_new_workspace_has_the_configuration_of_the_other(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    like = make_workspace({"config/themes.yml": "themes: []\n"})
    made = new_workspace(tmp_path / "made", like)
    assert not any(made.raw.iterdir())
    for name in CONFIG_FILES:
        assert made.config(name) == made.root / "config" / name
        assert made.config(name).read_bytes() == like.config(name).read_bytes()


def test_two_workers_write_what_one_does(make_workspace: MakeWorkspace) -> None:
    like = make_workspace({f"raw/{name}.txt": SIGNED.replace("31", day) for name, day in (("a", "1"), ("b", "2"))})
    workers = measure_workers(like.raw, like)
    assert workers.documents == 2
    assert workers.identical
    assert workers.ratio == workers.one.seconds / workers.two.seconds


def test_tables_that_differ_are_said(monkeypatch: pytest.MonkeyPatch, make_workspace: MakeWorkspace) -> None:
    def run(workspace: Workspace, *arguments: str) -> Cost:
        workspace.extracted.mkdir()
        (workspace.extracted / "dates.csv").write_text(arguments[-1], encoding="utf-8")
        return COST

    monkeypatch.setattr("pipeline.benchmark.workers.run_command", run)
    like = make_workspace({"raw/a.txt": SIGNED})
    workers = measure_workers(like.raw, like)
    assert not workers.identical
    assert "**not the same**" in workers_words(workers)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [(30, (30,)), (100, (100,)), (200, (100, 200)), (10_000, (100, 300, 1_000, 3_000, 10_000))],
)
def test_the_numbers_of_documents_that_are_measured(documents: int, expected: tuple[int, ...]) -> None:
    assert sizes(documents) == expected


def test_each_run_of_a_growing_workspace_is_what_its_column_says(
    monkeypatch: pytest.MonkeyPatch, make_workspace: MakeWorkspace
) -> None:
    like = make_workspace({"raw/a.txt": SIGNED, "config/organisations.yml": "organisations: []\n"})
    runs: list[tuple[str, str, int]] = []

    def run(workspace: Workspace, *arguments: str) -> Cost:
        texts = list(workspace.raw.glob("*.txt"))
        assert {path.with_suffix("") for path in workspace.raw.glob("*.yml")} == {
            path.with_suffix("") for path in texts
        }
        runs.append((workspace.root.name, arguments[0], len(texts)))
        return COST

    monkeypatch.setattr("pipeline.benchmark.growth.run_command", run)
    growth = list(measure_growth(like, (2, 5), repeat=2))
    assert [(at.documents, at.added) for at in growth] == [(2, 2), (5, 3)]
    for number, size in ((1, 2), (2, 5)):
        one_new = [[("growing", "ingest", size + 1), (f"alone-{number}-{turn}", "ingest", 1)] for turn in (0, 1)]
        without = ("growing", "ingest", size)
        assert runs[:10] == [
            *(without, ("growing", "accept", size), without, without),
            *(*one_new[0], without),
            *(*one_new[1], without),
        ]
        del runs[:10]
    assert not runs


def test_a_workspace_grows_through_the_command_line(make_workspace: MakeWorkspace) -> None:
    (growth,) = measure_growth(make_workspace({"raw/a.txt": SIGNED}), (2,), repeat=1)
    assert growth.nothing.megabytes < growth.one.megabytes  # it starts no worker


def test_the_report_has_the_ratios() -> None:
    speed = Speed("ja", 4, 8_000, 100, {"read": 2_000, "names": 2_000, "rules": 1_000}, 700)
    assert "| ja | 4 | 8,000 | 100 | 500 | **5.0** | 25% | 25% | 50% | 700 MB |" in speed_words([speed])
    two = Cost(seconds=10, processor=32, main=3, megabytes=1_500, main_megabytes=200)
    words = workers_words(Workers(50, COST, two, identical=True))
    assert "two workers are **2.00** times as fast" in words
    assert "the same, byte for byte" in words
    assert "| 1 | 20.0 s | 30.0 s | 10% | 900 MB | 200 MB |" in words
    words = growth_words(GROWTH)
    assert "| 300 | 199 | 20.0 (30.0) | 20.0 (30.0) | 20.0 (30.0) | 20.0 (30.0) | 10.1 | +0.0 |" in words
    assert "| 300 | 900 (200) | 900 (200) | 900 (200) | 900 (200) |" in words


def test_every_row_of_a_table_has_a_cell_for_each_heading() -> None:
    for words in (growth_words(GROWTH), workers_words(Workers(50, COST, COST, identical=True))):
        for table in re.findall(r"^(?:\|.*\n)+", words, re.MULTILINE):
            assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_report_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(f"覚書\r\n\n{BEGIN}\n{END}\nafter\n".encode())
    for report in ("first\n", "second\n"):
        write_into(page, report)
    assert page.read_bytes() == f"覚書\r\n\n{BEGIN}\nsecond\n{END}\nafter\n".encode()


@pytest.mark.parametrize(
    "text", ["nothing", f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", f"{BEGIN} {END}\n"]
)
def test_a_page_without_the_place_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"page\.md: needs a line"):
        write_into(page, "report")
    assert page.read_text(encoding="utf-8") == text


def test_a_page_that_cannot_be_written_to_is_said_before_anything_is_measured(tmp_path: Path) -> None:
    result = oboegaki(Workspace(ROOT), "bench", "--write", str(tmp_path / "nowhere.md"))
    assert result.returncode == 2
    assert "nowhere.md: can't be read" in result.stderr
    assert result.stdout == ""


def test_the_page_of_benchmarks_has_the_place() -> None:
    place_in(ROOT / "docs" / "benchmarks.md")


def test_the_growth_is_drawn(tmp_path: Path) -> None:
    draw_growth(GROWTH, tmp_path / "growth.png")
    with Image.open(tmp_path / "growth.png") as picture:
        assert picture.width > 500
        assert len(picture.convert("RGB").getcolors(maxcolors=1_000_000) or ()) > 10


def test_without_the_library_for_plots_the_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.benchmark.plot")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert not _draw(GROWTH, tmp_path / "growth.png")
    assert "no growth.png: vl_convert is not installed" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())
