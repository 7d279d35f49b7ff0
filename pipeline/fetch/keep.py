"""Received bytes into `raw/`, each with its sidecar; what was there before is set aside and never lost."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pipeline.config import SidecarFile
from pipeline.errors import ConfigurationError
from pipeline.fetch.content import Form
from pipeline.fetch.slugs import folded, slug, unique
from pipeline.fetch.state import Document, State, dump
from pipeline.files import file_sha256, sha256, write_atomically
from pipeline.read import MEDIA_TYPES
from pipeline.run.discover import SIDECAR
from pipeline.yaml_files import load_yaml

SUPERSEDED = ".superseded"
# Keys that describe the document; people may correct them, and what they wrote stays.
_SHARED = ("publisher", "title", "published", "language", "licence", "country")


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it came.

    Attributes:
        values: for the sidecar: those of the document, and those of how it was received.
        title: to make a name of where the address says nothing.
    """

    url: str
    content: bytes
    form: Form
    values: Mapping[str, Any]
    title: str | None = None


class Keeper:
    """What may be written below `raw/`, and how."""

    def __init__(self, raw: Path, state: State) -> None:
        self._raw, self._state = raw, state

    def path(self, document: Document) -> Path:
        """The file of a document."""
        return self._raw / document.source / document.name

    def has(self, document: Document) -> bool:
        """Whether the bytes of a document are there as far as the state knows."""
        return bool(document.sha256 and document.name) and self.path(document).is_file()

    def new(self, source: str, received: Received, *, release_page: str | None = None) -> Document:
        """Gives a document that was not there a name that nothing else has."""
        folder = self._raw / source
        taken = {folded(Path(entry).stem) for entry in (os.listdir(folder) if folder.is_dir() else ())}
        taken |= {folded(doc_id.rpartition("/")[2]) for doc_id in self._state.doc_ids(source)}
        name = unique(slug(received.url, received.title), taken)
        # Known before it is written: a run that is killed in between must not give it another name.
        document = Document(f"{source}/{name}", source, received.url, release_page=release_page)
        self._state.save(document)
        return document

    def keep(self, document: Document, received: Received) -> Document:
        """Writes the bytes of a document, and its sidecar; other bytes that were there are set aside."""
        name = document.doc_id.rpartition("/")[2] + received.form.ending
        target = self._raw / document.source / name
        digest = sha256(received.content)
        if not (target.is_file() and file_sha256(target) == digest):
            if target.is_file():
                self._set_aside(target)
            write_atomically(target, received.content)
        # Of another format than before: two files would have one doc_id.
        for other in self._files(document):
            if other.name != name:
                self._set_aside(other)
                other.unlink()
        written = write_sidecar(target.with_suffix(SIDECAR), received.values, document.written_values)
        return replace(document, name=name, sha256=digest, written=dump(written))

    def adopt(self, source: str) -> None:
        """Makes documents known again by their sidecars, where the state was lost."""
        for path in (self._raw / source).glob(f"*{SIDECAR}"):
            doc_id = f"{source}/{path.stem}"
            if self._state.document(doc_id) is not None:
                continue
            try:
                sidecar = load_yaml(path, SidecarFile, flat=True)
            except ConfigurationError:
                continue  # ingest says what is wrong with it
            document = Document(doc_id, source, sidecar.url or "", release_page=sidecar.release_page)
            files = self._files(document)
            if sidecar.url and sidecar.source == source and len(files) == 1:
                digest = file_sha256(files[0])
                self._state.save(replace(document, name=files[0].name, sha256=digest))

    def mend(self, source: str) -> None:
        """Ends what a killed run left half done: of a document whose format changed, the file that it had before."""
        for document in self._state.documents(source):
            files = self._files(document)
            for other in files if len(files) > 1 else ():
                if other.name == document.name:
                    self._set_aside(other)
                    other.unlink()

    def _files(self, document: Document) -> list[Path]:
        stem = self._raw / document.doc_id
        return [path for ending in _ENDINGS if (path := stem.with_name(stem.name + ending)).is_file()]

    def _set_aside(self, path: Path) -> None:
        content = path.read_bytes()
        aside = path.parent / SUPERSEDED / f"{path.stem}-{sha256(content)[:8]}{path.suffix}"
        if not aside.exists():
            write_atomically(aside, content)


_ENDINGS = tuple(MEDIA_TYPES)


def write_sidecar(path: Path, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Writes a sidecar, or brings one up to date; what people wrote into it stays, with their comments.

    Args:
        path: the sidecar.
        values: what is known now; None where nothing is.
        before: what was written last of the keys that people may edit.

    Returns:
        What of those keys is now the fetcher's.
    """
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 4096, True
    try:
        there = yaml.load(path.read_text(encoding="utf-8-sig")) if path.exists() else None
    except (YAMLError, UnicodeDecodeError, ValueError):
        return dict(before)  # ingest says what is wrong with it
    if there is not None and not isinstance(there, dict):
        return dict(before)
    sidecar = {} if there is None else there
    ours = dict(before)
    for key, value in values.items():
        if key in _SHARED:
            edited = there is not None and str(sidecar.get(key)) != str(before.get(key))
            if edited or value is None:
                continue
            ours[key] = str(value)
        if value is None:
            sidecar.pop(key, None)
        else:
            sidecar[key] = _plain(value)
    out = StringIO()
    yaml.dump(sidecar, out)
    content = out.getvalue().encode("utf-8")
    if not (path.exists() and path.read_bytes() == content):
        write_atomically(path, content)
    return ours


def add_attachment(path: Path, doc_id: str) -> None:
    """Notes in the sidecar of a release page that a document belongs to it."""
    yaml = YAML()
    yaml.width, yaml.allow_unicode = 4096, True
    try:
        sidecar = yaml.load(path.read_text(encoding="utf-8-sig"))
        known = [name for name in str(sidecar.get("attachments") or "").split("; ") if name]
    except (OSError, YAMLError, ValueError, AttributeError):
        return  # gone, or broken by hand: ingest says so
    if doc_id not in known:
        sidecar["attachments"] = "; ".join([*known, doc_id])
        out = StringIO()
        yaml.dump(sidecar, out)
        write_atomically(path, out.getvalue().encode("utf-8"))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) == 10 else value
        except ValueError:
            return value
    return value
