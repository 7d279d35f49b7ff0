"""The configuration that a run takes from the store is the one that its files say."""

import pytest

from pipeline.config import load_configuration, load_settings
from pipeline.errors import ConfigurationError
from pipeline.run.configuration import stored_configuration
from pipeline.run.store import Store
from pipeline.workspace import CONFIG_FILES
from tests.run.test_ingest import MakeWorkspace


def test_the_configuration_is_kept_as_it_was_read(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({})
    paths = [workspace.config(name) for name in CONFIG_FILES]
    organisations = "organisations:\n  - {id: harrow, name_en: Harrow plc, kind: company, country: NO}\n"
    settings = load_settings(workspace.config("settings.yml"))
    with Store.open(workspace.store) as store:
        for content in ("organisations: []\n", organisations, organisations.replace("plc", "Group plc")):
            workspace.config("organisations.yml").write_text(content, encoding="utf-8")
            assert stored_configuration(workspace, settings, store) == load_configuration(*paths)
            again = stored_configuration(workspace, settings, store)
            # Fingerprints are made of these: 60 and 60.0 are two.
            assert repr(again) == repr(load_configuration(*paths))
        workspace.config("organisations.yml").write_text(f"{organisations}  - {{id: harrow}}\n", encoding="utf-8")
        for _ in range(2):
            with pytest.raises(ConfigurationError):
                stored_configuration(workspace, settings, store)
