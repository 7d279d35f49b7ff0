"""From findings to the rows of the tables."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.config import Configuration
from pipeline.find.objectives.themes import Theme, themes_of
from pipeline.find.organisations import Registry
from pipeline.records import DocumentOutcome, Findings, TextDocument
from pipeline.resolve.aligned import aligned_names
from pipeline.resolve.context import Context
from pipeline.resolve.linking import Links, link
from pipeline.resolve.names import is_acronym, is_japanese, kind_of
from pipeline.resolve.owners import owners
from pipeline.resolve.translations import Translation, find_translations
from pipeline.schema import (
    DateRow,
    DocumentRow,
    MentionRow,
    ObjectiveRow,
    OrganisationRow,
    Row,
    Status,
)


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows that follow from one document, the organisations that its names stand for, and the themes."""

    mentions: tuple[MentionRow, ...]
    dates: tuple[DateRow, ...]
    objectives: tuple[ObjectiveRow, ...]


def document_rows(document: TextDocument, findings: Findings, links: Links, themes: Sequence[Theme]) -> DocumentRows:
    """Makes the rows of one document, without counterparts of its objectives; of `links` its own ids alone are used."""
    context = Context(document)
    return DocumentRows(
        tuple(_mention_rows(context, findings, links)),
        tuple(_date_rows(context, findings)),
        tuple(_objective_rows(context, findings, links, themes)),
    )


def build_tables(
    outcomes: Sequence[DocumentOutcome],
    configuration: Configuration,
    rows_of: Callable[[TextDocument, Findings, Links, Sequence[Theme]], DocumentRows] = document_rows,
) -> dict[str, list[Row]]:
    """Gives the rows of every table, of all documents together.

    Args:
        rows_of: makes the rows of a document, as `document_rows` does, or knows them from an earlier run.
    """
    registry = Registry.of(configuration.organisations)
    findings = {item.raw.doc_id: item.findings for item in outcomes if item.findings is not None}
    links = link(findings, registry)
    themes = tuple(
        Theme(item.id, item.name_en, item.name_ja, item.cues_en, item.cues_ja) for item in configuration.themes
    )
    documents = {item.raw.doc_id: item.document for item in outcomes if item.document is not None}
    countries = {entry.id: entry.country for entry in configuration.organisations}
    translations = find_translations(documents, findings, links, themes=themes, countries=countries)
    versions = [(item.original, item.translation) for item in translations]
    if same := aligned_names(versions, documents, findings, links):
        # What the versions of one document show is known in all documents, and so to the comparison of versions.
        links = link(findings, registry, same=same)
        translations = find_translations(documents, findings, links, themes=themes, countries=countries)
    mentions: list[MentionRow] = []
    dates: list[Row] = []
    objectives: dict[str, list[ObjectiveRow]] = {}
    for doc_id, document in documents.items():
        if doc_id in findings:
            rows = rows_of(document, findings[doc_id], links, themes)
            mentions += rows.mentions
            dates += rows.dates
            objectives[doc_id] = list(rows.objectives)
    _pair(objectives, translations)
    return {
        "documents": [_document_row(item, translations, links) for item in outcomes],
        "organisations": list(organisation_rows(mentions, registry)),
        "organisation_mentions": list(mentions),
        "dates": dates,
        "objectives": [row for of_document in objectives.values() for row in of_document],
    }


def _pair(objectives: Mapping[str, list[ObjectiveRow]], translations: Sequence[Translation]) -> None:
    """Writes each objective's counterpart in the other language into its row."""
    for item in translations:
        ours, theirs = objectives[item.original], objectives[item.translation]
        for one, other in item.pairs:
            ours[one] = replace(ours[one], counterpart_id=theirs[other].objective_id)
            theirs[other] = replace(theirs[other], counterpart_id=ours[one].objective_id)


def _document_row(item: DocumentOutcome, translations: Sequence[Translation], links: Links) -> DocumentRow:
    raw, document, sidecar = item.raw, item.document, item.raw.sidecar
    status, message = _status(item, translations, links)
    originals = {translation.translation: translation.original for translation in translations}
    return DocumentRow(
        doc_id=raw.doc_id,
        title=document.title if document else sidecar.title,
        language=document.language if document else sidecar.language,
        publisher=document.publisher if document else sidecar.publisher,
        published=document.published if document else sidecar.published,
        published_from=document.published_from if document else ("sidecar" if sidecar.published else None),
        url=sidecar.url,
        media_type=raw.media_type,
        pages=document.pages if document else None,
        characters=len(document.text) if document else None,
        status=status,
        message=message,
        translation_of=originals.get(raw.doc_id),
        sha256=raw.sha256,
        retrieved_at=sidecar.retrieved_at,
    )


