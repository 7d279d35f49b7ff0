"""Fixtures that several tests need."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from pipeline.config import Configuration, load_configuration
from pipeline.find.organisations.registry import Registry
from pipeline.run import documents
from pipeline.run.store import Stage
from pipeline.run.tasks import Outcome, Task, Versions
from pipeline.run.worker import process, start
from pipeline.workspace import CONFIG_FILES, Workspace, project_config
from tests.browser import launched

# Tests assert results and never times; the same examples each run, so that a failure can be looked at again.
settings.register_profile("oboegaki", deadline=None, derandomize=True)
settings.load_profile("oboegaki")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def registry() -> Registry:
    configuration = load_configuration(*(project_config() / name for name in CONFIG_FILES))
    return Registry.of(configuration.organisations)


@pytest.fixture(scope="session")
def small_models(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A settings.yml with pipelines that load at once: these tests are about runs, not about what models find."""
    import spacy

    folder = tmp_path_factory.mktemp("models")
    for language in ("en", "ja"):
        nlp = spacy.blank("xx")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Acme"}])  # type: ignore[attr-defined]
        nlp.to_disk(folder / language)
    labels = "{organisation: [ORG]}"
    models = [f"  {language}: {{pipeline: {folder / language}, labels: {labels}}}" for language in ("en", "ja")]
    return "\n".join(["models:", *models, ""])


@pytest.fixture
def without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read in the test's own process: what workers are for is tested elsewhere, and each costs seconds."""

    def in_this_process(
        versions: Versions,
        configuration: Configuration,
        tasks: Sequence[Task],
        *,
        jobs: int,
        done: Callable[[Task], Mapping[str, Stage]],
        meanwhile: Iterable[object],
    ) -> Iterator[tuple[Task, Outcome]]:
        start(configuration)
        for task in tasks:
            yield task, process(versions, task, done(task))

    monkeypatch.setattr(documents, "run_tasks", in_this_process)


@pytest.fixture
def make_workspace(tmp_path: Path, small_models: str) -> Callable[[dict[str, str]], Workspace]:
    """Makes a workspace from relative paths and their text; with small models and no registry unless it has its own."""

    def make(files: dict[str, str]) -> Workspace:
        small = {"config/settings.yml": small_models, "config/organisations.yml": "organisations: []\n"}
        for name, content in {**small, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return Workspace(tmp_path)

    return make
