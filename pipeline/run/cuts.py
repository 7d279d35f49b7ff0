"""Where the rows of each document stand in the tables' files, kept so that files that are known need not be read for it."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.review.current import Digest
from pipeline.run.store import Store
from pipeline.schema import ROW_TABLES
from pipeline.tables.chunks import Cut, cut, know_cut
from pipeline.workspace import Workspace


def recall_cuts(workspace: Workspace, store: Store, digest: Digest) -> None:
    """Takes up what an earlier run kept of the files as they are now; cuts the accepted ones of which none did."""
    for path in _files(workspace):
        if known := store.cut(digest(path)):
            know_cut(path, Cut.load(known))
        elif path.parent == workspace.accepted:
            cut(path)


def keep_cuts(workspace: Workspace, store: Store, digest: Digest) -> None:
    """Keeps where rows stand in the files of this run and in the accepted ones."""
    found = {digest(path): path for path in _files(workspace)}
    known = found.keys() & store.cuts()
    store.keep_cuts(known, {key: cut(path).dump() for key, path in found.items() if key not in known})


def _files(workspace: Workspace) -> Iterator[Path]:
    paths = (folder / f"{t.name}.csv" for folder in (workspace.accepted, workspace.extracted) for t in ROW_TABLES)
    return (path for path in paths if path.exists())
