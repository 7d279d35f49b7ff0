"""The examples in the docstrings of what `import pipeline` gives are run as they stand."""

import doctest
import inspect
import subprocess
import sys

import pytest

import pipeline
from tests.conftest import ROOT

EXAMPLES = [
    example
    for name in pipeline.__all__
    if not name.startswith("__")
    for example in doctest.DocTestFinder(exclude_empty=True).find(getattr(pipeline, name), name)
    if example.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example(example: doctest.DocTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out: list[str] = []
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=out.append).failed
    assert not failed, "".join(out)


def test_there_are_examples_of_every_way_in() -> None:
    names = {example.name for example in EXAMPLES}
    views = {name for name, view in vars(pipeline.LoadedTables).items() if inspect.isfunction(view) and name[0] != "_"}
    wanted = {f"LoadedTables.{view}" for view in views - {"text"}}
    assert len(wanted) > 5
    assert {"load", "ingest", "compare", "extract", "Extraction.to_doc", *wanted} <= names


@pytest.mark.parametrize("name", [name for name in pipeline.__all__ if not name.startswith("__")])
def test_every_public_name_is_there_and_described(name: str) -> None:
    assert inspect.getdoc(getattr(pipeline, name))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        pipeline.extrakt  # noqa: B018


@pytest.mark.parametrize("module", ["pipeline", "pipeline.cli"])
def test_importing_waits_for_no_heavy_library(module: str) -> None:
    heavy = ("pandas", "pyarrow", "numpy", "spacy", "sudachipy", "xlsxwriter", "jinja2", "altair", "sqlite_utils")
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
