"""From findings to the rows of the tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.config import OrganisationEntry
from pipeline.find.objectives.themes import Theme, themes_of
from pipeline.records import Failure, Findings, OrganisationKind, RawDocument, TextDocument
from pipeline.resolve.context import Context
from pipeline.resolve.links import Links
from pipeline.resolve.names import is_acronym, is_japanese, kind_of
from pipeline.resolve.owners import owners
from pipeline.resolve.summary import Summary
from pipeline.resolve.translations import Translation
from pipeline.schema import (
    DateRow,
    DocumentRow,
    MentionRow,
    ObjectiveRow,
    OrganisationRow,
    Row,
    Status,
)

Named = tuple[Mapping[str, int], int]
"""How often an organisation is named by each of its names, and in how many documents."""


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows that follow from one document, the organisations that its names stand for, its other version and the themes."""

    mentions: tuple[MentionRow, ...]
    dates: tuple[DateRow, ...]
    objectives: tuple[ObjectiveRow, ...]

    def by_table(self) -> dict[str, Sequence[Row]]:
        """The rows by the name of their table."""
        return {"organisation_mentions": self.mentions, "dates": self.dates, "objectives": self.objectives}


def document_rows(
    document: TextDocument,
    findings: Findings,
    links: Links,
    themes: Sequence[Theme],
    counterparts: Mapping[int, str] = MappingProxyType({}),
) -> DocumentRows:
    """Makes the rows of one document; of `links` its own ids alone are used.

    Args:
        counterparts: the ids of the objectives that say the same in its version in the other language.
    """
    context = Context(document)
    return DocumentRows(
        tuple(_mention_rows(context, findings, links)),
        tuple(_date_rows(context, findings)),
        tuple(_objective_rows(context, findings, links, themes, counterparts)),
    )


def table_of_documents(
    raws: Iterable[RawDocument],
    summaries: Mapping[str, Summary],
    failures: Mapping[str, Failure],
    translations: Sequence[Translation],
) -> list[DocumentRow]:
    """Gives a row for each document, which has either a summary or a failure."""
    originals = {item.translation: item.original for item in translations}
    disagreements: dict[str, list[str]] = defaultdict(list)
    for item in translations:
        for warning in item.warnings:
            disagreements[warning.doc_id].append(f"{warning.message} (character {warning.position})")
    rows = []
    for raw in raws:
        sidecar, read = raw.sidecar, summaries.get(raw.doc_id)
        status: Status
        if read is None:
            failure = failures[raw.doc_id]
            status, message = _known_status(failure.status), failure.message
        else:
            warnings = (*read.warnings, *disagreements[raw.doc_id], *read.ambiguities)
            status, message = "warnings" if warnings else "ok", "; ".join((*warnings, *read.repairs))
        rows.append(
            DocumentRow(
                doc_id=raw.doc_id,
                title=read.title if read else sidecar.title,
                language=read.language if read else sidecar.language,
                publisher=read.publisher if read else sidecar.publisher,
                published=read.published if read else sidecar.published,
                published_from=read.published_from if read else ("sidecar" if sidecar.published else None),
                url=sidecar.url,
                media_type=raw.media_type,
                pages=read.pages if read else None,
                characters=read.characters if read else None,
                status=status,
                message=message or None,
                translation_of=originals.get(raw.doc_id),
                sha256=raw.sha256,
                retrieved_at=sidecar.retrieved_at,
            )
        )
    return rows


def _known_status(status: str) -> Status:
    # The reader's statuses are checked where they enter the tables, so that a misspelt one cannot.
    known: Mapping[str, Status] = {
        "empty": "empty",
        "unreadable_text": "unreadable_text",
        "needs_ocr": "needs_ocr",
        "encrypted": "encrypted",
        "too_large": "too_large",
        "timed_out": "timed_out",
        "crashed": "crashed",
        "malformed": "malformed",
        "unsupported": "unsupported",
    }
    return known[status]


