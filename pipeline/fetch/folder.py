"""Sources that are folders: files that appear there are copied."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.fetch.content import form_of
from pipeline.fetch.index import chosen_items
from pipeline.fetch.keep import Keeper, Received
from pipeline.fetch.report import Item, SourceReport
from pipeline.fetch.sources import Source
from pipeline.fetch.state import State
from pipeline.fetch.worker import Job, Tell
from pipeline.files import sha256

_NO_DOCUMENTS = (".yml", ".yaml", ".tmp", ".part", ".crdownload")
# What stands for 404 of a file that is not there any more.
_NOT_FOUND = 404


def copy_folder(job: Job, source: Source, keeper: Keeper, state: State, report: SourceReport, tell: Tell) -> None:
    """Copies what is new or changed in a folder; a file is looked into only if its size or time moved."""
    folder = (job.workspace.root / (source.path or "")).resolve()
    raw = job.workspace.raw.resolve()
    if folder == raw or raw in folder.parents or folder in raw.parents:
        report.unreachable = f"{source.path} has to lie beside raw/, not in it or above it"
        return
    if not folder.is_dir():
        report.unreachable = f"there is no folder {source.path}"
        return
    files = {_address(source, folder, path): path for path in _files(folder)}
    items = chosen_items(source, [Item(url, path.name) for url, path in files.items()])
    keeper.mend(source.id)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for number, item in enumerate(items, start=1):
        if job.only_lists:
            report.listed.append((item, state.at(item.url) is not None))
        else:
            try:
                _copy(job, source, item.url, files[item.url], keeper, state, report, now)
            except OSError as error:
                report.failures.append(f"{files[item.url].name}: {error.strerror or error}")
            tell((source.id, number, len(items)))
    for document in () if job.only_lists else state.documents(source.id):
        if document.url not in files and document.sha256 and not document.gone_status:
            state.touch(document, gone_status=_NOT_FOUND, gone_since=now)
            report.gone.append(document.doc_id)


def _copy(
    job: Job, source: Source, url: str, path: Path, keeper: Keeper, state: State, report: SourceReport, now: str
) -> None:
    status = path.stat()
    stamp = f"{status.st_size} {status.st_mtime_ns}"
    known = state.at(url)
    if known and known.last_modified == stamp and keeper.has(known) and not known.gone_status:
        report.unchanged += 1
        return
    if status.st_size > job.settings.megabytes * 1_000_000:
        report.failures.append(f"{path.name}: it is larger than fetch.megabytes in settings.yml")
        return
    content = path.read_bytes()
    if known and known.sha256 == sha256(content) and keeper.has(known):
        state.touch(known, last_modified=stamp, checked_at=now, gone_status=None, gone_since=None)
        report.unchanged += 1
        return
    try:
        form = form_of(content, url=path.name)
    except ValueError as error:
        report.failures.append(f"{path.name}: {error}")
        return
    values = {
        "publisher": source.publisher,
        "language": source.language,
        "licence": source.licence,
        "country": source.country,
        "retrieved_at": now,
        "source": source.id,
        "media_type": form.media_type,
        "sha256": sha256(content),
    }
    received = Received(url, content, form, values, path.stem)
    document = known or keeper.new(source.id, received)
    kept = keeper.keep(document, received)
    state.save(replace(kept, last_modified=stamp, checked_at=now, gone_status=None, gone_since=None))
    (report.changed if document.sha256 else report.new).append(document.doc_id)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        # A link may lead out of the folder.
        inside = folder in path.resolve().parents
        if not hidden and inside and path.is_file() and path.suffix.lower() not in _NO_DOCUMENTS:
            yield path


def _address(source: Source, folder: Path, path: Path) -> str:
    return f"folder:{source.id}/{path.relative_to(folder).as_posix()}"
