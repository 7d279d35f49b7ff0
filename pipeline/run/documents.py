"""The documents of a run: which stages of which have to be done, and which of them failed."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from pipeline.config import Configuration
from pipeline.files import file_sha256
from pipeline.records import Failure
from pipeline.run.discover import Discovered
from pipeline.run.fingerprints import fingerprint, model_version, stage_version
from pipeline.run.names import printable
from pipeline.run.pool import run_tasks
from pipeline.run.store import Stage, Store
from pipeline.run.tasks import READ, Task, Versions
from pipeline.schema import ROW_TABLES
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.run.ingest import Progress

_LONGEST_MESSAGE = 500


def do_documents(
    versions: Versions,
    configuration: Configuration,
    documents: Sequence[Discovered],
    store: Store,
    *,
    jobs: int,
    progress: "Progress | None",
    meanwhile: Callable[[Set[str]], Iterator[None]],
) -> tuple[dict[str, Failure], int]:
    """Does the stages of documents that are not done yet.

    Args:
        meanwhile: what else is to be done, in steps, while there is nothing to do but to wait for workers; is told which
            documents these are.

    Returns:
        The documents that were not done, with the reason, and the number of all that were to be done.

    Raises:
        OboegakiError: the configuration can't be used, which concerns every document.
    """

    def done(task: Task) -> Mapping[str, Stage]:
        return store.stages(task.raw.doc_id, "read", "entities", "find")

    tasks: list[Task] = []

    def to_do() -> Iterator[Task]:
        known = store.fingerprints()
        every = (Task(item.raw, item.read_fingerprint(versions.read)) for item in documents if item.failure is None)
        tasks.extend(task for task in every if not _is_done(task, versions, known))
        if progress:
            progress(0, len(tasks), "")
        yield from tasks

    def steps() -> Iterator[None]:
        yield from meanwhile({task.raw.doc_id for task in tasks})

    failures, beside = {}, steps()
    results = run_tasks(versions, configuration, to_do(), jobs=jobs, done=done, meanwhile=beside)
    for number, (task, result) in enumerate(results, start=1):
        if isinstance(result, Failure):
            failures[task.raw.doc_id] = result
        else:
            store.save(task.raw.doc_id, result)
        if progress:
            progress(number, len(tasks), task.raw.doc_id)
    for _ in beside:
        pass  # what is left of it
    return failures, len(tasks)


def without_text(documents: Sequence[Discovered], undone: Mapping[str, Failure], store: Store) -> dict[str, Failure]:
    """Gives the documents that have no text, with the reason.

    Args:
        undone: those that this run could not do.
    """
    failures = {**{item.raw.doc_id: item.failure for item in documents if item.failure}, **undone}
    found = store.fingerprints()["find"]
    for item in documents:
        doc_id = item.raw.doc_id
        if doc_id not in failures and doc_id not in found:
            outcome = READ.validate_json(store.payload(doc_id, "read"))
            if isinstance(outcome, Failure):
                failures[doc_id] = outcome
    return {doc_id: _readable(failure) for doc_id, failure in failures.items()}


def versions_of(workspace: Workspace, configuration: Configuration) -> Versions:
    """What the stages of all documents are made from now.

    Raises:
        ModelError: a model is not there.
    """
    settings = configuration.settings
    models = {language: (item.model_dump(), model_version(item)) for language, item in settings.models.items()}
    code = stage_version("find"), stage_version("tables")
    return Versions(
        read=fingerprint(
            stage_version("read"), settings.limits.model_dump(exclude={"seconds", "memory_megabytes", "findings"})
        ),
        entities=fingerprint(stage_version("entities"), models),
        find=fingerprint(
            stage_version("find"), file_sha256(workspace.config("organisations.yml")), settings.dates.model_dump()
        ),
        # Sentences, themes and the words of keys are cut and told by code of `find`.
        summary=fingerprint(*code),
        rows=fingerprint(*code, [theme.model_dump() for theme in configuration.themes]),
    )


def _is_done(task: Task, versions: Versions, known: Mapping[str, Mapping[str, tuple[str, str]]]) -> bool:
    """Whether every stage that the document's outcome has was made from what there is now.

    All of them are saved at once, so that each is made from the ones before it that are there.
    """
    doc_id, nothing = task.raw.doc_id, ("", "")
    made_from = {name: of.get(doc_id, nothing)[0] for name, of in known.items()}
    if made_from["read"] != task.read_fingerprint:
        return False
    if not made_from["entities"] and not made_from["find"]:
        return True  # a failure: there is nothing to find in it
    return (
        made_from["entities"].startswith(versions.entities)
        and made_from["find"].startswith(versions.find)
        and made_from["summary"].startswith(versions.summary)
        and all(made_from[table.name].startswith(versions.rows) for table in ROW_TABLES)
    )


def _readable(failure: Failure) -> Failure:
    """Its message on one line of bearable length: what a library says may hold the whole document."""
    message = printable(failure.message)
    return Failure(failure.status, message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…")
