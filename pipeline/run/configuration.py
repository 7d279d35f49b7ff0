"""The configuration of a run, from the store where its files are those that it was read from: YAML is slow to read."""

from dataclasses import replace

from pydantic import TypeAdapter

from pipeline.config import Configuration, Settings, load_configuration
from pipeline.files import file_sha256
from pipeline.run.fingerprints import code_version, fingerprint
from pipeline.run.store import Store
from pipeline.workspace import CONFIG_FILES, Workspace


def stored_configuration(workspace: Workspace, settings: Settings, store: Store) -> Configuration:
    """Gives the configuration of a workspace; only one that was read without an error is kept.

    Args:
        settings: what its settings.yml says, which every run reads.

    Raises:
        ConfigurationError: a file is missing, is not YAML, or says something that can't be used.
    """
    paths = [workspace.config(name) for name in CONFIG_FILES]
    adapter = TypeAdapter(Configuration)
    hashes = [file_sha256(path) for path in paths]
    wanted = fingerprint(code_version("find"), hashes)  # config.py is of that code
    payload = store.configuration(wanted)
    if payload is not None:
        # A default of 60 would come back as 60.0, which is another fingerprint.
        return replace(adapter.validate_json(payload), settings=settings)
    configuration = load_configuration(*paths)
    if hashes == [file_sha256(path) for path in paths]:  # nobody wrote meanwhile
        store.keep_configuration(wanted, adapter.dump_json(configuration))
    return configuration
