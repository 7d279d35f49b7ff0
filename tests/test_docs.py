"""All code in the documentation is run as it stands, page by page, in a copy of the project's folder.

A block `text` behind a block is what that prints; a table behind a block `sql` is its answer.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from ruamel.yaml import YAML

from pipeline.fetch.sources import load_sources
from tests.conftest import ROOT

DOCS = ROOT / "docs"
WITH_CODE = ("first-document.md", "notebooks-and-sql.md", "running-by-itself.md", "extending.md", "model-card.md")
# Walks with keys and addresses that a reader puts in: tests/review/test_walks.py and tests/fetch/ go the same way.
WALKED = {"reviewing.md", "fetching.md"}
SAMPLE = "uk-japan-fusion-moc-2025-en"
# A page's tables are those of all samples, or of one where the page makes runs of its own.
ALL_SAMPLES = {"notebooks-and-sql.md"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$|^((?:\|[^\n]*\|\n)+)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A piece of code, or a table."""

    language: str
    code: str


def blocks(page: str) -> list[Block]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [Block(match[1] or "table", match[2] or match[3]) for match in _BLOCK.finditer(text)]


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the project's folder with a `.venv` that is this interpreter."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("config", "extracted", "Makefile", "constraints.txt", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for cache in (folder / "extracted").glob("store.sqlite*"):
        cache.unlink()
    (folder / "raw").mkdir()
    everything = getattr(request, "param", None) in ALL_SAMPLES
    for path in (ROOT / "raw").glob("*" if everything else f"{SAMPLE}.*"):
        shutil.copy(path, folder / "raw")
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name, command in {"python": "", "oboegaki": "-m pipeline.cli"}.items():
        path = folder / ".venv" / "bin" / name
        path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {command} "$@"\n', encoding="utf-8")
        path.chmod(0o755)
    (folder / ".venv" / ".ready").touch()  # newer than the pins: make has nothing to set up
    return folder


def run(command: list[str], folder: Path, **variables: str) -> str:
    # The copy's configuration is the workspace's own; the code is this one's.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout


