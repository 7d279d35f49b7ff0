"""Fingerprints: what a result was made from, so that it is made again when, and only when, that moved."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline
from pipeline.config import ModelSettings
from pipeline.errors import ModelError
from pipeline.files import file_sha256, sha256

# The code that each stage's results depend on, below the package; a folder stands for all in it.
STAGE_CODE: dict[str, tuple[str, ...]] = {
    "read": ("read", "records.py", "errors.py", "files.py"),
    "entities": ("find/models.py", "find/decode.py", "find/sentences.py", "records.py"),
    "find": ("find", "records.py", "config.py", "yaml_files.py"),
    "tables": ("resolve", "tables", "schema.py", "records.py"),
}
# The libraries whose versions can change a stage's results.
STAGE_LIBRARIES: dict[str, tuple[str, ...]] = {
    "read": ("charset-normalizer", "lxml", "pdfminer.six", "pdfplumber", "py3langid", "python-docx"),
    "entities": ("spacy", "thinc", "sudachipy", "sudachidict-core"),
    "find": ("sudachipy", "sudachidict-core"),
    "tables": ("pyarrow",),
}


def fingerprint(*parts: object) -> str:
    """A hash of values that JSON can hold, in 32 hexadecimal digits."""
    # Thousands of documents have several in each run, nearly all of words alone: a quarter of the time.
    plain = all(part is None or type(part) is str for part in parts)
    return sha256((repr(parts) if plain else json.dumps(parts, sort_keys=True, default=str)).encode())[:32]


@cache
def stage_version(stage: str) -> str:
    """What the code and the libraries of a stage are now."""
    return fingerprint(code_version(stage), library_versions(STAGE_LIBRARIES[stage]))


@cache
def code_version(stage: str) -> str:
    """What the code of a stage is now."""
    package = Path(pipeline.__file__).parent
    return fingerprint([(name, _content_hash(package / name)) for name in STAGE_CODE[stage]])


def library_versions(names: Sequence[str]) -> dict[str, str]:
    """The installed version of each library."""
    return {name: version(name) for name in names}


def model_version(model: ModelSettings) -> str:
    """The name and version of a pipeline, and of the name model in it, without loading them.

    Raises:
        ModelError: it is neither an installed package nor a folder.
    """
    pipeline = model.pipeline
    try:
        named = f"{pipeline} {version(pipeline.replace('_', '-'))}"
    except PackageNotFoundError:
        named = (
            f"{pipeline} {_folder_version(Path(pipeline), 'pipeline', 'is not installed, nor is there such a folder')}"
        )
    if model.names_folder is None:
        return named
    return f"{named}, {model.names} {_folder_version(model.names_folder, 'name model', 'is no folder with a model')}"


def _folder_version(folder: Path, what: str, problem: str) -> str:
    if not (folder / "meta.json").is_file():
        raise ModelError(f"config/settings.yml: the {what} {str(folder)!r} {problem}")
    # Of all that is in it: patterns or weights can be saved anew with the same name and version.
    return _content_hash(folder)[:16]


def _content_hash(path: Path) -> str:
    """A hash of a file, or of all files below a folder with their names."""
    files = (
        [path]
        if path.is_file()
        else sorted(item for item in path.rglob("*") if item.is_file() and item.suffix != ".pyc")
    )
    return fingerprint([(str(item.relative_to(path)), file_sha256(item)) for item in files])
