"""A site and a workspace whose sources are on it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.workspace import Workspace
from tests.fetch.site import Site, serving

SETTINGS = {"allow_private_addresses": True, "timeout": 2, "backoff": 0.05, "patience": 3, "megabytes": 0.5}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, small_models: str) -> Callable[..., Workspace]:
    """Makes a workspace from its sources; `fetch` are settings of that section."""

    def make(*sources: dict[str, Any], **fetch: Any) -> Workspace:
        config = tmp_path / "config"
        config.mkdir(exist_ok=True)
        # JSON is YAML.
        (config / "sources.yml").write_text(json.dumps({"sources": sources}), encoding="utf-8")
        settings = f"{small_models}fetch: {json.dumps({**SETTINGS, **fetch})}\n"
        (config / "settings.yml").write_text(settings, encoding="utf-8")
        (config / "organisations.yml").write_text("organisations: []\n", encoding="utf-8")
        return Workspace(tmp_path)

    return make


MakeWorkspace = Callable[..., Workspace]