def markdown(query: duckdb.DuckDBPyRelation) -> str:
    """An answer as a Markdown table."""
    rows = [query.columns, ["---"] * len(query.columns), *query.fetchall()]
    return "".join("|" + "|".join(f" {_cell(value)} " for value in row) + "|\n" for row in rows).replace(" --- ", "---")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def run_block(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Runs a block and gives what it says."""
    if block.language == "sh":
        return run(["bash", "-euo", "pipefail", "-c", block.code], folder)
    if block.language == "python":
        return run([sys.executable, "-c", block.code], folder)
    if block.language == "cron":
        *when, command = block.code.strip().split(maxsplit=5)
        assert all(re.fullmatch(r"[0-9*/,-]+", part) for part in when)
        return run(["sh", "-c", command.replace("/srv/oboegaki", shlex.quote(str(folder)))], folder)
    if block.language == "sql":
        monkeypatch.chdir(folder)
        with duckdb.connect() as connection:
            return markdown(connection.sql(block.code))
    if block.language == "r":
        if shutil.which("Rscript") is None:
            return ""  # the page says so
        return run(["Rscript", "-e", block.code], folder)
    if block.language == "yaml":
        path = folder / "shown.yml"
        path.write_text(f"sources:\n{block.code}", encoding="utf-8")
        assert load_sources(path)
        return ""
    raise AssertionError(f"no way to run a block of {block.language!r}")


def _steps(page: str) -> Iterator[tuple[Block, str | None]]:
    """The blocks that are code, each with what it should say."""
    found = blocks(page)
    for block, behind in pairwise([*found, Block("end", "")]):
        if block.language in ("text", "table"):
            continue
        answered = (block.language, behind.language) == ("sql", "table") or behind.language == "text"
        yield block, behind.code if answered else None


@pytest.mark.parametrize(("project", "page"), [(page, page) for page in WITH_CODE], indirect=["project"], ids=WITH_CODE)
def test_the_code_of_a_page(project: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (block, expected) in enumerate(_steps(page), start=1):
        said = run_block(block, project, monkeypatch)
        if expected is not None:
            assert said == expected, f"{page}, block {number}"


def test_the_python_of_the_readme(project: Path) -> None:
    code = "".join(block.code for block in blocks("../README.md") if block.language == "python")
    assert "tables.joined()" in code
    run([sys.executable, "-c", code], project)


def test_every_block_of_every_page_is_one_that_is_run() -> None:
    for path in DOCS.rglob("*.md"):
        page = path.relative_to(DOCS).as_posix()
        if page in WALKED:
            continue
        languages = {block.language for block in blocks(page)} - {"table"}
        assert not languages or page in WITH_CODE, page
        assert path.read_text(encoding="utf-8").count("```") == 2 * sum(b.language != "table" for b in blocks(page)), (
            page
        )


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_daily_workflow(project: Path, tmp_path: Path) -> None:
    workflow = YAML(typ="safe").load((DOCS / "examples" / "daily-ingest.yml").read_text(encoding="utf-8"))
    origin, tools, asked = tmp_path / "origin.git", tmp_path / "tools", tmp_path / "asked"
    run(["git", "init", "--quiet", "--bare", str(origin)], tmp_path)
    (project / ".gitignore").write_text(".venv/\nextracted/store.sqlite*\nextracted/.lock\n", encoding="utf-8")
    first = "git init -qb main && git add . && git -c user.name=a -c user.email=a@b commit -qm first && git remote add origin"
    run(["sh", "-c", f"{first} {shlex.quote(str(origin))}"], project)
    (project / "raw" / "new.txt").write_text("Harrow Marine plc signed it on 3 March 2026.\n", encoding="utf-8")
    tools.mkdir()
    # The host's own command, which is not here: no request is open yet, and what it is asked is written down.
    gh = tools / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> {shlex.quote(str(asked))}\n[ "$2" = create ]\n', encoding="utf-8")
    gh.chmod(0o755)
    for step in workflow["jobs"]["ingest"]["steps"]:
        if "run" in step:
            run(["bash", "-e", "-c", step["run"]], project, PATH=f"{tools}:{os.environ['PATH']}")
    edit, create = asked.read_text(encoding="utf-8").splitlines()
    assert edit.startswith("pr edit daily-ingest")
    assert create.startswith("pr create --head daily-ingest")
    assert create.endswith("--body-file extracted/review/diff.md")
    pushed = run(["git", "--git-dir", str(origin), "ls-tree", "-r", "--name-only", "daily-ingest"], tmp_path)
    assert {"raw/new.txt", "extracted/dates.csv", "extracted/text/new.txt"} <= set(pushed.splitlines())
    assert "Harrow Marine plc" in (project / "extracted" / "review" / "diff.md").read_text(encoding="utf-8")
    run(["git", "switch", "--quiet", "main"], project)


def _without_comments(code: str) -> str:
    return re.sub(r"\s+# .*$", "", code, flags=re.MULTILINE)


def test_both_readmes_say_the_same() -> None:
    english, japanese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
    assert "[日本語](README.ja.md)" in english
    assert "[English](README.md)" in japanese

    def levels(text: str) -> list[int]:
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
        return [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]

    assert levels(english) == levels(japanese)
    ours, theirs = (
        [(block.language, block.code) for block in blocks(f"../{name}")] for name in ("README.md", "README.ja.md")
    )
    assert [language for language, _ in ours] == [language for language, _ in theirs]
    for (language, code), (_, translated) in zip(ours, theirs, strict=True):
        if language == "table":
            assert code.count("\n") == translated.count("\n")
        else:
            assert _without_comments(code) == _without_comments(translated)
    # Names of commands, files and columns are the same words in both, and each picture and page is linked from both.
    assert set(re.findall(r"(?<!`)`[^`\n]+`(?!`)", english)) == set(re.findall(r"(?<!`)`[^`\n]+`(?!`)", japanese))
    links = [re.findall(r"\]\(([^)]+)\)", text) for text in (english, japanese)]
    assert links[0][1:] == links[1][1:]
    for target in links[1]:
        assert (ROOT / target).exists(), target
