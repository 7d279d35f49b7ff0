"""What a run was made from, as run.json keeps it, so that a later one can say what moved."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from pipeline import __version__
from pipeline.config import Settings
from pipeline.errors import WorkspaceError
from pipeline.fetch.state import gone
from pipeline.files import file_sha256
from pipeline.run.discover import Discovered
from pipeline.run.fingerprints import STAGE_LIBRARIES, code_version, fingerprint, library_versions, model_version
from pipeline.schema import SCHEMA_VERSION
from pipeline.workspace import CONFIG_FILES, CORRECTIONS, Workspace

INPUTS = ("oboegaki", "schema", "stages", "libraries", "models", "configuration", "documents")
"""The parts of run.json that say what the run was made from."""


def run_inputs(workspace: Workspace, settings: Settings, documents: Sequence[Discovered]) -> dict[str, Any]:
    """Everything that the tables are made from; `fingerprint` stands for all of it."""
    beside = _beside_documents(workspace, settings)
    of_documents = {item.raw.doc_id: {"sha256": item.raw.sha256, "sidecar": item.sidecar_sha256} for item in documents}
    missing = _missing(workspace)
    for doc_id in missing.keys() & of_documents.keys():
        of_documents[doc_id]["gone"] = missing[doc_id]
    made_from = fingerprint(beside, missing, documents_digest(documents))
    return {"fingerprint": made_from, **beside, "documents": of_documents}


def run_fingerprint(workspace: Workspace, settings: Settings, documents: str) -> str:
    """The fingerprint of a run over documents of which `documents_digest` is known."""
    return fingerprint(_beside_documents(workspace, settings), _missing(workspace), documents)


def documents_digest(documents: Iterable[Discovered]) -> str:
    """A hash of what documents are, with what is wrong with those that cannot be tried."""
    told = ((item.raw.doc_id, item.raw.sha256, item.sidecar_sha256, item.failure) for item in documents)
    return fingerprint(*(repr(item) for item in told))


def _missing(workspace: Workspace) -> dict[str, str]:
    return {doc_id: f"HTTP {item.status} since {item.since}" for doc_id, item in gone(workspace).items()}


def _beside_documents(workspace: Workspace, settings: Settings) -> dict[str, Any]:
    libraries = sorted({name for names in STAGE_LIBRARIES.values() for name in names})
    files = {name: workspace.config(name) for name in CONFIG_FILES}
    if workspace.corrections.exists():
        files[CORRECTIONS] = workspace.corrections
    return {
        "oboegaki": __version__,
        "schema": SCHEMA_VERSION,
        "stages": {stage: code_version(stage) for stage in STAGE_LIBRARIES},
        "libraries": library_versions(libraries),
        "models": {language: model_version(model) for language, model in sorted(settings.models.items())},
        "configuration": {name: file_sha256(path) for name, path in files.items()},
    }


def run_id(run: Mapping[str, Any]) -> str:
    """A short name for a run: the same inputs and the same outputs have the same; Parquet says what CSV says."""
    files = {name: digest for name, digest in sorted(run["files"].items()) if not name.endswith(".parquet")}
    return fingerprint(run["fingerprint"], files)[:12]


def run_json(run: Mapping[str, Any]) -> bytes:
    """A run as the bytes of run.json, with a line for each document, file and correction."""
    parts: list[bytes] = []
    for name, part in run.items():
        if part and isinstance(part, dict):
            items = b",\n".join(b"  %b: %b" % (to_json(key), to_json(value)) for key, value in part.items())
            parts.append(b" %b: {\n%b\n }" % (to_json(name), items))
        elif part and isinstance(part, list):
            items = b",\n".join(b"  %b" % to_json(value) for value in part)
            parts.append(b" %b: [\n%b\n ]" % (to_json(name), items))
        else:
            parts.append(b" %b: %b" % (to_json(name), to_json(part)))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def load_run(workspace: Workspace) -> dict[str, Any]:
    """Reads run.json.

    Raises:
        WorkspaceError: there is no run yet, or its file cannot be read.
    """
    try:
        run: dict[str, Any] = json.loads(workspace.run_file.read_text(encoding="utf-8"))
        missing = [name for name in ("id", "files", "corrections", *INPUTS) if name not in run]
    except FileNotFoundError:
        raise WorkspaceError(f"{workspace.extracted}: there is no run yet; run `oboegaki ingest`") from None
    except (OSError, ValueError) as error:
        raise WorkspaceError(f"{workspace.run_file}: cannot be read ({error}); run `oboegaki ingest`") from None
    if missing:
        raise WorkspaceError(f"{workspace.run_file}: has no `{missing[0]}`; run `oboegaki ingest` to make it again")
    return run
