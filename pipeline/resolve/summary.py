"""What all documents together need to know of each: little, so that thousands are put together without their texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.files import sha256
from pipeline.records import Findings, Language, PublishedFrom, TextDocument
from pipeline.resolve.candidates import days
from pipeline.resolve.context import Context
from pipeline.resolve.linking import Lookup, local_names
from pipeline.resolve.links import LocalNames


@dataclass(frozen=True, slots=True)
class Summary:
    """One document that was read.

    Attributes:
        warnings: of its reading and of what was found in it.
        ambiguities: of names that fit several bodies.
        repairs: what the reader mended, counted.
        names: what it says of its names.
        days: first and last day of each of its dates, but not the day it came out.
        dates: their number.
        objectives: the ids of its objectives, in order.
        text_sha256: of its text in UTF-8.
    """

    title: str | None
    language: Language
    publisher: str | None
    published: date | None
    published_from: PublishedFrom | None
    pages: int | None
    characters: int
    warnings: tuple[str, ...]
    ambiguities: tuple[str, ...]
    repairs: tuple[str, ...]
    names: LocalNames
    days: tuple[str, ...]
    dates: int
    objectives: tuple[str, ...]
    text_sha256: str


def summary(document: TextDocument, findings: Findings, known: Lookup) -> Summary:
    """Makes the summary of a document."""
    names = local_names(findings, known)
    context = Context(document)
    doubts = (
        f"“{document.text[doubt.start : doubt.end]}”: {doubt.message} (character {doubt.start})"
        for doubt in findings.doubts
    )
    return Summary(
        title=document.title,
        language=document.language,
        publisher=document.publisher,
        published=document.published,
        published_from=document.published_from,
        pages=document.pages,
        characters=len(document.text),
        warnings=(*document.warnings, *doubts),
        ambiguities=tuple(_ambiguities(findings, names)),
        repairs=document.repairs,
        names=names,
        days=days(document, findings),
        dates=len(findings.dates),
        objectives=tuple(context.objective_key(objective) for objective in findings.objectives),
        text_sha256=sha256(document.text.encode("utf-8")),
    )


def _ambiguities(findings: Findings, names: LocalNames) -> Iterator[str]:
    """Says of each name that fits several bodies which these are, at its first use."""
    first: dict[str, int] = {}
    for mention in findings.organisations:
        first.setdefault(mention.text, mention.start)
    for name, start in first.items():
        if candidates := names.ambiguous.get(name):
            yield f"“{name}” may be {' or '.join(candidates)}, and is linked to none (character {start})"
