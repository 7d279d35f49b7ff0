"""A run, its tables as pandas DataFrames, and what it changed, for notebooks."""

from collections import defaultdict
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.errors import WorkspaceError
from pipeline.run.ingest import Progress, RunReport
from pipeline.run.ingest import ingest as run
from pipeline.schema import TABLES, Table
from pipeline.tables.reading import read_table, table_path
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.review.compare import Diff


@dataclass(frozen=True, slots=True)
class LoadedTables:
    """The tables, one DataFrame each: days as datetime64, choices as categories, lists as lists, strings nullable.

    The methods join them where that would otherwise take several lines; none changes a table.

    Examples:
        >>> import pipeline
        >>> tables = pipeline.load()
        >>> tables.dates["start"].dtype
        dtype('<M8[s]')
        >>> list(tables.dates["precision"].cat.categories[:3])
        ['day', 'month', 'quarter']
    """

    documents: "pd.DataFrame"
    organisations: "pd.DataFrame"
    organisation_mentions: "pd.DataFrame"
    dates: "pd.DataFrame"
    objectives: "pd.DataFrame"
    workspace: Path

    def text(self, doc_id: str) -> str:
        """The text of a document, which `char_start` and `char_end` point into.

        Raises:
            WorkspaceError: there is none: the document could not be read, or is no longer there.
        """
        path = Workspace(self.workspace).texts / f"{doc_id}.txt"
        try:
            # Not read_text: it would turn a line end into another and move every offset behind it.
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            raise WorkspaceError(f"{path}: there is no such text; `documents.status` says why") from None

    def joined(self) -> "pd.DataFrame":
        """Each mention with its organisation and its document, in the order of the texts.

        Examples:
            >>> import pipeline
            >>> mentions = pipeline.load().joined()
            >>> mentions[["title", "published", "text", "name_en", "name_ja", "country"]].columns.size
            6
        """
        organisations = self.organisations.drop(columns=["documents", "mentions"])
        documents = self.documents[["doc_id", "title", "language", "publisher", "published", "url"]]
        joined = self.organisation_mentions.merge(organisations, on="organisation_id", validate="many_to_one")
        joined = joined.merge(documents, on="doc_id", validate="many_to_one")
        return joined.sort_values(["doc_id", "char_start"], ignore_index=True)

    def timeline(self) -> "pd.DataFrame":
        """Each date with its document, earliest first; `days` is how many days it leaves open.

        Column `organisations` lists the organisation_ids that the sentence of the date names.

        Examples:
            >>> import pipeline
            >>> timeline = pipeline.load().timeline()
            >>> bool(timeline["start"].is_monotonic_increasing)
            True
        """
        sentence = ["doc_id", "sentence"]
        named: dict[tuple[str, str], list[str]] = defaultdict(list)
        for doc_id, words, organisation_id in self.organisation_mentions[[*sentence, "organisation_id"]].to_numpy():
            if organisation_id not in named[doc_id, words]:
                named[doc_id, words].append(organisation_id)
        documents = self.documents[["doc_id", "title", "language", "publisher", "published"]]
        dates = self.dates.merge(documents, on="doc_id", validate="many_to_one")
        dates["days"] = (dates["end"] - dates["start"]).dt.days + 1
        dates["organisations"] = [named.get((doc_id, words), []) for doc_id, words in dates[sentence].to_numpy()]
        return dates.sort_values(["start", "end", "doc_id", "char_start"], ignore_index=True)

    def parties(self) -> "pd.DataFrame":
        """Who has agreed with whom: a row for each document and party, in the order in which they are named.

        The parties are those that the title or the first paragraphs name as such; `sentence`, `char_start` and
        `char_end` are the words that do. A document whose words name no two has no row. A release and its translation
        are two documents: `agreement` is the doc_id of the original in both.

        Examples:
            >>> import pipeline
            >>> parties = pipeline.load().parties()
            >>> with_whom = parties.groupby("doc_id")["name"].agg(" + ".join)
            >>> with_whom["uk-japan-fusion-moc-2025-en"].count(" + ")
            1
        """
        import pandas as pd

        from pipeline.resolve.parties import agreement_of

        place = ["char_start", "char_end", "text", "organisation_id"]
        mentions = dict(list(self.organisation_mentions.groupby("doc_id")[place]))
        found: list[tuple[str, str, str, int, int]] = []
        for doc_id, title, language in self.documents[["doc_id", "title", "language"]].itertuples(index=False):
            text = Workspace(self.workspace).text(doc_id)
            if text is None or doc_id not in mentions:
                continue
            named = mentions[doc_id].itertuples(index=False, name=None)
            agreed = agreement_of(text, named, language=language, title=None if pd.isna(title) else title)
            if agreed is not None:
                start, end = agreed.start, agreed.end
                found += [(doc_id, key, text[start:end], start, end) for key in agreed.organisations]
        columns = ["doc_id", "organisation_id", "sentence", "char_start", "char_end"]
        types = dict.fromkeys(columns[:3], "string") | dict.fromkeys(columns[3:], "Int64")
        parties = pd.DataFrame(found, columns=columns).astype(types)
        organisations = self.organisations[["organisation_id", "name", "name_en", "name_ja", "kind", "country"]]
        documents = self.documents[["doc_id", "title", "language", "published", "translation_of"]]
        parties = parties.merge(organisations, on="organisation_id", validate="many_to_one")
        parties = parties.merge(documents, on="doc_id", validate="many_to_one")
        parties.insert(1, "agreement", parties.pop("translation_of").fillna(parties["doc_id"]))
        return parties

    def cooccurrence(self, by: Literal["document", "sentence", "agreement"] = "document") -> "pd.DataFrame":
        """Which organisations are named together: a row a pair, most often first.

        Args:
            by: what the two have to share, a document, a sentence, or an agreement whose parties they are (a release
                and its translation are one). `weight` counts these.

        Returns:
            Columns source, target (organisation_ids, the smaller first), source_name, target_name, weight: an edge
            list as graph libraries read it.

        Examples:
            >>> import pipeline
            >>> pairs = pipeline.load().cooccurrence(by="sentence")
            >>> pairs.columns.tolist()
            ['source', 'target', 'source_name', 'target_name', 'weight']
        """
        places = {"document": ["doc_id"], "sentence": ["doc_id", "sentence"], "agreement": ["agreement"]}
        if by not in places:
            raise ValueError(f"by={by!r}: must be 'document', 'sentence' or 'agreement'")
        place = places[by]
        named = self.parties() if by == "agreement" else self.organisation_mentions
        named = named[[*place, "organisation_id"]].drop_duplicates()
        pairs = named.merge(named, on=place)
        pairs = pairs[pairs["organisation_id_x"] < pairs["organisation_id_y"]]
        pairs = pairs.rename(columns={"organisation_id_x": "source", "organisation_id_y": "target"})
        weights = pairs.groupby(["source", "target"]).size().rename("weight").reset_index()
        names = self.organisations.set_index("organisation_id")["name"]
        weights.insert(2, "source_name", weights["source"].map(names))
        weights.insert(3, "target_name", weights["target"].map(names))
        return weights.sort_values(["weight", "source", "target"], ascending=[False, True, True], ignore_index=True)

    def objectives_by_theme(self) -> "pd.DataFrame":
        """A row for each objective, theme and organisation whose objective it is, with its document.

        An objective without a theme, or without an owner, keeps a row with `theme` or `organisation_id` missing.

        Examples:
            >>> import pandas as pd
            >>> import pipeline
            >>> objectives = pipeline.load().objectives_by_theme()
            >>> counts = pd.crosstab(objectives["theme"], objectives["name"])
        """
        objectives = self.objectives.rename(columns={"themes": "theme", "organisations": "organisation_id"})
        objectives = objectives.explode("theme").explode("organisation_id", ignore_index=True)
        objectives = objectives.astype({"theme": "string", "organisation_id": "string"})
        names = self.organisations[["organisation_id", "name"]]
        documents = self.documents[["doc_id", "title", "language", "published", "translation_of"]]
        objectives = objectives.merge(names, how="left", on="organisation_id", validate="many_to_one")
        return objectives.merge(documents, on="doc_id", validate="many_to_one")

    def side_by_side(self) -> "pd.DataFrame":
        """The objectives of each release that is there in both languages, English beside Japanese.

        A row each pair, in the order of the English text, then what stands in one language only. Columns are those of
        `objectives` with `_en` and `_ja`.

        Examples:
            >>> import pipeline
            >>> pairs = pipeline.load().side_by_side()
            >>> pairs[["text_en", "text_ja"]].columns.tolist()
            ['text_en', 'text_ja']
        """
        documents = self.documents.set_index("doc_id")
        translated = documents["translation_of"].dropna()
        in_pairs = self.objectives[self.objectives["doc_id"].isin([*translated.index, *translated])]
        language = in_pairs["doc_id"].map(documents["language"])
        english, japanese = in_pairs[language == "en"], in_pairs[language == "ja"]
        # Both sides name the other: English by its own reference, Japanese by its key.
        pairs = english.add_suffix("_en").merge(
            japanese.add_suffix("_ja"), how="outer", left_on="counterpart_id_en", right_on="objective_id_ja"
        )
        return pairs.sort_values(
            ["doc_id_en", "ordinal_en", "doc_id_ja", "ordinal_ja"], na_position="last", ignore_index=True
        )