def _status(item: DocumentOutcome, translations: Sequence[Translation], links: Links) -> tuple[Status, str | None]:
    if item.failure is not None:
        return _known_status(item.failure.status), item.failure.message
    doubts = item.findings.doubts if item.findings else ()
    disagreements = (warning for translation in translations for warning in translation.warnings)
    text = item.document.text if item.document else ""
    warnings = [*item.document.warnings] if item.document else []
    warnings += [f"“{text[doubt.start : doubt.end]}”: {doubt.message} (character {doubt.start})" for doubt in doubts]
    warnings += [
        f"{warning.message} (character {warning.position})"
        for warning in disagreements
        if warning.doc_id == item.raw.doc_id
    ]
    warnings += list(_ambiguities(item, links))
    repairs = item.document.repairs if item.document else ()
    return "warnings" if warnings else "ok", "; ".join((*warnings, *repairs)) or None


def _ambiguities(item: DocumentOutcome, links: Links) -> Iterator[str]:
    """Says of each name that fits several bodies which these are, at its first use."""
    first: dict[str, int] = {}
    for mention in item.findings.organisations if item.findings else ():
        first.setdefault(mention.text, mention.start)
    for name, start in first.items():
        if candidates := links.ambiguous.get((item.raw.doc_id, name)):
            yield f"“{name}” may be {' or '.join(candidates)}, and is linked to none (character {start})"


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
            organisation_id=links.ids[doc_id, mention.text],
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


def _objective_rows(context: Context, findings: Findings, links: Links, themes: Sequence[Theme]) -> list[ObjectiveRow]:
    document = context.document
    owned = owners(document, findings, links)
    return [
        ObjectiveRow(
            objective_id=context.key("o", f"{objective.heading} {objective.text}".strip()),
            doc_id=document.doc_id,
            ordinal=objective.ordinal,
            form=objective.form,
            kind=objective.kind,
            heading=objective.heading or None,
            text=objective.text,
            themes=themes_of(objective.text, objective.heading, document.language, themes),
            organisations=named,
            counterpart_id=None,
            page=context.page(objective.start),
            char_start=objective.start,
            char_end=objective.end,
            lead_in=objective.lead_in or None,
        )
        for objective, named in zip(findings.objectives, owned, strict=True)
    ]


def organisation_rows(mentions: Iterable[MentionRow], registry: Registry) -> list[OrganisationRow]:
    """Gives the organisations that mentions name, with their names as written and how often they are named."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        written[mention.organisation_id][mention.text] += 1
        documents[mention.organisation_id].add(mention.doc_id)
    return [_organisation_row(key, written[key], len(documents[key]), registry) for key in sorted(written)]


def _organisation_row(key: str, names: Counter[str], documents: int, registry: Registry) -> OrganisationRow:
    written = sorted(names, key=lambda name: (-names[name], name))
    entry = registry.entries.get(key)
    if entry is not None:
        name_en, name_ja, kind, country = entry.name_en, entry.name_ja, entry.kind, entry.country
    else:
        name_en, name_ja = _fullest(written, lambda name: not is_japanese(name)), _fullest(written, is_japanese)
        kinds = (kind_of(name) for name in (name_ja, name_en, *written) if name)
        kind, country = next((kind for kind in kinds if kind != "other"), "other"), None
    # An abbreviation is not shown where there is a full name in the other language.
    name = (
        name_ja if name_ja and (name_en is None or (entry is None and is_acronym(name_en))) else name_en or written[0]
    )
    return OrganisationRow(
        organisation_id=key,
        name=name,
        name_en=name_en,
        name_ja=name_ja,
        aliases=tuple(sorted(set(written) - {name_en, name_ja})),
        kind=kind,
        country=country,
        registered=entry is not None,
        documents=documents,
        mentions=names.total(),
    )


def _fullest(names: Sequence[str], fitting: Callable[[str], bool]) -> str | None:
    """The name to show: a full one before an abbreviation, then the longest."""
    chosen = [name for name in names if fitting(name)]
    return max(chosen, key=lambda name: (not is_acronym(name), len(name), name)) if chosen else None
