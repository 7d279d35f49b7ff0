"""The stage `rows`: the rows of each document, made again only where something that they are made from moved."""

from collections.abc import Callable, Sequence

from pydantic import TypeAdapter

from pipeline.config import Configuration
from pipeline.find.objectives.themes import Theme
from pipeline.records import Findings, TextDocument
from pipeline.resolve.linking import Links
from pipeline.resolve.rows import DocumentRows, document_rows
from pipeline.run.fingerprints import fingerprint, stage_version
from pipeline.run.store import Stage, Store

ROWS = TypeAdapter[DocumentRows](DocumentRows)


def stored_rows(
    store: Store, configuration: Configuration
) -> Callable[[TextDocument, Findings, Links, Sequence[Theme]], DocumentRows]:
    """Gives `document_rows` as a function that takes what the store has, and keeps there what it had to make."""
    # Sentences and themes are cut and told by code of `find`.
    code = stage_version("find"), stage_version("tables")
    version = fingerprint(code, [theme.model_dump() for theme in configuration.themes])
    known = store.fingerprints()

    def rows_of(document: TextDocument, findings: Findings, links: Links, themes: Sequence[Theme]) -> DocumentRows:
        doc_id = document.doc_id
        names = sorted({mention.text for mention in findings.organisations})
        linked = [(name, links.ids[doc_id, name]) for name in names]
        wanted = fingerprint(version, known[doc_id, "read"][1], known[doc_id, "find"][1], linked)
        if known.get((doc_id, "rows"), ("", ""))[0] == wanted:
            return ROWS.validate_json(store.stages(doc_id, "rows")["rows"].payload)
        made = document_rows(document, findings, links, themes)
        store.add(doc_id, "rows", Stage(wanted, ROWS.dump_json(made)))
        return made

    return rows_of