def load(workspace: str | Path | None = None, *, accepted: bool = False) -> LoadedTables:
    """Loads the tables of the last run, or the reviewed ones.

    Args:
        workspace: the folder that has `raw/` and `extracted/`; if None, the nearest one at or above the current
            folder that has `extracted/`.
        accepted: the tables that were accepted, in `extracted/accepted/`, and not those of the last run.

    Raises:
        WorkspaceError: there are no tables there yet, or a file is not as it was written.

    Examples:
        >>> import pipeline
        >>> tables = pipeline.load()
        >>> tables.organisations[["name_en", "name_ja", "kind"]].columns.tolist()
        ['name_en', 'name_ja', 'kind']
    """
    root = Path(workspace) if workspace is not None else _nearest()
    here = Workspace(root)
    if accepted:
        frames = {table.name: _frame_of_csv(table, here.accepted) for table in TABLES}
    else:
        paths = [table_path(here.extracted, table, ".parquet") for table in TABLES]
        frames = {table.name: _frame_of_parquet(table, path) for table, path in zip(TABLES, paths, strict=True)}
    return LoadedTables(**frames, workspace=root)


def ingest(workspace: str | Path = ".", *, jobs: int | None = None, progress: Progress | None = None) -> RunReport:
    """Brings the tables of a workspace up to date with its documents, as `oboegaki ingest` does.

    Args:
        workspace: the folder that has `raw/`.
        jobs: number of worker processes; as many as there are cores if None.
        progress: told of each document that is done: number done, number of all, doc_id; first 0, number of all, "".

    Returns:
        What the run did; `failures` names the documents that gave no text, and why.

    Raises:
        WorkspaceError: no documents, two with one doc_id, or another run under way.
        ConfigurationError: a configuration file that can't be used; nothing was written.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> import pipeline
        >>> with TemporaryDirectory() as folder:
        ...     (Path(folder) / "raw").mkdir()
        ...     _ = Path(folder, "raw", "port.txt").write_text("Harrow Marine plc signed it on 3 March 2026.")
        ...     report = pipeline.ingest(folder, jobs=1)
        >>> report.rows["dates"], report.failures
        (1, {})
    """
    return run(Workspace(Path(workspace)), jobs=jobs, progress=progress)


