"""Where a row came from: file, page, sentence, rule layer or model, registry entry, correction, acceptance."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import WorkspaceError
from pipeline.review.changes import Review
from pipeline.review.compare import Cells
from pipeline.review.marks import one_line
from pipeline.review.quotes import quote
from pipeline.review.sides import Sides
from pipeline.review.wording import why
from pipeline.schema import TABLES, Table

Fact = tuple[str, str]
"""A label and what it says."""

_FOUND_BY = {
    "registry": "its name is in organisations.yml",
    "definition": "the document itself defines it",
    "pattern": "it has the form of a name (rules of pipeline/find/organisations)",
    "reviewer": "a reviewer added it",
}
_RULES = {
    "dates": "rules for dates (pipeline/find/dates)",
    "objectives": "rules for objectives (pipeline/find/objectives)",
}


def provenance(sides: Sides, review: Review, key: str) -> Iterator[Fact]:
    """Gives all that is known of where a row came from, in reading order.

    Raises:
        WorkspaceError: neither this run nor the accepted tables have such a row.
    """
    table, row, is_now = _row(sides, key)
    yield "table", table.name
    yield "row", one_line(" · ".join(f"{name}={row[name]}" for name in _telling(table) if row.get(name)))
    if not is_now:
        yield "state", "accepted; this run does not have it"
    if table.name == "organisations":
        yield from _organisation(sides, key, row)
    else:
        yield from _place(sides, row, is_now)
        yield "found by", _found_by(sides, table, row)
        if table.name == "organisation_mentions":
            yield from _registered(sides, row["organisation_id"])
    for item in sides.run["corrections"]:
        if item["row"] == key:
            signed = ", ".join(part for part in (item["by"], item["on"]) if part)
            yield "correction", one_line(f"{item['action']} {item['value']}: {item['reason']} ({signed})")
    yield from _acceptance(sides, review, table, key, row)


def _row(sides: Sides, key: str) -> tuple[Table, Cells, bool]:
    for side, is_now in ((sides.now, True), (sides.accepted, False)):
        for table in TABLES:
            if key in side.get(table.name, {}):
                return table, side[table.name][key], is_now
    for item in sides.run["corrections"]:
        if key in (item["row"], item["key"]):
            raise WorkspaceError(
                f"{key}: taken out by a correction ({item['action']}: {item['reason']})"
                if item["row"]
                else f"{key}: its correction is stale: {item['problem']}"
            )
    raise WorkspaceError(f"{key}: no row has this key; see `oboegaki diff` or extracted/*.csv")


def _telling(table: Table) -> list[str]:
    return [column.name for column in table.columns if not column.evidence and column.name not in ("doc_id", table.key)]


def _place(sides: Sides, row: Cells, is_now: bool) -> Iterator[Fact]:
    doc_id = row["doc_id"]
    yield "file", str(_file(sides.workspace.raw, doc_id) or f"{sides.workspace.raw / doc_id}.* (no longer there)")
    document = sides.now["documents"].get(doc_id, {})
    if document.get("url"):
        yield "address", one_line(document["url"])
    path = sides.workspace.texts / f"{doc_id}.txt"
    quoted = quote(row, path.read_bytes().decode("utf-8") if is_now and path.is_file() else None)
    if quoted is not None:
        page = f"page {quoted.page}, " if quoted.page else ""
        yield "place", f"{page}characters {quoted.char_start} to {quoted.char_end} of extracted/text/{doc_id}.txt"
        yield "sentence", one_line(f"“{quoted.before}[{quoted.words}]{quoted.after}”")
    elif document.get("message"):
        yield "message", one_line(document["message"])


def _file(raw: Path, doc_id: str) -> Path | None:
    folder = (raw / doc_id).parent
    if not folder.is_dir():
        return None
    name = doc_id.rpartition("/")[2]
    found = [path for path in folder.iterdir() if path.name.removesuffix(path.suffix) == name and path.suffix != ".yml"]
    return min(found, default=None)


def _found_by(sides: Sides, table: Table, row: Cells) -> str:
    version = f"oboegaki {sides.run['oboegaki']}"
    if table.name in _RULES:
        number = row[table.key].rpartition("#")[2]
        return _FOUND_BY["reviewer"] if "-r" in number else f"{_RULES[table.name]}, {version}"
    if table.name == "documents":
        return f"pipeline/read, {version}; published: from the {row['published_from'] or 'nothing'}"
    if row["found_by"] == "model":
        language = sides.now["documents"].get(row["doc_id"], {}).get("language", "")
        return f"the model {sides.run['models'].get(language, 'of its language')}"
    return f"{_FOUND_BY[row['found_by']]}, {version}"


def _organisation(sides: Sides, key: str, row: Cells) -> Iterator[Fact]:
    yield from _registered(sides, key)
    mentions = [item for item in sides.now["organisation_mentions"].values() if item["organisation_id"] == key]
    yield "named in", f"{row['documents']} documents, {row['mentions']} times"
    for item in mentions[:5]:
        quoted = quote(item)
        if quoted:
            yield "for example", one_line(f"{item['doc_id']}: “{quoted.before}[{quoted.words}]{quoted.after}”")


def _registered(sides: Sides, organisation_id: str) -> Iterator[Fact]:
    organisation = sides.now["organisations"].get(organisation_id)
    path = sides.workspace.config("organisations.yml")
    if organisation is None or organisation["registered"] != "true":
        yield "registry", f"{organisation_id} is not in {path}: linked by its name alone"
        return
    pattern = re.compile(rf"\bid:\s*[\"']?{re.escape(organisation_id)}[\"']?\s*(?:[,}}#].*)?$")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    line = next((number for number, words in enumerate(lines, start=1) if pattern.search(words)), None)
    yield "registry", f"{path}{f':{line}' if line else ''}: {organisation_id} ({organisation['name']})"


def _acceptance(sides: Sides, review: Review, table: Table, key: str, row: Cells) -> Iterator[Fact]:
    change = next(
        (item for item in review.changes if item.table == table.name and key in (item.key, item.before_key)), None
    )
    if change is None:
        baseline = sides.baseline
        run = baseline.rows.get((table.name, key)) or baseline.documents.get(row.get("doc_id", "")) or baseline.default
        yield "accepted", f"as it is, from run {run}"
        return
    yield "review", f"{change.state}; because: {why(change)}"
    for item in change.fields:
        yield "change", one_line(f"{item.column}: {item.before or '(nothing)'} → {item.after or '(nothing)'}")
