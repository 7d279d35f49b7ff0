"""What the parent and the workers of a run tell one another, and what the stages of a document leave in the store."""

from dataclasses import dataclass
from enum import Enum, auto

from pydantic import TypeAdapter

from pipeline.config import Limits
from pipeline.errors import too_much_memory
from pipeline.records import Entity, Failure, Findings, RawDocument, TextDocument
from pipeline.run.fingerprints import fingerprint
from pipeline.run.store import Stage

READ = TypeAdapter[TextDocument | Failure](TextDocument | Failure)
ENTITIES = TypeAdapter[tuple[Entity, ...]](tuple[Entity, ...])
FINDINGS = TypeAdapter[Findings](Findings)


@dataclass(frozen=True, slots=True)
class Versions:
    """What the stages of every document are made from, beside the document: code, libraries, models, configuration.

    Attributes:
        rows: of the lines in each table of rows, a stage each; what these are made from begins with it.
    """

    read: str
    entities: str
    find: str
    summary: str
    rows: str


@dataclass(frozen=True, slots=True)
class Task:
    """A document of which at least one stage has to be done again."""

    raw: RawDocument
    read_fingerprint: str


Outcome = dict[str, Stage] | Failure
"""All stages of a document, or a failure that another run may not have: it is not kept."""


class Message(Enum):
    """What a worker says of itself: that it asks for what it is to work with, that it has it, that models are loaded."""

    STARTED = auto()
    READY = auto()
    LOADING = auto()
    LOADED = auto()


def stage_fingerprints(
    versions: Versions, read_fingerprint: str, read_digest: str, entities_digest: str = "", find_digest: str = ""
) -> dict[str, str]:
    """What each stage of a document but its lines is made from; true as far as the stages before it are known.

    After reading, it begins with what the stage is made from in every document.
    """
    find = versions.find + fingerprint(read_digest, entities_digest)
    return {
        "read": read_fingerprint,
        "entities": versions.entities + fingerprint(read_digest),
        "find": find,
        # What the registry says is in what the findings are made from, whether they changed by it or not.
        "summary": versions.summary + fingerprint(read_digest, find, find_digest),
    }


def out_of_memory(limits: Limits) -> Failure:
    """The outcome of a document that takes more memory than it may."""
    error = too_much_memory(limits.memory_megabytes)
    return Failure(error.status, error.message)