def compare(workspace: str | Path | None = None) -> "Diff":
    """Compares the tables of the last run with the accepted ones, as `oboegaki diff` does.

    Args:
        workspace: the folder that has `raw/` and `extracted/`; if None, the nearest one at or above the current
            folder that has `extracted/`.

    Returns:
        What was added, removed and changed, a `TableDiff` each table; its rows are dicts of cells by their key.

    Raises:
        WorkspaceError: there is no run yet, or a file is not as it was written.

    Examples:
        >>> import pandas as pd
        >>> import pipeline
        >>> diff = pipeline.compare()
        >>> new = pd.DataFrame(diff.of("dates").added.values())
        >>> len(diff.of("dates").removed)
        0
    """
    from pipeline.review.sides import read_sides

    return read_sides(Workspace(Path(workspace) if workspace is not None else _nearest())).diff


def _frame_of_parquet(table: Table, path: Path) -> "pd.DataFrame":
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame = pq.read_table(path, columns=[column.name for column in table.columns]).to_pandas(date_as_object=True)
    except (OSError, pa.ArrowException) as error:
        raise WorkspaceError(f"{path}: cannot be read ({error}); run `make ingest` to make it again") from None
    return _typed(table, frame)


def _frame_of_csv(table: Table, folder: Path) -> "pd.DataFrame":
    import pandas as pd

    rows = [astuple(row) for row in read_table(table, table_path(folder, table, ".csv"))]
    # Objects, so that pandas makes no guess before the schema has spoken: "001" is no number, "NA" is a word.
    return _typed(table, pd.DataFrame(rows, columns=[column.name for column in table.columns], dtype=object))


def _typed(table: Table, frame: "pd.DataFrame") -> "pd.DataFrame":
    """Gives each column the type that the schema says."""
    import pandas as pd

    for column in table.columns:
        values = frame[column.name]
        if column.type == "date":
            frame[column.name] = pd.to_datetime(values, errors="raise").astype("datetime64[s]")
        elif column.choices:
            frame[column.name] = pd.Categorical(values, categories=column.choices)
        elif column.type == "string":
            frame[column.name] = values.astype("string")
        elif column.type == "integer":
            frame[column.name] = values.astype("Int64")
        elif column.type == "boolean":
            frame[column.name] = values.astype("bool")
        else:
            frame[column.name] = values.map(list)
    return frame


def _nearest() -> Path:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "extracted").is_dir()), here)
