"""Why a row changed: what moved between the run that it was accepted from and this one.

Of all that moved only what can have changed such a row is named. Where several such things moved and the row does not
tell which it was, all are: "one of these" is honest, a guess would not be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.review.accepted import Inputs
from pipeline.review.changes import Cause, CauseKind, Certainty, FieldValue, State
from pipeline.review.compare import Cells

# Libraries whose version is that of a model's engine or dictionary; all others count as code.
DICTIONARIES = ("spacy", "sudachidict-core", "sudachipy", "thinc")
# They only write files.
_NO_INFLUENCE = ("pyarrow",)
NAMED_DOCUMENTS = 3
"""How many other documents are named as the cause of one change."""

_LINKED = {"organisation_id", "organisations", "counterpart_id", "translation_of", "message"}
_OF_SIDECAR = {"language", "title", "publisher", "published", "published_from", "url", "status", "message"}


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved between two runs.

    Attributes:
        sources, sidecars: documents whose bytes, or whose sidecar's, moved; a new or missing document is in `sources`.
        corrections: rows whose correction is another one, or is there or gone, with its reason.
        gone: documents that their source has no more, or has again, in words.
    """

    sources: Mapping[str, str]
    sidecars: frozenset[str]
    configuration: tuple[str, ...]
    code: str
    models: Mapping[str, str]
    dictionaries: str
    corrections: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """The row whose change is to be explained; the fields are those of `RowChange`."""

    table: str
    key: str
    before_key: str
    state: State
    doc_id: str
    certainty: Certainty | None
    fields: Sequence[FieldValue]
    before: Cells | None
    after: Cells | None
    language: str = ""


def moved_between(before: Inputs, now: Inputs) -> Moved:
    """Compares what two runs were made from."""
    old, new = before["documents"], now["documents"]
    sources = dict.fromkeys(new.keys() - old.keys(), "new document")
    sources |= dict.fromkeys(old.keys() - new.keys(), "no longer in raw/")
    both = old.keys() & new.keys()
    sources |= {doc_id: "" for doc_id in both if old[doc_id]["sha256"] != new[doc_id]["sha256"]}
    libraries = _versions(before["libraries"], now["libraries"])
    stages = [name for name, code in now["stages"].items() if before["stages"].get(name) != code]
    code = [text for name, text in libraries.items() if name not in DICTIONARIES]
    if stages:
        version = _versions({"oboegaki": before["oboegaki"]}, {"oboegaki": now["oboegaki"]})
        code = [*version.values(), f"rules of {', '.join(stages)}", *code]
    configuration = _different(before["configuration"], now["configuration"])
    return Moved(
        sources,
        frozenset(doc_id for doc_id in both if old[doc_id]["sidecar"] != new[doc_id]["sidecar"]),
        tuple(name for name in configuration if name != "corrections.yml"),
        "; ".join(code),
        {
            language: f"{before['models'].get(language, 'none')} → {model}"
            for language, model in now["models"].items()
            if before["models"].get(language) != model
        },
        "; ".join(text for name, text in libraries.items() if name in DICTIONARIES),
        _corrections(before["corrections"], now["corrections"]),
        {
            doc_id: "gone at source" if "gone" in new[doc_id] else "there again at its source"
            for doc_id in both
            if ("gone" in new[doc_id]) != ("gone" in old[doc_id])
        },
    )


