"""The tables as pandas DataFrames, for notebooks."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import WorkspaceError
from pipeline.schema import TABLES
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class LoadedTables:
    """A run's tables, one DataFrame each: days as datetime64, lists as lists, strings nullable."""

    documents: "pd.DataFrame"
    organisations: "pd.DataFrame"
    organisation_mentions: "pd.DataFrame"
    dates: "pd.DataFrame"
    objectives: "pd.DataFrame"
    workspace: Path

    def text(self, doc_id: str) -> str:
        """The text of a document, which `char_start` and `char_end` point into."""
        # Not read_text: it would turn a line end into another and move every offset behind it.
        return (Workspace(self.workspace).texts / f"{doc_id}.txt").read_bytes().decode("utf-8")


def load(workspace: str | Path | None = None) -> LoadedTables:
    """Loads the tables of the last run.

    Args:
        workspace: the folder that has `raw/` and `extracted/`; if None, the nearest one at or above the current
            folder that has `extracted/`.

    Raises:
        WorkspaceError: there are no tables there yet.
    """
    root = Path(workspace) if workspace is not None else _nearest()
    extracted = Workspace(root).extracted
    missing = [table.name for table in TABLES if not (extracted / f"{table.name}.parquet").exists()]
    if missing:
        raise WorkspaceError(f"{extracted}: there is no {missing[0]}.parquet yet; run `make ingest`")
    import pandas as pd
    import pyarrow.parquet as pq

    frames = {}
    for table in TABLES:
        frame = pq.read_table(extracted / f"{table.name}.parquet").to_pandas(date_as_object=True)
        for column in table.columns:
            if column.type == "date":
                frame[column.name] = pd.to_datetime(frame[column.name], errors="raise").astype("datetime64[s]")
            elif column.choices:
                frame[column.name] = pd.Categorical(frame[column.name], categories=column.choices)
            elif column.type == "string":
                frame[column.name] = frame[column.name].astype("string")
            elif column.type == "integer":
                frame[column.name] = frame[column.name].astype("Int64")
            elif column.type == "list":
                frame[column.name] = frame[column.name].map(list)
        frames[table.name] = frame
    return LoadedTables(**frames, workspace=root)


def _nearest() -> Path:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "extracted").is_dir()), here)
