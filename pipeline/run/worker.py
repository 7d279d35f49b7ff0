"""One document from bytes to rows, as it is done in a worker process."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from types import MappingProxyType

from pipeline.config import Configuration, Limits
from pipeline.errors import ModelError, UnreadableDocumentError, too_large
from pipeline.files import sha256
from pipeline.find.finder import find
from pipeline.find.models import find_entities, load_for
from pipeline.find.objectives.themes import Theme
from pipeline.find.organisations.registry import Registry
from pipeline.read import read
from pipeline.records import Failure, RawDocument, TextDocument
from pipeline.resolve.linking import Lookup
from pipeline.resolve.links import Linking
from pipeline.resolve.resolution import themes
from pipeline.resolve.summary import summary
from pipeline.run.rows import SUMMARY, lines_of, rows_fingerprint
from pipeline.run.store import Stage
from pipeline.run.tasks import (
    ENTITIES,
    FINDINGS,
    READ,
    Message,
    Outcome,
    Task,
    Versions,
    out_of_memory,
    stage_fingerprints,
)

log = logging.getLogger(__name__)

_state: list[tuple[Configuration, Lookup, tuple[Theme, ...]]] = []


def start(configuration: Configuration) -> None:
    """Prepares a worker process: what every document needs is sent and built once."""
    lookup = Lookup.of(Registry.of(configuration.organisations))
    _state[:] = [(configuration, lookup, themes(configuration))]


def _started() -> tuple[Configuration, Lookup, tuple[Theme, ...]]:
    if not _state:
        raise RuntimeError("start() was not called in this process")
    return _state[0]


def serve(connection: Connection) -> None:
    """Does the tasks that come through a connection and sends their outcomes, until it is closed.

    The first that comes are the versions and the configuration, for all of them.
    """
    os.setpgid(0, 0)  # so that it can be ended with all that it has started, and Ctrl-C is its parent's matter
    threading.Thread(target=_end_with_parent, daemon=True).start()
    versions, configuration = connection.recv()
    _cap_memory(configuration.settings.limits)
    start(configuration)
    connection.send(Message.READY)
    while True:
        try:
            task, done = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(versions, task, done, connection.send))


def _end_with_parent() -> None:
    """A parent that was killed can't end its workers, and one that hangs would be left for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)  # itself, and what it has started: a page takes OCR minutes


def _cap_memory(limits: Limits) -> None:
    """The kernel's own limit, for the moments in which the parent does not look; macOS does not keep it."""
    import resource

    most = int(limits.memory_megabytes * 1_500_000)
    with suppress(ValueError, OSError):  # a lower limit holds already
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _outcome(
    versions: Versions, task: Task, done: Mapping[str, Stage], tell: Callable[[Message], None]
) -> Outcome | ModelError:
    try:
        return process(versions, task, done, tell)
    except ModelError as error:
        return error
    except MemoryError:
        return out_of_memory(_started()[0].settings.limits)
    except Exception as error:
        # Whatever a document does to the program is that document's outcome, and the others go on.
        log.exception("unexpected error in %s", task.raw.doc_id)
        return Failure("crashed", f"unexpected {type(error).__name__}: {error}; please report this document")


def process(
    versions: Versions,
    task: Task,
    done: Mapping[str, Stage] = MappingProxyType({}),
    tell: Callable[[Message], None] = lambda message: None,
) -> Outcome:
    """Does the stages of one document that are not done yet, and gives all of them.

    A document that cannot be read has the stage `read` alone, with a `Failure` in it.

    Args:
        done: its stages that were done before.
        tell: is told when models are loaded, which is not the document's time.

    Raises:
        ModelError: a model is not installed, or has a label that settings.yml does not list.
    """
    configuration, lookup, as_found = _started()
    limits = configuration.settings.limits
    stages: dict[str, Stage] = {}

    reading = done.get("read")
    if reading is None or reading.fingerprint != task.read_fingerprint:
        try:
            content = _content(task.raw, limits)
        except OSError as error:
            return Failure("crashed", f"the file was there and cannot be read now: {error.strerror or error}")
        outcome = _read(task.raw, content, limits)
        reading = Stage(task.read_fingerprint, READ.dump_json(outcome))
    else:
        outcome = READ.validate_json(reading.payload)
    stages["read"] = reading
    if isinstance(outcome, Failure):
        return stages

    wanted = stage_fingerprints(versions, task.read_fingerprint, reading.digest)
    naming = done.get("entities")
    if naming is None or naming.fingerprint != wanted["entities"]:
        models = configuration.settings.models
        tell(Message.LOADING)
        load_for(outcome, models)
        tell(Message.LOADED)
        entities = find_entities(outcome, models)
        naming = Stage(wanted["entities"], ENTITIES.dump_json(entities))
    else:
        entities = ENTITIES.validate_json(naming.payload)
    stages["entities"] = naming

    wanted = stage_fingerprints(versions, task.read_fingerprint, reading.digest, naming.digest)
    finding = done.get("find")
    if finding is None or finding.fingerprint != wanted["find"]:
        findings = find(outcome, lookup.registry, entities, settings=configuration.settings.dates)
        found, most = sum(map(len, (findings.organisations, findings.dates, findings.objectives))), limits.findings
        if found > most:
            # The tables are made of all documents together, outside the limits on time and memory.
            excess = too_large("{} organisations, dates and objectives were found", found, "findings", most)
            return Failure(excess.status, excess.message)
        finding = Stage(wanted["find"], FINDINGS.dump_json(findings))
    else:
        findings = FINDINGS.validate_json(finding.payload)
    stages["find"] = finding

    digests = reading.digest, naming.digest, finding.digest
    wanted = stage_fingerprints(versions, task.read_fingerprint, *digests)
    own = summary(outcome, findings, lookup)
    linking = Linking(lookup.registry.entries)
    linking.add({outcome.doc_id: own.names})
    # As if no other document said anything of its names, which is so of nearly all; the parent mends the others.
    made_from = rows_fingerprint(
        versions, reading.digest, finding.digest, [linking.found[body] for body in own.names.bodies]
    )
    lines = lines_of(outcome, findings, linking.links(), as_found)
    stages["summary"] = Stage(wanted["summary"], SUMMARY.dump_json(own))
    return stages | {name: Stage(made_from, content) for name, content in lines.items()}


def _content(raw: RawDocument, limits: Limits) -> bytes:
    """The bytes of the file, if they still are those that the run began with.

    Raises:
        OSError: they are not, or cannot be read.
    """
    with open(raw.path, "rb") as handle:
        content = handle.read(int(limits.file_megabytes * 1_000_000) + 1)  # it may be growing
    if sha256(content) != raw.sha256:
        raise OSError("it has changed since the run began; run again")
    return content


def _read(raw: RawDocument, content: bytes, limits: Limits) -> TextDocument | Failure:
    try:
        return read(raw, content, limits)
    except UnreadableDocumentError as error:
        return Failure(error.status, error.message)
