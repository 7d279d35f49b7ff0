"""What a stage's results depend on is in its fingerprint: code, and the files of a model."""

import ast
from pathlib import Path

import pytest

import pipeline
from pipeline.config import load_settings
from pipeline.run.fingerprints import STAGE_CODE, model_version
from pipeline.workspace import project_config

PACKAGE = Path(pipeline.__file__).parent
# What says no more than which files to read, or is compared by what it says.
COMPARED = {"config.py", "errors.py"}


def _imported(path: Path) -> set[str]:
    """The files of the package that a module imports when it is used."""
    names = [
        node.module.removeprefix("pipeline.").replace(".", "/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline.")
    ]
    return {f"{name}.py" for name in names if (PACKAGE / f"{name}.py").exists()}


def test_names_depend_on_all_the_code_that_finds_them() -> None:
    code = STAGE_CODE["entities"]
    assert "find/decode.py" in _imported(PACKAGE / "find/models.py")
    for name in code:
        assert _imported(PACKAGE / name) <= {*code, *COMPARED}, name


@pytest.mark.parametrize("setting", ["pipeline", "names"])
def test_a_model_that_is_saved_anew_is_another(tmp_path: Path, setting: str) -> None:
    model = load_settings(project_config() / "settings.yml").models["en"].model_copy(update={setting: str(tmp_path)})
    (tmp_path / "entity_ruler").mkdir()
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    patterns = tmp_path / "entity_ruler" / "patterns.jsonl"
    versions = []
    for content in ("{}", '{"label": "ORG"}', "{}"):
        patterns.write_text(content, encoding="utf-8")
        versions.append(model_version(model))
    assert versions[0] == versions[2] != versions[1]
