"""The sidecars of a run, from the store where they were read before: YAML is slow to read, and most documents have one."""

from pathlib import Path

from pydantic import TypeAdapter

from pipeline.config import load_sidecar, sidecar_status
from pipeline.files import file_sha256
from pipeline.records import Sidecar
from pipeline.run.fingerprints import code_version
from pipeline.run.store import Store

_SIDECAR = TypeAdapter(Sidecar)


class Sidecars:
    """Reads sidecars, each but once as long as it stays as it is."""

    def __init__(self, store: Store) -> None:
        self._store, self._known = store, store.sidecars()
        self._code = code_version("find")  # config.py is of that code
        self._kept: dict[str, bytes] = {}

    def load(self, path: str) -> tuple[Sidecar, str]:
        """Gives a sidecar and the SHA-256 of its bytes.

        Raises:
            OSError: the file cannot be read.
            ConfigurationError: as `load_sidecar`.
        """
        digest = self._store.digest(path, sidecar_status(path))
        made_from = self._code + digest
        payload = self._known.get(made_from)
        if payload is not None:
            sidecar = _SIDECAR.validate_json(payload)
        else:
            sidecar = load_sidecar(Path(path))
            if file_sha256(Path(path)) != digest:  # somebody wrote meanwhile; the next run will see it
                return sidecar, digest
            payload = _SIDECAR.dump_json(sidecar)
        self._kept[made_from] = payload
        return sidecar, digest

    def keep(self) -> None:
        """Keeps those that were loaded, and no others."""
        if self._kept.keys() != self._known.keys():
            self._store.keep_sidecars(self._kept)