def _mention_rows(context: Context, findings: Findings, links: Links) -> list[MentionRow]:
    doc_id = context.document.doc_id
    return [
        MentionRow(
            mention_id=context.key("m", mention.text),
            doc_id=doc_id,
            organisation_id=links.ids[doc_id][mention.text],
            text=mention.text,
            page=context.page(mention.start),
            char_start=mention.start,
            char_end=mention.end,
            found_by=mention.found_by,
            sentence=context.sentence(mention.start),
        )
        for mention in findings.organisations
    ]


def _date_rows(context: Context, findings: Findings) -> list[DateRow]:
    return [
        DateRow(
            date_id=context.key("d", mention.text),
            doc_id=context.document.doc_id,
            text=mention.text,
            start=mention.first,
            end=mention.last,
            precision=mention.precision,
            edtf=mention.edtf,
            relative_to=mention.relative_to,
            page=context.page(mention.start),
            char_start=mention.start,
            char_end=mention.end,
            sentence=context.sentence(mention.start),
        )
        for mention in findings.dates
    ]


def _objective_rows(
    context: Context,
    findings: Findings,
    links: Links,
    themes: Sequence[Theme],
    counterparts: Mapping[int, str],
) -> list[ObjectiveRow]:
    document = context.document
    owned = owners(document, findings, links)
    return [
        ObjectiveRow(
            objective_id=context.objective_key(objective),
            doc_id=document.doc_id,
            ordinal=objective.ordinal,
            form=objective.form,
            kind=objective.kind,
            heading=objective.heading or None,
            text=objective.text,
            themes=themes_of(objective.text, objective.heading, document.language, themes),
            organisations=named,
            counterpart_id=counterparts.get(place),
            page=context.page(objective.start),
            char_start=objective.start,
            char_end=objective.end,
            lead_in=objective.lead_in or None,
        )
        for place, (objective, named) in enumerate(zip(findings.objectives, owned, strict=True))
    ]


def organisation_row(
    key: str, names: Mapping[str, int], documents: int, entry: OrganisationEntry | None
) -> OrganisationRow:
    """Makes the row of an organisation.

    Args:
        names: how often it is named by each of its names, as written.
        documents: the number of documents that name it.
        entry: what organisations.yml says of it.
    """
    written = tuple(names) if len(names) == 1 else tuple(sorted(names, key=lambda name: (-names[name], name)))
    if entry is not None:
        name_en, name_ja, kind, country = entry.name_en, entry.name_ja, entry.kind, entry.country
    else:
        (name_en, name_ja, kind), country = _said_by(written), None
    # An abbreviation is not shown where there is a full name in the other language.
    name = (
        name_ja if name_ja and (name_en is None or (entry is None and is_acronym(name_en))) else name_en or written[0]
    )
    return OrganisationRow(
        organisation_id=key,
        name=name,
        name_en=name_en,
        name_ja=name_ja,
        aliases=tuple(sorted({*written} - {name_en, name_ja})),
        kind=kind,
        country=country,
        registered=entry is not None,
        documents=documents,
        mentions=sum(names.values()),
    )


def _said_by(names: tuple[str, ...]) -> tuple[str | None, str | None, OrganisationKind]:
    """What the names of an organisation that is not registered say of it: an English and a Japanese one to show, and its kind.

    Args:
        names: as written, the most frequent first.
    """
    japanese = [name for name in names if is_japanese(name)]
    name_en, name_ja = _fullest([name for name in names if name not in japanese]), _fullest(japanese)
    kinds = (kind_of(name) for name in (name_ja, name_en, *names) if name)
    return name_en, name_ja, next((kind for kind in kinds if kind != "other"), "other")


def _fullest(names: Sequence[str]) -> str | None:
    """The name to show: a full one before an abbreviation, then the longest."""
    return max(names, key=lambda name: (not is_acronym(name), len(name), name), default=None)
