"""The command line: help, options, what it prints and where."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workspace import Workspace
from tests.conftest import ROOT
from tests.run.test_ingest import oboegaki

COMMANDS = ("ingest", "diff", "accept", "correct", "reject", "add", "show", "why", "evaluate", "bench")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(command: str) -> None:
    result = oboegaki(Workspace(ROOT), command, "--help")
    assert result.returncode == 0
    assert "Examples:" in result.stdout
    assert f" {command}" in result.stdout.partition("Examples:")[2]


def test_help_lists_the_commands() -> None:
    result = oboegaki(Workspace(ROOT), "--help")
    assert result.returncode == 0
    assert all(command in result.stdout for command in COMMANDS)


def test_version() -> None:
    result = oboegaki(Workspace(ROOT), "--version")
    assert result.stdout.startswith("oboegaki 0.")


def test_output_in_a_pipe_is_plain() -> None:
    result = oboegaki(Workspace(ROOT), "diff")
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_evaluate_prints_every_measure() -> None:
    result = oboegaki(Workspace(ROOT), "evaluate", "--gold", str(ROOT / "tests" / "gold"), "--documents")
    assert "organisation linking (B-cubed)" in result.stdout
    assert "uk-japan-fusion-moc-2025-en" in result.stdout
    as_json = oboegaki(Workspace(ROOT), "evaluate", "--gold", str(ROOT / "tests" / "gold"), "--json")
    assert json.loads(as_json.stdout)["scores"]["dates all"]["f1"] > 0.9


def test_evaluate_without_annotations(tmp_path: Path) -> None:
    result = oboegaki(Workspace(ROOT), "evaluate", "--gold", str(tmp_path / "nowhere"))
    assert result.returncode == 2
    assert "nowhere" in result.stderr


@pytest.mark.parametrize("target", ["help", "ingest", "diff", "accept", "test", "eval", "bench", "notebook", "clean"])
def test_the_makefile_has_its_targets(target: str) -> None:
    result = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_nothing_names_a_registry_host_or_a_path_of_a_machine() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    words = ("python" + "hosted", "pypi" + ".org", "registry." + "npmjs", "/ro" + "ot/", "deb." + "debian")
    for name in names:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".txt", ".toml", ".yml", ".json", ".svg", ".ipynb"} or path.name in {
            "Makefile",
            "run",
        }:
            content = path.read_text(encoding="utf-8", errors="replace")
            assert not [word for word in words if word in content], name


def test_running_as_a_module_works() -> None:
    result = subprocess.run([sys.executable, "-m", "pipeline.cli"], capture_output=True, text=True, check=False)
    assert "Usage" in result.stdout + result.stderr
