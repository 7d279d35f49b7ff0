"""The documents of a run: which stages of which have to be done, and which of them failed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.config import Configuration
from pipeline.files import file_sha256
from pipeline.records import Failure
from pipeline.run.discover import Discovered
from pipeline.run.fingerprints import fingerprint, model_version, stage_version
from pipeline.run.names import printable
from pipeline.run.pool import run_tasks
from pipeline.run.store import Store
from pipeline.run.tasks import READ, Task, Versions, stage_fingerprints
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.run.ingest import Progress

_LONGEST_MESSAGE = 500


def do_documents(
    workspace: Workspace,
    configuration: Configuration,
    documents: Sequence[Discovered],
    store: Store,
    *,
    jobs: int,
    progress: "Progress | None",
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[dict[str, Failure], int]:
    """Does what is not done yet and gives the documents that have no text, with the reason, and how many had to be done.

    Args:
        meanwhile: done while workers start.

    Raises:
        OboegakiError: the configuration can't be used, which concerns every document.
    """
    versions = _versions(workspace, configuration)
    known = store.fingerprints()
    tasks = []
    for item in documents:
        wanted = item.read_fingerprint(versions.read)
        if item.failure is None and not _is_done(item.raw.doc_id, wanted, versions, known):
            tasks.append(Task(item.raw, wanted, store.stages(item.raw.doc_id, "read", "entities")))

    failures = {item.raw.doc_id: item.failure for item in documents if item.failure}
    results = run_tasks(versions, configuration, tasks, jobs=jobs, meanwhile=meanwhile) if tasks else ()
    if progress:
        progress(0, len(tasks), "")
    for number, (task, result) in enumerate(results, start=1):
        if isinstance(result, Failure):
            failures[task.raw.doc_id] = result
        else:
            store.save(task.raw.doc_id, result)
        if progress:
            progress(number, len(tasks), task.raw.doc_id)
    with_findings = store.having("find")
    for item in documents:
        doc_id = item.raw.doc_id
        if doc_id not in failures and doc_id not in with_findings:
            outcome = READ.validate_json(store.stages(doc_id, "read")["read"].payload)
            if isinstance(outcome, Failure):
                failures[doc_id] = outcome
    return {doc_id: _readable(failure) for doc_id, failure in failures.items()}, len(tasks)


def _versions(workspace: Workspace, configuration: Configuration) -> Versions:
    settings = configuration.settings
    models = {language: (item.model_dump(), model_version(item)) for language, item in settings.models.items()}
    return Versions(
        read=fingerprint(
            stage_version("read"), settings.limits.model_dump(exclude={"seconds", "memory_megabytes", "findings"})
        ),
        entities=fingerprint(stage_version("entities"), models),
        find=fingerprint(
            stage_version("find"), file_sha256(workspace.config("organisations.yml")), settings.dates.model_dump()
        ),
    )


def _is_done(doc_id: str, wanted: str, versions: Versions, known: dict[tuple[str, str], tuple[str, str]]) -> bool:
    """Whether every stage that the document's outcome has was made from what there is now."""
    nothing = ("", "")
    reading, naming = known.get((doc_id, "read"), nothing), known.get((doc_id, "entities"), nothing)
    if reading[0] != wanted:
        return False
    if naming == nothing and known.get((doc_id, "find"), nothing) == nothing:
        return True  # a failure: there is nothing to find in it
    stages = stage_fingerprints(versions, wanted, reading[1], naming[1])
    return naming[0] == stages["entities"] and known.get((doc_id, "find"), nothing)[0] == stages["find"]


def _readable(failure: Failure) -> Failure:
    """Its message on one line of bearable length: what a library says may hold the whole document."""
    message = printable(failure.message)
    return Failure(failure.status, message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…")
