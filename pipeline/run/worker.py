"""One document from bytes to findings, as it is done in a worker process."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from pipeline.config import Configuration
from pipeline.errors import UnreadableDocumentError
from pipeline.files import sha256
from pipeline.find import Registry, find
from pipeline.find.models import find_entities
from pipeline.read import read
from pipeline.records import Entity, Failure, Findings, RawDocument, TextDocument
from pipeline.run.fingerprints import fingerprint
from pipeline.run.store import Stage

READ = TypeAdapter[TextDocument | Failure](TextDocument | Failure)
ENTITIES = TypeAdapter[tuple[Entity, ...]](tuple[Entity, ...])
FINDINGS = TypeAdapter[Findings](Findings)


@dataclass(frozen=True, slots=True)
class Versions:
    """What the stages of every document are made from, beside the document: code, libraries, models, configuration."""

    read: str
    entities: str
    find: str


@dataclass(frozen=True, slots=True)
class Task:
    """A document of which at least one stage has to be done again."""

    raw: RawDocument
    read_fingerprint: str
    done: Mapping[str, Stage]


_state: list[tuple[Configuration, Registry]] = []


def start(configuration: Configuration) -> None:
    """Prepares a worker process: what every document needs is sent and built once."""
    _state[:] = [(configuration, Registry.of(configuration.organisations))]


def _started() -> tuple[Configuration, Registry]:
    if not _state:
        raise RuntimeError("start() was not called in this process")
    return _state[0]


def stage_fingerprints(
    versions: Versions, read_fingerprint: str, read_digest: str, entities_digest: str = ""
) -> dict[str, str]:
    """What each stage of a document is made from; of `find` only where the entities are known."""
    return {
        "read": read_fingerprint,
        "entities": fingerprint(versions.entities, read_digest),
        "find": fingerprint(versions.find, read_digest, entities_digest),
    }


def process(versions: Versions, task: Task) -> dict[str, Stage]:
    """Does the stages of one document that are not done yet, and gives all of them.

    A document that cannot be read has the stage `read` alone, with a `Failure` in it.
    """
    configuration, registry = _started()
    stages: dict[str, Stage] = {}

    reading = task.done.get("read")
    if reading is None or reading.fingerprint != task.read_fingerprint:
        outcome = _read(task.raw, configuration)
        reading = Stage(task.read_fingerprint, READ.dump_json(outcome))
    else:
        outcome = READ.validate_json(reading.payload)
    stages["read"] = reading
    if isinstance(outcome, Failure):
        return stages

    wanted = stage_fingerprints(versions, task.read_fingerprint, reading.digest)
    naming = task.done.get("entities")
    if naming is None or naming.fingerprint != wanted["entities"]:
        entities = find_entities(outcome, configuration.settings.models)
        naming = Stage(wanted["entities"], ENTITIES.dump_json(entities))
    else:
        entities = ENTITIES.validate_json(naming.payload)
    stages["entities"] = naming

    wanted = stage_fingerprints(versions, task.read_fingerprint, reading.digest, naming.digest)
    findings = find(outcome, registry, entities, settings=configuration.settings.dates)
    stages["find"] = Stage(wanted["find"], FINDINGS.dump_json(findings))
    return stages


def _read(raw: RawDocument, configuration: Configuration) -> TextDocument | Failure:
    limits = configuration.settings.limits
    try:
        size = raw.path.stat().st_size
        if size > limits.file_megabytes * 1_000_000:
            return Failure("too_large", f"the file has {size:,} bytes, the limit is {limits.file_megabytes:g} MB")
        content = raw.path.read_bytes()
        if sha256(content) != raw.sha256:
            return Failure("crashed", "the file changed while it was being read; run again")
        document = read(raw, content)
    except UnreadableDocumentError as error:
        return Failure(error.status, error.message)
    except OSError as error:
        return Failure("malformed", f"the file cannot be read: {error.strerror}")
    if len(document.text) > limits.characters:
        return Failure(
            "too_large", f"the text has {len(document.text):,} characters, the limit is {limits.characters:,}"
        )
    return document