def causes(subject: Subject, moved: Moved | None, naming: Iterable[str] = ()) -> tuple[Cause, ...]:
    """Gives what a row can have changed by.

    Args:
        subject: the row.
        moved: since it was accepted; None where that is not known.
        naming: documents that name the organisations that the row is, or points to.
    """
    if moved is None:
        return (Cause("unknown", "it is not known from what the accepted row was made"),)
    for key in (subject.key, subject.before_key):
        if key in moved.corrections:
            return (Cause("reviewer", moved.corrections[key]),)
    if moved.sources.get(subject.doc_id):
        return (Cause("source", moved.sources[subject.doc_id]),)
    if subject.table == "documents" and subject.doc_id in moved.gone:
        return (Cause("source", moved.gone[subject.doc_id]),)
    everything = list(_all(subject, moved))
    fitting = [cause for cause in everything if _can_change(cause.kind, cause.detail, subject)]
    chosen = _decisive(fitting, subject) or fitting or everything
    if chosen:
        return tuple(chosen)
    others = [doc_id for doc_id in (*moved.sources, *moved.sidecars) if doc_id != subject.doc_id]
    naming = set(naming)
    named = sorted(doc_id for doc_id in others if doc_id in naming) or sorted(others)
    return tuple(
        Cause("source" if doc_id in moved.sources else "sidecar", moved.sources.get(doc_id, ""), doc_id)
        for doc_id in named[:NAMED_DOCUMENTS]
    ) or (Cause("unknown", "nothing that a run records has moved"),)


def _all(subject: Subject, moved: Moved) -> Iterable[Cause]:
    if subject.doc_id in moved.sources:
        yield Cause("source", moved.sources[subject.doc_id])
    if subject.doc_id in moved.sidecars:
        yield Cause("sidecar")
    for name in moved.configuration:
        yield Cause("configuration", name)
    if moved.code:
        yield Cause("code", moved.code)
    models = [text for language, text in moved.models.items() if subject.language in ("", language)]
    if models or moved.dictionaries:
        yield Cause("model", "; ".join([*models, *([moved.dictionaries] if moved.dictionaries else [])]))


def _can_change(kind: CauseKind, detail: str, subject: Subject) -> bool:
    """Whether something can have changed a row of this table in these columns."""
    columns = {item.column for item in subject.fields}
    linked = bool(columns & _LINKED)
    match kind, detail:
        case "sidecar", _:
            anchored = any(row and row.get("relative_to") for row in (subject.before, subject.after))
            return bool(columns & _OF_SIDECAR) or (subject.table == "dates" and anchored)
        case "configuration", "themes.yml":
            return bool(columns & {"themes", "counterpart_id", "translation_of", "message"})
        case ("configuration", "organisations.yml") | ("model", _):
            of_names = subject.table in ("organisations", "organisation_mentions")
            # The registry also says of which country a publisher is, and so what a fiscal year is.
            return of_names or linked or (subject.table == "dates" and kind == "configuration")
    return True


def _decisive(fitting: Sequence[Cause], subject: Subject) -> list[Cause]:
    """The causes that the row itself points to, where it does."""
    kinds = {cause.kind for cause in fitting}
    if "source" in kinds and subject.state in ("changed", "edited") and not _same_sentence(subject):
        return [cause for cause in fitting if cause.kind == "source"]
    if subject.state == "added" and "source" not in kinds:
        if subject.certainty == "registry" and "organisations.yml" in {cause.detail for cause in fitting}:
            return [cause for cause in fitting if cause.detail == "organisations.yml"]
        if subject.certainty == "model" and "model" in kinds:
            return [cause for cause in fitting if cause.kind == "model"]
    return []


def _same_sentence(subject: Subject) -> bool:
    if subject.before is None or subject.after is None or "char_start" not in subject.after:
        return False
    column = "sentence" if "sentence" in subject.after else "text"
    return subject.before.get(column) == subject.after.get(column)


def _versions(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    return {
        name: f"{name} {before.get(name, 'none')} → {now.get(name, 'none')}"
        for name in _different(before, now)
        if name not in _NO_INFLUENCE
    }


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _corrections(before: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The rows whose correction moved, with the reason of the one that there is or was."""
    old, new = ({item["row"]: item for item in side if item["row"]} for side in (before, now))
    moved = {}
    for row in old.keys() | new.keys():
        if _said(old.get(row)) != _said(new.get(row)):
            moved[row] = new[row]["reason"] if row in new else f"taken back: {old[row]['reason']}"
    return moved


def _said(item: Mapping[str, str] | None) -> tuple[str, str] | None:
    return (item["action"], item["value"]) if item else None
